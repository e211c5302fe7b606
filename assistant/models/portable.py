"""Models by hand: from a folder that was copied to an offline machine, and back into one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from assistant.core.errors import BadInputError
from assistant.core.i18n import _
from assistant.models.conversion import Convert, converted
from assistant.models.errors import DamagedModelError
from assistant.models.files import PICKLE, check_whole, wanted
from assistant.models.lock import LOCK_NAME, Lock, LockedFile, read_lock, write_lock
from assistant.models.store import ModelStore, told_in_words
from assistant.models.watch import Watch

_CHUNK = 1 << 20
_CACHE_FOLDER = re.compile(r"models--(?P<owner>[^/]+?)--(?P<name>[^/]+)")
"""How huggingface_hub names a repository's folder in its cache; snapshots/COMMIT is within."""


def import_folder(
    store: ModelStore,
    folder: Path,
    name: str = "",
    watch: Watch | None = None,
    convert: Convert | None = None,
) -> Lock:
    """Copy a model's folder into the store, and lock it.

    A folder that `export` wrote carries its lock, and must agree with it. One of huggingface_hub's
    cache is understood, too. Without `name` the folder's is taken. With `convert`, weights as a
    pickle file will do, where there are no others.

    Raises:
        BadInputError: the folder holds no model that can be loaded safely, or the name is taken.
        DamagedModelError: it does not agree with the lock that it carries.
        DiskFullError: there is not enough room.

    """
    source, repository, revision = _snapshot(folder)
    carried = _carried_lock(source)
    if carried is not None:
        names: Sequence[str] = [file.path for file in carried.files]
        _refuse_more(names)
        repository, revision = carried.repository, carried.revision
    else:
        there = [path.name for path in _entries(source) if path.is_file()]
        names = wanted(there, pickle=convert is not None)
    name = name or (carried.name if carried else _name_of(folder))
    if store.is_installed(name):
        raise BadInputError(
            _("The model {name} is installed already.").format(name=name),
            _("Remove it first, or give another name with --name."),
        )
    _check_files(source, names, name)
    with store.staging(name) as staging:
        for left in staging.iterdir():
            left.unlink()
        watch = watch or Watch()
        files = _copy(source, staging, names, store, watch)
        origin = carried.converted_from if carried else ""
        if carried is not None:
            _compare(carried, files)
        elif convert is not None and files[-1].path == PICKLE:
            origin = files[-1].sha256
            files = (*files[:-1], converted(staging, convert, watch))
        check_whole(staging, [file.path for file in files])
        lock = Lock(name, repository, revision, files, converted_from=origin)
        store.adopt(staging, lock)
    return lock


def export(store: ModelStore, name: str, folder: Path, watch: Watch | None = None) -> Path:
    """Copy an installed model into a new folder NAME within `folder`, to carry it elsewhere.

    Raises:
        BadInputError: there is such a folder already.
        MissingPartError, DamagedModelError: as `ModelStore.verified`.
        EarSightError: it cannot be written.

    """
    lock = store.lock(name)
    target = folder / name
    if target.exists():
        raise BadInputError(
            _("{folder} is there already.").format(folder=target), _("Choose another folder.")
        )
    with told_in_words(folder):
        source = store.verified(name, watch)
        target.mkdir(parents=True)
        copied = _copy(source, target, [file.path for file in lock.files], None, watch or Watch())
        _compare(lock, copied)
        # Last: an interrupted copy is not taken for a model.
        write_lock(target, lock)
    return target


def _snapshot(folder: Path) -> tuple[Path, str, str]:
    """The folder with the files, and the repository and revision where its name tells them."""
    cached = _CACHE_FOLDER.fullmatch(folder.name)
    snapshots = _entries(folder / "snapshots") if cached else []
    if cached is None or not snapshots:
        return folder, "", ""
    if len(snapshots) > 1:
        raise BadInputError(
            _("{folder} holds several revisions.").format(folder=folder),
            _("Give one of the folders in its folder snapshots."),
        )
    return snapshots[0], f"{cached['owner']}/{cached['name']}", snapshots[0].name


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise BadInputError(
            _("{folder} cannot be read: {reason}.").format(
                folder=folder, reason=error.strerror or error
            ),
            _("Give the folder that holds config.json."),
        ) from error


def _carried_lock(folder: Path) -> Lock | None:
    try:
        return read_lock(folder)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise DamagedModelError(
            folder.name, LOCK_NAME, _("cannot be read"), _("Export or copy the model again.")
        ) from error


def _refuse_more(names: Sequence[str]) -> None:
    """A lock that somebody wrote may not bring in what is otherwise left out."""
    if more := set(names).difference(wanted(names)):
        raise BadInputError(
            _("The lock in the folder lists what no model needs: {file}.").format(file=min(more)),
            _("Delete {lock} from it, and import it again.").format(lock=LOCK_NAME),
        )


def _name_of(folder: Path) -> str:
    cached = _CACHE_FOLDER.fullmatch(folder.name)
    name = cached["name"] if cached else folder.resolve().name
    return re.sub(r"[^a-z0-9._-]+", "-", name.lower()).strip("-._")[:96]


def _check_files(source: Path, names: Sequence[str], name: str) -> None:
    for file in names:
        # A pipe or device would never end.
        if not (source / file).is_file():
            raise DamagedModelError(name, file, _("is missing"), _("Copy the whole folder again."))
    check_whole(source, names)


def _copy(
    source: Path, target: Path, names: Sequence[str], store: ModelStore | None, watch: Watch
) -> tuple[LockedFile, ...]:
    total = sum((source / name).stat().st_size for name in names)
    if store is not None:
        store.check_room(total)
    done = 0
    files: list[LockedFile] = []
    for name in names:
        digest, size = hashlib.sha256(), 0
        with (source / name).open("rb") as old, (target / name).open("xb") as new:
            while chunk := old.read(_CHUNK):
                digest.update(chunk)
                new.write(chunk)
                size += len(chunk)
                watch.step("copying", done + size, total)
        done += size
        files.append(LockedFile(name, size, digest.hexdigest()))
    return tuple(files)


def _compare(lock: Lock, files: tuple[LockedFile, ...]) -> None:
    for stated, found in zip(lock.files, files, strict=True):
        if stated != found:
            raise DamagedModelError(
                lock.name,
                stated.path,
                _("does not agree with the lock in the folder"),
                _("Export or copy the model again."),
            )
