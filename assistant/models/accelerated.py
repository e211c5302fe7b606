"""What was made from installed models so that they run faster: a folder each, with its own lock.

It stays bound to the files it was made from: after the model was installed anew it is not used.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.core.errors import EarSightError
from assistant.core.i18n import _
from assistant.models.errors import DamagedModelError
from assistant.models.lock import LOCK_NAME, Lock, LockedFile, read_lock, sha256_of, write_lock
from assistant.models.store import ModelStore, told_in_words
from assistant.models.verify import verify
from assistant.models.watch import Watch

Build = Callable[[Path, Path], None]
"""Makes files in the folder (second) from the model in the folder (first)."""
_INCOMING = ".incoming"
_SCRATCH_SHARE = 4
"""How many times the model's size is written meanwhile."""


def fingerprint(lock: Lock) -> str:
    """SHA-256 over all files of a model: changes with any of them."""
    lines = sorted(f"{file.sha256} {file.path}\n" for file in lock.files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


class AcceleratedModels:
    """Accelerated models of a store."""

    def __init__(self, store: ModelStore) -> None:
        self._store = store

    def folder(self, name: str) -> Path | None:
        """Where the named model's accelerated files are, unchecked; None where there are none.

        Ones of other files than are installed now do not count.
        """
        found = self._store.accelerated(name)
        if not (found / LOCK_NAME).is_file():
            return None
        return found if self._lock(name).converted_from == self._source(name) else None

    def verified(self, name: str) -> Path | None:
        """As `folder`, after every file was compared with its lock: call before loading.

        Raises:
            DamagedModelError: a file is missing, changed, or was added; it is named.

        """
        found = self.folder(name)
        if found is None:
            return None
        try:
            verify(found, self._lock(name))
        except DamagedModelError as error:
            error.remedy = _remedy(name)
            raise
        return found

    def make(self, name: str, files: Sequence[str], build: Build, watch: Watch) -> Lock:
        """Build an installed model's files, and put them in the place of older ones.

        Raises:
            MissingPartError, DamagedModelError: as `ModelStore.verified`.
            DiskFullError: there is not enough room.
            EarSightError: another process is at it, or as `build` says.

        """
        from filelock import FileLock, Timeout

        source = self._store.verified(name, watch)
        target = self._store.accelerated(name)
        self._store.check_room(_SCRATCH_SHARE * self._store.lock(name).size)
        with told_in_words(self._store.root):
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                with FileLock(target.parent / "lock", timeout=0):
                    return self._make(name, files, build, source, watch)
            except Timeout as error:
                raise EarSightError(
                    _("A model is being accelerated already."), _("Wait until that has ended.")
                ) from error

    def _make(
        self, name: str, files: Sequence[str], build: Build, source: Path, watch: Watch
    ) -> Lock:
        target = self._store.accelerated(name)
        incoming = target.parent / _INCOMING
        shutil.rmtree(incoming, ignore_errors=True)
        made = incoming / name
        made.mkdir(parents=True)
        try:
            build(source, made)
            watch.check()
            locked = tuple(_locked(made / file) for file in files)
            origin = self._store.lock(name)
            lock = Lock(
                name,
                origin.repository,
                origin.revision,
                locked,
                converted_from=fingerprint(origin),
            )
            write_lock(made, lock)
            shutil.rmtree(target, ignore_errors=True)
            made.rename(target)
        finally:
            shutil.rmtree(incoming, ignore_errors=True)
        return lock

    def _lock(self, name: str) -> Lock:
        try:
            return read_lock(self._store.accelerated(name))
        except (OSError, ValueError) as error:
            raise DamagedModelError(name, LOCK_NAME, _("cannot be read"), _remedy(name)) from error

    def _source(self, name: str) -> str:
        return fingerprint(self._store.lock(name))


def _locked(path: Path) -> LockedFile:
    return LockedFile(path.name, path.stat().st_size, sha256_of(path, lambda _count: None))


def _remedy(name: str) -> str:
    return _("`earsight models accelerate {name}` mends it.").format(name=name)
