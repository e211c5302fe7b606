"""Compares every file of a model with its lock, before it is loaded."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from assistant.core.i18n import _
from assistant.models.errors import DamagedModelError
from assistant.models.lock import LOCK_NAME, Lock, LockedFile, sha256_of
from assistant.models.watch import Watch

_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file browsers leave behind; no loader looks at it."""


def verify(folder: Path, lock: Lock, watch: Watch | None = None) -> None:
    """Read every file; about a second for each gigabyte.

    Raises:
        DamagedModelError: a file is missing, changed, or was added; it is named.
        CancelledError: as `watch` says.

    """
    # What a look at the folder tells comes before the long reading.
    verify_sizes(folder, lock)
    watch = watch or Watch()
    done = 0

    def read(count: int) -> None:
        nonlocal done
        done += count
        watch.step("checking", done, lock.size)

    for file in lock.files:
        if sha256_of(folder / file.path, read) != file.sha256:
            raise DamagedModelError(lock.name, file.path, _("was changed"))


def verify_sizes(folder: Path, lock: Lock) -> None:
    """Look at names and sizes only, which takes no time.

    Raises:
        DamagedModelError: a file is missing, has another size, or was added; it is named.

    """
    for name in _present(folder, lock):
        if name not in {file.path for file in lock.files}:
            raise DamagedModelError(
                lock.name,
                name,
                _("does not belong to it"),
                _("Delete that file from {folder}.").format(folder=folder),
            )
    for file in lock.files:
        _check_size(folder, lock, file)


def _present(folder: Path, lock: Lock) -> Iterator[str]:
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        raise DamagedModelError(lock.name, str(folder), _("cannot be read")) from error
    return (name for name in names if name not in _LITTER and name != LOCK_NAME)


def _check_size(folder: Path, lock: Lock, file: LockedFile) -> None:
    try:
        found = (folder / file.path).lstat()
    except OSError as error:
        raise DamagedModelError(lock.name, file.path, _("is missing")) from error
    if not stat.S_ISREG(found.st_mode):
        raise DamagedModelError(lock.name, file.path, _("is no ordinary file"))
    if found.st_size != file.size:
        raise DamagedModelError(lock.name, file.path, _("was changed"))
