"""All settings as a file to take to another computer, and back."""

from __future__ import annotations

import tomllib
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import msgspec

from assistant.core.errors import BadInputError, EarSightError
from assistant.core.i18n import _
from assistant.core.private_files import replace_private
from assistant.settings.changing import changed
from assistant.settings.migrations import upgrade
from assistant.settings.refusals import refusal
from assistant.settings.schema import Settings


def without_secrets(settings: Settings) -> Settings:
    """The settings without passwords and keys that somebody put into an address."""
    settings = changed(settings, "remote", url=_bare(settings.remote.url))
    return changed(settings, "describing", hub=_bare(settings.describing.hub))


def write_settings(path: Path, settings: Settings) -> None:
    """Write all settings but secrets into a TOML file.

    Raises:
        EarSightError: the file cannot be written.

    """
    import tomli_w

    try:
        replace_private(path, tomli_w.dumps(msgspec.to_builtins(without_secrets(settings))))
    except OSError as error:
        raise EarSightError(
            _("{name} could not be written: {reason}.").format(
                name=path.name, reason=error.strerror
            ),
            _("Check that {folder} can be written.").format(folder=path.parent),
        ) from error


def read_settings(path: Path) -> Settings:
    """The settings of a file that `write_settings` wrote, also of an older version.

    What the file does not name is at its default.

    Raises:
        BadInputError: the file cannot be read, or something in it is wrong; it tells what.

    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        return msgspec.convert(upgrade(data), Settings)
    except OSError as error:
        raise _no_settings(path, str(error.strerror)) from error
    except UnicodeDecodeError as error:
        raise _no_settings(path, _("it is no text")) from error
    except tomllib.TOMLDecodeError as error:
        raise _no_settings(path, str(error)) from error
    except msgspec.ValidationError as error:
        reason, key = refusal(error)
        key = key or _("the whole file")
        raise _no_settings(path, f"{key}: {reason}") from error


def what_leaves(before: Settings, after: Settings) -> str:
    """What must be said after an import: that pictures may now go to another machine."""
    if not after.remote.enabled or before.remote == after.remote:
        return ""
    host = urlsplit(after.remote.url).hostname or after.remote.url
    return _("Describe and ask now send pictures to {host}.").format(host=host)


def _no_settings(path: Path, reason: str) -> BadInputError:
    return BadInputError(
        _("The settings in {name} cannot be used: {reason}.").format(
            name=path.name, reason=reason.rstrip(".")
        ),
        _("Nothing was changed."),
    )


def _bare(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, "", ""))
