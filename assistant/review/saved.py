"""Answers on the disk, where the person turned that on: one file each, and perhaps its picture."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from assistant.core.errors import EarSightError
from assistant.core.findings import Box, Control, Line, Place, Sentence
from assistant.core.i18n import _
from assistant.core.json_with_paths import from_json, to_json
from assistant.core.private_files import replace_private
from assistant.core.request import Request
from assistant.core.result import Result
from assistant.review.sealing import MakeSeal, Open, Seal

if TYPE_CHECKING:
    from PIL.Image import Image

_ANSWER, _PICTURE = ".answer", ".picture"
_DAY = 86_400.0


class Saved(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer. `when` is in seconds since 1970."""

    when: float
    request: Request
    title: str
    application: str
    area: Box | None
    found: list[Line | Sentence | Place | Control]
    version: int = 1

    def result(self) -> Result:
        """The answer as it was."""
        return Result(self.request, self.title, self.application, self.area, list(self.found))


class SavedAnswers:
    """The answers in `folder`, which need not exist yet. May be slow: never on the main thread.

    `make_seal` is asked when something is written or read that needs it. Names sort by age.
    """

    def __init__(self, folder: Path, make_seal: MakeSeal) -> None:
        self._folder = folder
        self._make_seal = make_seal
        self._made: Seal | None = None
        self._last = 0

    @property
    def encrypted(self) -> bool:
        """Whether what is written here is encrypted.

        Raises:
            EarSightError: the keyring does not answer.

        """
        return bool(self._seal().suffix)

    def names(self) -> list[str]:
        """The names of all answers, oldest first."""
        found = (path.name.partition(".")[0] for path in self._files() if _ANSWER in path.name)
        return sorted({name for name in found if name.isdecimal()})

    def load(self, name: str) -> Saved:
        """Read one answer.

        Raises:
            EarSightError: it is gone, broken, or its key is.

        """
        data = self._read(name, _ANSWER)
        try:
            saved = from_json(data, Saved)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise EarSightError(_("A saved answer is broken."), _("Delete it.")) from error
        return saved

    def picture(self, name: str) -> Image | None:
        """The picture of an answer; None where it was not saved, or cannot be opened."""
        from PIL import Image

        try:
            picture = Image.open(io.BytesIO(self._read(name, _PICTURE)), formats=("PNG",))
            picture.load()
        except (EarSightError, OSError, ValueError):
            return None
        return picture

    def save(self, result: Result, when: float, picture: Image | None = None) -> str:
        """Write one answer, and its picture where one is given; returns its name.

        Raises:
            EarSightError: it cannot be written, or the keyring does not answer.

        """
        # Two answers of one millisecond are two.
        self._last = max(round(when * 1000), self._last + 1)
        name = f"{self._last:015d}"
        saved = Saved(
            when,
            result.request,
            result.title,
            result.application,
            result.area,
            list(result.found),
        )
        self._write(name, _ANSWER, to_json(saved))
        if picture is not None:
            data = io.BytesIO()
            picture.convert("RGB").save(data, "PNG", compress_level=1)
            self._write(name, _PICTURE, data.getvalue())
        return name

    def prune(self, keep: int, days: int, now: float) -> None:
        """Delete all but the newest `keep`, and what is older than that many days.

        Raises:
            EarSightError: a file cannot be deleted.

        """
        names = self.names()
        oldest = round((now - days * _DAY) * 1000)
        for name in names:
            if name not in names[-keep:] or int(name) < oldest:
                self.delete(name)

    def delete(self, name: str) -> None:
        """Delete one answer with its picture.

        Raises:
            EarSightError: a file cannot be deleted.

        """
        for path in self._files():
            if path.name.partition(".")[0] == name:
                _unlink(path)

    def delete_all(self) -> int:
        """Delete every answer and picture, whole or not; returns how many answers there were.

        Raises:
            EarSightError: a file cannot be deleted.

        """
        count = len(self.names())
        for path in self._files():
            _unlink(path)
        return count

    def _files(self) -> Iterator[Path]:
        if self._folder.is_dir():
            yield from list(self._folder.iterdir())

    def _seal(self) -> Seal:
        if self._made is None:
            self._made = self._make_seal()
        return self._made

    def _read(self, name: str, kind: str) -> bytes:
        for path in self._files():
            if path.name.startswith(f"{name}{kind}"):
                seal = Open() if path.name == f"{name}{kind}" else self._seal()
                try:
                    return seal.open(path.read_bytes())
                except OSError as error:
                    raise _unusable(error) from error
        raise EarSightError(_("That answer is not there any more."))

    def _write(self, name: str, kind: str, data: bytes) -> None:
        seal = self._seal()
        try:
            replace_private(self._folder / f"{name}{kind}{seal.suffix}", seal.close(data))
        except OSError as error:
            raise _unusable(error) from error


def _unlink(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _unusable(error) from error


def _unusable(error: OSError) -> EarSightError:
    return EarSightError(
        _("The saved answers cannot be used: {reason}.").format(reason=error.strerror or error)
    )
