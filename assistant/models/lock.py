"""The lock: which files make up an installed model, and the digest of each.

It is `lock.json` in the model's folder. The digests are those the hub states, or, for small files
that the hub keeps in git, computed after git's own object id was found right.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import msgspec

LOCK_NAME = "lock.json"
_CHUNK = 1 << 20


class LockedFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file: its name in the folder, size in bytes, and SHA-256 in hexadecimal."""

    path: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
    size: Annotated[int, msgspec.Meta(ge=0)]
    sha256: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]


class Lock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is installed. `repository` and `revision` are empty for a folder of unknown origin.

    `converted_from` is the SHA-256 of the pickle file that the weights were made from, if any.
    """

    name: str
    repository: str
    revision: str
    files: Annotated[tuple[LockedFile, ...], msgspec.Meta(min_length=1)]
    version: int = 1
    converted_from: str = ""

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


def read_lock(folder: Path) -> Lock:
    """Read a folder's lock.

    Raises:
        OSError: there is none, or it cannot be read.
        ValueError: it is not one.

    """
    lock = msgspec.json.decode((folder / LOCK_NAME).read_bytes(), type=Lock)
    if lock.version != 1:
        raise ValueError(f"version {lock.version}")
    return lock


def write_lock(folder: Path, lock: Lock) -> None:
    """Put the lock into the folder, whole or not at all."""
    fresh = folder / f".{LOCK_NAME}"
    fresh.write_bytes(msgspec.json.format(msgspec.json.encode(lock), indent=1) + b"\n")
    fresh.replace(folder / LOCK_NAME)


def sha256_of(path: Path, read: Callable[[int], object]) -> str:
    """The file's SHA-256 in hexadecimal; `read` is told the size of each chunk."""
    return _digest(path, hashlib.sha256(), read)


def git_oid_of(path: Path, read: Callable[[int], object]) -> str:
    """The id git gives the file: SHA-1 of "blob SIZE", a zero byte and the content."""
    digest = hashlib.sha1(b"blob %d\0" % path.stat().st_size, usedforsecurity=False)
    return _digest(path, digest, read)


def _digest(path: Path, digest: hashlib._Hash, read: Callable[[int], object]) -> str:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            read(len(chunk))
    return digest.hexdigest()
