"""Which installed model answers, and whether its files are still those that were installed."""

from __future__ import annotations

from pathlib import Path

from assistant.core.request import Verb
from assistant.models.catalogue import Catalogue
from assistant.models.store import ModelStore


class InstalledModels:
    """Chooses among the installed models; `preferred` is the setting's, empty for none."""

    def __init__(self, store: ModelStore, catalogue: Catalogue, preferred: str = "") -> None:
        self._store = store
        self._catalogue = catalogue
        self._preferred = preferred
        self._checked: dict[str, frozenset[tuple[str, int, int]]] = {}

    def folder_for(self, name: str, ability: str) -> Path | None:
        """The checked folder of the named, the preferred or the first able model; None: none.

        Every file is compared with the lock again whenever a size or time of change differs from
        the last check.

        Raises:
            MissingPartError: the named or preferred model is not installed.
            DamagedModelError: a file is missing, changed, or was added; it is named.

        """
        chosen = name or self._preferred or self._first(ability)
        if not chosen:
            return None
        folder = self._store.folder(chosen)
        if self._checked.get(chosen) != _state(folder):
            self._store.verified(chosen)
            self._checked[chosen] = _state(folder)
        return folder

    def _first(self, ability: str) -> str:
        there = self._store.installed()
        for model in self._catalogue.models:
            if model.name in there and ability in {Verb(verb).value for verb in model.verbs}:
                return model.name
        return next((name for name in there if self._catalogue.find(name) is None), "")


def _state(folder: Path) -> frozenset[tuple[str, int, int]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    stats = ((path, path.stat()) for path in files)
    return frozenset((str(path), found.st_size, found.st_mtime_ns) for path, found in stats)
