"""One private TOML file: read whole, checked against the schema, replaced atomically."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from assistant.core.errors import BadInputError, EarSightError
from assistant.core.i18n import _
from assistant.core.labels import separated
from assistant.core.private_files import replace_private
from assistant.settings.migrations import upgrade
from assistant.settings.refusals import refusal
from assistant.settings.schema import ApplicationSettings, Settings


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a start finds: the settings, and what to tell the person if the file was broken."""

    settings: Settings
    problem: EarSightError | None = None


class SettingsStore:
    """Reads and writes the settings file at `path`. A missing file means defaults."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> Loaded:
        """Read the file; a broken one is kept aside under another name and defaults are used."""
        try:
            return Loaded(self._read())
        except FileNotFoundError:
            return Loaded(Settings())
        except msgspec.ValidationError as error:
            reason, key = refusal(error)
            return Loaded(
                Settings(), self._keep_aside(f"{key}: {reason}." if key else f"{reason}.")
            )
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            return Loaded(Settings(), self._keep_aside(str(error)))
        except EarSightError as error:
            return Loaded(Settings(), self._keep_aside(error.spoken))
        except OSError as error:
            return Loaded(
                Settings(),
                BadInputError(
                    _("The settings file cannot be read: {reason}.").format(reason=error.strerror),
                    _("Default settings are used."),
                ),
            )

    def peek(self) -> Settings:
        """The settings for whoever needs them early; a broken file stays for `load` to tell of."""
        try:
            return self._read()
        except (EarSightError, OSError, ValueError, msgspec.ValidationError):
            return Settings()

    def _read(self) -> Settings:
        data = tomllib.loads(self.path.read_text("utf-8"))
        return msgspec.convert(upgrade(data), Settings)

    def _keep_aside(self, reason: str) -> EarSightError:
        # A name that can be said and typed; files kept before are not overwritten.
        names = (f"{self.path.stem}.broken-{number}{self.path.suffix}" for number in count(1))
        aside = next(path for path in map(self.path.with_name, names) if not path.exists())
        try:
            self.path.rename(aside)
            kept = _("It was kept as {name}.").format(name=aside.name)
        except OSError as error:
            kept = _("It could not be kept aside: {reason}.").format(reason=error.strerror)
        return BadInputError(
            _("The settings file is broken, default settings are used."), f"{kept} {reason}"
        )

    def save(self, settings: Settings) -> None:
        """Replace the file; nobody else can read it, and a crash leaves the old or the new one.

        Raises:
            EarSightError: the folder or file cannot be written.

        """
        import tomli_w

        text = tomli_w.dumps(msgspec.to_builtins(settings))
        try:
            replace_private(self.path, text)
        except OSError as error:
            raise EarSightError(
                _("The settings could not be saved: {reason}.").format(reason=error.strerror),
                _("Check that {folder} can be written.").format(folder=self.path.parent),
            ) from error


_APPLICATIONS = "applications"
_TABLES = frozenset({"hotkeys.chords", "describing.presets"})
"""Settings that take names of the person's own."""


def keys(settings: Settings) -> Iterator[tuple[str, Any]]:
    """Every setting as (dotted key, value); a table of chords is one entry per chord."""

    def walk(prefix: str, value: Any) -> Iterator[tuple[str, Any]]:
        if isinstance(value, dict) and value:
            for name, inner in value.items():
                yield from walk(f"{prefix}.{name}" if prefix else name, inner)
        elif prefix != "version":
            yield prefix, value

    yield from walk("", msgspec.to_builtins(settings))


def get(settings: Settings, key: str) -> Any:
    """The value of a dotted key such as "speech.rate" or a whole section such as "speech".

    Raises:
        BadInputError: there is no such setting.

    """
    value: Any = msgspec.to_builtins(settings)
    for part in _parts(key):
        if not isinstance(value, dict) or part not in value:
            raise _no_setting(key)
        value = value[part]
    return value


def replaced(settings: Settings, key: str, text: str) -> Settings:
    """The settings with one value changed; `text` is converted to the setting's type.

    Raises:
        BadInputError: there is no such setting, or the text is not a value of it.

    """
    data: dict[str, Any] = msgspec.to_builtins(settings)
    *sections, name = _parts(key)
    if sections[:1] == [_APPLICATIONS] and len(sections) > 1:
        data[_APPLICATIONS].setdefault(sections[1], msgspec.to_builtins(ApplicationSettings()))
    table: Any = data
    for section in sections:
        table = table.get(section) if isinstance(table, dict) else None
    if not isinstance(table, dict) or key == "version" or isinstance(table.get(name), dict):
        raise _no_setting(key)
    if name not in table and ".".join(sections) not in _TABLES:
        raise _no_setting(key)
    table[name] = separated(text) if isinstance(table.get(name), list) else text
    try:
        return msgspec.convert(data, Settings, strict=False)
    except msgspec.ValidationError as error:
        reason, _key = refusal(error)
        raise BadInputError(
            _("{value} is no value for {key}: {reason}.").format(value=text, key=key, reason=reason)
        ) from error


def reset(settings: Settings, key: str) -> Settings:
    """The settings with one value back at its default.

    Raises:
        BadInputError: there is no such setting, or the key names a whole section.

    """
    get(settings, key)
    *sections, name = _parts(key)
    data: dict[str, Any] = msgspec.to_builtins(settings)
    table = data
    for section in sections:
        table = table[section]
    if not sections:
        raise BadInputError(
            _("{key} is not one setting.").format(key=key),
            _("`earsight settings reset` with no key resets all."),
        )
    del table[name]
    return msgspec.convert(data, Settings)


def _parts(key: str) -> list[str]:
    """The parts of a dotted key; the name of an application may have dots of its own."""
    section, _dot, rest = key.partition(".")
    if section != _APPLICATIONS or not rest:
        return key.split(".")
    application, _dot, name = rest.rpartition(".")
    if application and name in ApplicationSettings.__struct_fields__:
        return [section, application, name]
    return [section, rest]


def _no_setting(key: str) -> BadInputError:
    return BadInputError(
        _("There is no setting {key}.").format(key=key),
        _("`earsight settings` lists them all."),
    )
