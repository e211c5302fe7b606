"""One private file of labels, and files of labels to carry to another computer."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from assistant.core.i18n import N_
from assistant.core.list_files import ListFile
from assistant.screenmap.labels.base import Label


class LabelFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="earsight labels"):
    """The file's shape."""

    labels: tuple[Label, ...] = ()


_FILE = ListFile(
    LabelFile,
    broken=N_("{file} is no file of labels."),
    remedy=N_("Export one with `earsight label export`."),
    unsaved=N_("The labels could not be saved: {reason}."),
)


class LabelStore:
    """Reads and writes the labels at `path`. A missing file means that there are none."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> tuple[Label, ...]:
        """All labels, the oldest first.

        Raises:
            BadInputError: the file is broken.

        """
        return _FILE.read(self.path).labels if self.path.exists() else ()

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
        _FILE.write(path, LabelFile(labels))
        return len(labels)

    def take_in(self, path: Path) -> int:
        """Add the labels of a file that `carry` wrote; returns how many are new.

        Raises:
            BadInputError: it is no such file.

        """
        return self.add(_FILE.read(path).labels)

    def _save(self, labels: Iterable[Label]) -> None:
        _FILE.write(self.path, LabelFile(tuple(labels)))


def _key(label: Label) -> tuple[object, ...]:
    return label.application, label.look, label.instead, label.place
