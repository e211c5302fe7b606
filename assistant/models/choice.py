"""Which installed model answers, and whether its files are still those that were installed."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from assistant.models.accelerated import AcceleratedModels
from assistant.models.catalogue import Catalogue, Model, Subject
from assistant.models.store import ModelStore


class InstalledModels:
    """Chooses among the installed models; `preferred` is the setting's, empty for none."""

    def __init__(self, store: ModelStore, catalogue: Catalogue, preferred: str = "") -> None:
        self._store = store
        self._catalogue = catalogue
        self._preferred = preferred
        self._accelerated = AcceleratedModels(store)
        self._checked: dict[Path, frozenset[tuple[str, int, int]]] = {}

    def folder_for(self, name: str, ability: str, subject: Subject = Subject.SCENE) -> Path | None:
        """The checked folder of the named, the preferred or the first able model; None: none.

        The preferred one gives way where it is known not to be able. Models that were trained on
        the subject come before the others.

        Every file is compared with the lock again whenever a size or time of change differs from
        the last check.

        Raises:
            MissingPartError: the named or preferred model is not installed.
            DamagedModelError: a file is missing, changed, or was added; it is named.

        """
        chosen = name or self._wished(ability) or self._first(ability, subject)
        return self.checked(chosen) if chosen else None

    def checked(self, name: str) -> Path:
        """The folder of the named model, checked as `folder_for` does, and with its errors."""
        folder = self._store.folder(name)
        if self._checked.get(folder) != _state(folder):
            self._store.verified(name)
            self._checked[folder] = _state(folder)
        return folder

    def accelerated(self, name: str) -> Path | None:
        """What was made from an installed model to run it faster, checked likewise; None: nothing.

        Raises:
            DamagedModelError: a file of it is missing, changed, or was added; it is named.

        """
        folder = self._accelerated.folder(name)
        if folder is not None and self._checked.get(folder) != _state(folder):
            self._accelerated.verified(name)
            self._checked[folder] = _state(folder)
        return folder

    def names(self) -> list[str]:
        """All installed models: first those of the catalogue in its order, then the others."""
        there = self._store.installed()
        known = [model.name for model in self._catalogue.models if model.name in there]
        return [*known, *(name for name in there if name not in known)]

    def catalogued(self, families: Collection[str]) -> list[str]:
        """The catalogue's models of some families, installed or not."""
        return [model.name for model in self._catalogue.models if model.family in families]

    def entry(self, name: str) -> Model | None:
        """What the catalogue says of a model, if it knows it."""
        return self._catalogue.find(name)

    def folder(self, name: str) -> Path:
        """Where the model is, unchecked: not to be loaded from."""
        return self._store.folder(name)

    def _wished(self, ability: str) -> str:
        """The preferred model; empty where it is known to be none for this."""
        entry = self.entry(self._preferred)
        able = entry is None or ability in {verb.value for verb in entry.verbs}
        return self._preferred if able else ""

    def _first(self, ability: str, subject: Subject) -> str:
        names = self.names()
        able = [
            model
            for model in map(self.entry, names)
            if model is not None and ability in {verb.value for verb in model.verbs}
        ]
        able.sort(key=lambda model: subject not in model.subjects)
        unknown = (name for name in names if self.entry(name) is None)
        return able[0].name if able else next(unknown, "")


def _state(folder: Path) -> frozenset[tuple[str, int, int]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    stats = ((path, path.stat()) for path in files)
    return frozenset((str(path), found.st_size, found.st_mtime_ns) for path, found in stats)
