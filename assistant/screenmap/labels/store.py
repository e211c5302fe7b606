"""One private file of labels, and files of labels to carry to another computer."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from assistant.core.errors import BadInputError, EarSightError
from assistant.core.i18n import _
from assistant.core.private_files import replace_private
from assistant.screenmap.labels.base import Label

MOST_BYTES = 4 << 20
"""Ten thousand labels; a larger file is none of labels."""


class LabelFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="earsight labels"):
    """The file's shape."""

    labels: tuple[Label, ...] = ()


class LabelStore:
    """Reads and writes the labels at `path`. A missing file means that there are none."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> tuple[Label, ...]:
        """All labels, the oldest first.

        Raises:
            BadInputError: the file is broken.

        """
        return _read(self.path) if self.path.exists() else ()

    def add(self, labels: Iterable[Label]) -> int:
        """Keep labels; one for the very same looks replaces the older. Returns how many are new.

        Raises:
            EarSightError: the file cannot be written, or is broken.

        """
        kept = {_key(label): label for label in self.load()}
        before = set(kept.values())
        kept |= {_key(label): label for label in labels}
        self._save(kept.values())
        return len(set(kept.values()) - before)

    def remove(self, name: str) -> int:
        """Forget all labels of that name; returns how many there were.

        Raises:
            EarSightError: the file cannot be written, or is broken.

        """
        labels = self.load()
        kept = [label for label in labels if label.name.casefold() != name.casefold()]
        if len(kept) < len(labels):
            self._save(kept)
        return len(labels) - len(kept)

    def carry(self, path: Path) -> int:
        """Write all labels to another file; returns how many.

        Raises:
            EarSightError: it cannot be written.

        """
        labels = self.load()
        _write(path, labels)
        return len(labels)

    def take_in(self, path: Path) -> int:
        """Add the labels of a file that `carry` wrote; returns how many are new.

        Raises:
            BadInputError: it is no such file.

        """
        return self.add(_read(path))

    def _save(self, labels: Iterable[Label]) -> None:
        _write(self.path, tuple(labels))


def _key(label: Label) -> tuple[object, ...]:
    return label.application, label.look, label.instead, label.place


def _read(path: Path) -> tuple[Label, ...]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _broken(path)
        return msgspec.json.decode(path.read_bytes(), type=LabelFile).labels
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise _broken(path) from None
    except OSError as error:
        raise BadInputError(
            _("{file} cannot be read: {reason}.").format(file=path.name, reason=error.strerror)
        ) from error


def _broken(path: Path) -> BadInputError:
    return BadInputError(
        _("{file} is no file of labels.").format(file=path.name),
        _("Export one with `earsight label export`."),
    )


def _write(path: Path, labels: tuple[Label, ...]) -> None:
    text = msgspec.json.format(msgspec.json.encode(LabelFile(labels))).decode()
    try:
        replace_private(path, f"{text}\n")
    except OSError as error:
        raise EarSightError(
            _("The labels could not be saved: {reason}.").format(reason=error.strerror),
            _("Check that {folder} can be written.").format(folder=path.parent),
        ) from error
