"""The file of `earsight ask --history`: what was asked and answered, for the next question."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile

import msgspec

from assistant.core.conversation import Turn
from assistant.core.errors import BadInputError
from assistant.core.i18n import _

MAX_BYTES = 10_000_000


class _Talk(msgspec.Struct, forbid_unknown_fields=True):
    turns: list[Turn]
    version: int = 1


def load_history(path: Path) -> tuple[Turn, ...]:
    """The turns of a file, oldest first; none where there is no file yet.

    Raises:
        BadInputError: it cannot be read, or is something else.

    """
    try:
        with path.open("rb") as file:
            # A longer one is cut, and so no JSON.
            talk = msgspec.json.decode(file.read(MAX_BYTES), type=_Talk)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise _unusable(path, error.strerror or str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _unusable(path, _("it holds no talk that EarSight wrote")) from error
    if talk.version != 1:
        raise _unusable(path, _("a newer EarSight wrote it"))
    return tuple(talk.turns)


def save_history(path: Path, turns: Sequence[Turn]) -> None:
    """Write the turns in one step, for this user's eyes only.

    Raises:
        BadInputError: it cannot be written.

    """
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
            temporary = Path(file.name)
            file.write(msgspec.json.format(msgspec.json.encode(_Talk(list(turns)))))
        temporary.replace(path)
    except OSError as error:
        raise _unusable(path, error.strerror or str(error)) from error


def _unusable(path: Path, why: str) -> BadInputError:
    return BadInputError(
        _("The history {name} cannot be used: {why}.").format(name=path.name, why=why),
        _("Name another file."),
    )
