"""The folder of installed models: one folder a model, as the hub lays it out, with its lock."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.core.errors import BadInputError, EarSightError, MissingPartError
from assistant.core.i18n import _
from assistant.models.catalogue import MODEL_NAME
from assistant.models.errors import DamagedModelError, DiskFullError, size_in_words
from assistant.models.lock import LOCK_NAME, Lock, read_lock, write_lock
from assistant.models.verify import verify
from assistant.models.watch import Watch

_STAGING = ".incoming"
_GOING = ".going"
_ACCELERATED = ".accelerated"
SPARE_BYTES = 200_000_000
"""What an installation leaves free on the disk."""


def models_folder() -> Path:
    """Where the person's models are, by the platform's custom."""
    from platformdirs import user_data_path

    return user_data_path("earsight", appauthor=False) / "models"


class ModelStore:
    """Installed models under `root`, which need not exist yet."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def folder(self, name: str) -> Path:
        """Where a model of that name is, or would be.

        Raises:
            BadInputError: that is no model's name.

        """
        if not re.fullmatch(MODEL_NAME, name):
            raise BadInputError(
                _("{name} is no model's name.").format(name=name),
                _("Use small letters, digits, dots and dashes."),
            )
        return self.root / name

    def installed(self) -> list[str]:
        """The names of all installed models, damaged ones too."""
        if not self.root.is_dir():
            return []
        return sorted(
            entry.name
            for entry in self.root.iterdir()
            if re.fullmatch(MODEL_NAME, entry.name) and (entry / LOCK_NAME).is_file()
        )

    def is_installed(self, name: str) -> bool:
        """Whether a model of that name is there, damaged or not."""
        return (self.folder(name) / LOCK_NAME).is_file()

    def lock(self, name: str) -> Lock:
        """What the model consists of.

        Raises:
            MissingPartError: it is not installed.
            DamagedModelError: its lock cannot be read.

        """
        if not self.is_installed(name):
            raise MissingPartError(
                _("The model {name} is not installed.").format(name=name),
                _("`earsight models install {name}` installs it.").format(name=name),
            )
        try:
            return read_lock(self.folder(name))
        except (OSError, ValueError) as error:
            raise DamagedModelError(name, LOCK_NAME, _("cannot be read")) from error

    def verified(self, name: str, watch: Watch | None = None) -> Path:
        """The model's folder, after every file was compared with the lock: call before loading.

        Raises:
            MissingPartError: it is not installed.
            DamagedModelError: a file is missing, changed, or was added; it is named.

        """
        lock = self.lock(name)
        verify(self.folder(name), lock, watch)
        return self.folder(name)

    def remove(self, name: str) -> int:
        """Delete a model, and what an interrupted download left; returns the bytes that are free.

        Raises:
            MissingPartError: neither is there.
            EarSightError: it cannot be deleted.

        """
        found = [path for path in (self.folder(name), self.staged(name)) if path.is_dir()]
        if not found:
            self.lock(name)
        if self.accelerated(name).is_dir():
            found.append(self.accelerated(name))
        size = sum(file.stat().st_size for path in found for file in path.iterdir())
        with told_in_words(self.root):
            for path in found:
                self._discard(path)
        return size

    def adopt(self, staging: Path, lock: Lock) -> None:
        """Make a verified folder the installed model, in the place of an older one."""
        write_lock(staging, lock)
        target = self.folder(lock.name)
        if target.exists():
            self._discard(target)
        staging.rename(target)

    def check_room(self, needed: int) -> None:
        """Look whether so many bytes can be written.

        Raises:
            DiskFullError: no.

        """
        self.root.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(self.root).free
        if needed and free < needed + SPARE_BYTES:
            raise disk_full(needed, free)

    @contextmanager
    def staging(self, name: str) -> Iterator[Path]:
        """The folder in which a model is put together; kept until the model is whole.

        Raises:
            EarSightError: another process is at it, or the disk refuses.

        """
        from filelock import FileLock, Timeout

        self.folder(name)
        with told_in_words(self.root):
            self.staged(name).mkdir(parents=True, exist_ok=True, mode=0o700)
            guard = FileLock(self.root / _STAGING / f"{name}.lock", timeout=0)
            try:
                guard.acquire()
            except Timeout as error:
                raise EarSightError(
                    _("The model {name} is being installed already.").format(name=name),
                    _("Wait until that has ended."),
                ) from error
            try:
                yield self.staged(name)
            finally:
                guard.release()

    def accelerated(self, name: str) -> Path:
        """Where what was made from the model of that name, to run it faster, is or would be."""
        return self.root / _ACCELERATED / self.folder(name).name

    def staged(self, name: str) -> Path:
        """Where a model of that name is put together."""
        return self.root / _STAGING / name

    def _discard(self, path: Path) -> None:
        # A rename first: what is half deleted is not taken for a model.
        going = self.root / _GOING
        shutil.rmtree(going, ignore_errors=True)
        path.rename(going)
        shutil.rmtree(going)


def disk_full(needed: int, free: int) -> DiskFullError:
    """Say how much is needed and how much there is, in bytes."""
    return DiskFullError(
        _("This model needs {needed} on the disk, {free} are free.").format(
            needed=size_in_words(needed), free=size_in_words(free)
        ),
        _("Make room, and try again."),
    )


@contextmanager
def told_in_words(folder: Path) -> Iterator[None]:
    """Turn what the file system refuses into plain words."""
    import errno

    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFullError(
                _("The disk is full."), _("Make room, and run the same command again.")
            ) from error
        raise EarSightError(
            _("The models' folder cannot be used: {reason}.").format(
                reason=error.strerror or type(error).__name__
            ),
            _("Check {folder}.").format(folder=folder),
        ) from error
