"""Downloads a model: resumable, checked byte for byte, and there only when it is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.core.i18n import _
from assistant.models.conversion import Convert, converted
from assistant.models.errors import DamagedModelError, DownloadError
from assistant.models.files import PICKLE, check_whole, wanted
from assistant.models.hub import Hub, HubFile, Listing
from assistant.models.lock import Lock, LockedFile, git_oid_of, sha256_of
from assistant.models.store import ModelStore
from assistant.models.watch import Watch

_LONG_CHECK = 200_000_000
"""From how many bytes on a digest takes long enough to be told."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be downloaded: of the listed files those a model needs, weights last.

    `convert` is for weights that come as a pickle file.
    """

    name: str
    listing: Listing
    files: tuple[HubFile, ...]
    convert: Convert | None = None

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)

    @property
    def pickled(self) -> bool:
        """Whether the weights must be converted."""
        return any(file.name == PICKLE for file in self.files)


def make_plan(
    hub: Hub,
    name: str,
    repository: str,
    revision: str = "main",
    convert: Convert | None = None,
) -> Plan:
    """Ask the hub what the model consists of; downloads nothing.

    With `convert`, weights as a pickle file will do, where there are no others.

    Raises:
        DownloadError: the hub does not answer, or not with a model.
        BadInputError: the repository holds no model that can be loaded safely.

    """
    listing = hub.listing(repository, revision)
    known = {file.name: file for file in listing.files}
    names = wanted(known, pickle=convert is not None)
    return Plan(name, listing, tuple(known[each] for each in names), convert)


def remaining(store: ModelStore, plan: Plan) -> int:
    """How many bytes of the plan an interrupted download has not brought yet.

    What may be right in a damaged model is not counted as there: only reading it all would tell.
    """
    staged = store.staged(plan.name)

    def there(file: HubFile) -> int:
        found = [staged / file.name, staged / _part_name(file)]
        return min(file.size, max(path.stat().st_size if path.is_file() else 0 for path in found))

    return plan.size - sum(map(there, plan.files))


def installed(store: ModelStore, name: str, watch: Watch | None = None) -> Lock | None:
    """The lock of a model that is there and undamaged; asks nobody."""
    if not store.is_installed(name):
        return None
    try:
        store.verified(name, watch)
    except DamagedModelError:
        return None
    return store.lock(name)


def install(store: ModelStore, hub: Hub, plan: Plan, watch: Watch | None = None) -> Lock:
    """Download what is not there yet, compare all of it with what the hub stated, and lock it.

    Of pickle weights only what they were converted to is kept.

    Interrupted in any way, it leaves what came so far, and the next call continues that.

    Raises:
        DiskFullError: there is not enough room.
        DownloadError: the hub does not answer, or sent something else than it stated.
        BadInputError: the weights are no whole safetensors file.
        CancelledError: as `watch` says.

    """
    job = _Download(hub, plan, watch or Watch())
    with store.staging(plan.name) as folder:
        job.tidy(folder)
        for file in plan.files:
            _reuse(store.folder(plan.name), folder, file)
        there = sum(path.stat().st_size for path in folder.iterdir())
        store.check_room(plan.size * (2 if plan.pickled else 1) - there)
        files = [job.get(folder, file) for file in plan.files]
        origin = ""
        if plan.convert is not None and plan.pickled:
            origin = files.pop().sha256
            files.append(converted(folder, plan.convert, job.watch))
        check_whole(folder, [file.path for file in files])
        commit = plan.listing.revision
        lock = Lock(plan.name, plan.listing.repository, commit, tuple(files), converted_from=origin)
        store.adopt(folder, lock)
    return lock


class _Download:
    def __init__(self, hub: Hub, plan: Plan, watch: Watch) -> None:
        self._hub = hub
        self._plan = plan
        self.watch = watch
        self._done = 0

    def tidy(self, folder: Path) -> None:
        """Delete what an interrupted download of another revision left."""
        known = {name for file in self._plan.files for name in (file.name, _part_name(file))}
        for path in folder.iterdir():
            if path.name not in known:
                path.unlink()

    def get(self, folder: Path, file: HubFile) -> LockedFile:
        """Have the file in the folder, right to the byte."""
        path, part = folder / file.name, folder / _part_name(file)
        if not (path.is_file() and self._is_right(path, file)):
            path.unlink(missing_ok=True)
            self._hub.fetch(self._plan.listing, file, part, self._told)
            if not self._is_right(part, file):
                part.unlink()
                raise DownloadError(
                    _("{file} is not what {host} promised; it was deleted.").format(
                        file=file.name, host=self._hub.host
                    ),
                    _("Try again; if it stays so, do not use this model."),
                    code="wrong-hash",
                )
            part.replace(path)
        self._done += file.size
        self._told(0)
        sha256 = file.sha256 or sha256_of(path, self._checking(file))
        return LockedFile(file.name, file.size, sha256)

    def _is_right(self, path: Path, file: HubFile) -> bool:
        if path.stat().st_size != file.size:
            return False
        if file.sha256:
            return sha256_of(path, self._checking(file)) == file.sha256
        return git_oid_of(path, self._checking(file)) == file.git_oid

    def _told(self, size: int) -> None:
        self.watch.step("downloading", self._done + size, self._plan.size)

    def _checking(self, file: HubFile) -> Callable[[int], None]:
        """Count what was read of a file; only where that takes a while it is told."""
        done = 0

        def read(count: int) -> None:
            nonlocal done
            done += count
            if file.size < _LONG_CHECK:
                self.watch.check()
            else:
                self.watch.step("checking", done, file.size)

        return read


def _reuse(old: Path, folder: Path, file: HubFile) -> None:
    """Take over a file of the installed model, which may be damaged or older; checked later."""
    source, target = old / file.name, folder / file.name
    if target.exists() or not source.is_file() or source.stat().st_size != file.size:
        return
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _part_name(file: HubFile) -> str:
    return f".{file.name}.{(file.sha256 or file.git_oid)[:16]}.part"
