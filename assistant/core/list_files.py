"""Private files of what a person has collected, which can be carried to another computer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from assistant.core.errors import BadInputError, EarSightError
from assistant.core.i18n import _
from assistant.core.private_files import replace_private

T = TypeVar("T")

MOST_BYTES = 4 << 20
"""Ten thousand entries; a larger file is none of ours."""


@dataclass(frozen=True, slots=True)
class ListFile(Generic[T]):
    """JSON files of one shape.

    `broken` says "{file} is no file of …", `remedy` how to get one, and `unsaved` "The … could not
    be saved: {reason}."; all three in English, marked for translation.
    """

    shape: type[T]
    broken: str
    remedy: str
    unsaved: str

    def read(self, path: Path) -> T:
        """What is in a file.

        Raises:
            BadInputError: it is no such file, or cannot be read.

        """
        try:
            if path.stat().st_size > MOST_BYTES:
                raise self._broken(path)
            return msgspec.json.decode(path.read_bytes(), type=self.shape)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise self._broken(path) from None
        except OSError as error:
            raise BadInputError(
                _("{file} cannot be read: {reason}.").format(file=path.name, reason=error.strerror)
            ) from error

    def write(self, path: Path, content: T) -> None:
        """Replace a file, readable by nobody else.

        Raises:
            EarSightError: it cannot be written.

        """
        text = msgspec.json.format(msgspec.json.encode(content)).decode()
        try:
            replace_private(path, f"{text}\n")
        except OSError as error:
            raise EarSightError(
                _(self.unsaved).format(reason=error.strerror),
                _("Check that {folder} can be written.").format(folder=path.parent),
            ) from error

    def _broken(self, path: Path) -> BadInputError:
        return BadInputError(_(self.broken).format(file=path.name), _(self.remedy))
