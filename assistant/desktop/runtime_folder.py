"""A folder for the socket that nobody but this user can enter (Linux, macOS)."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from assistant.core.errors import EarSightError
from assistant.core.i18n import _

LONGEST_PATH = 90
"""Bytes left for the folder: a socket's whole path is 104 bytes on macOS, 108 on Linux."""


class UnsafeFolderError(EarSightError):
    """The folder belongs to somebody else, or is a link to who knows where."""

    code = "unsafe-folder"


def runtime_folder() -> Path:
    """Where EarSight's private folder is or shall be; `make_private` and `check_private` follow.

    In XDG_RUNTIME_DIR where it is this user's own; in /run/user/UID where the variable was lost
    (cron, ssh); else a folder named after the user among the temporary files.
    """
    return next(path for path in _places() if len(os.fsencode(path)) <= LONGEST_PATH)


def _places() -> Iterator[Path]:
    uid = _user()
    for base in (os.environ.get("XDG_RUNTIME_DIR", ""), f"/run/user/{uid}"):
        if base and Path(base).is_absolute() and _is_own(Path(base), forbidden_bits=0o022):
            yield Path(base, "earsight")
    yield Path(tempfile.gettempdir(), f"earsight-{uid}")
    yield Path("/tmp", f"earsight-{uid}")  # noqa: S108 - its owner is checked before use


def make_private(folder: Path) -> None:
    """Make the folder with mode 0700, or shut the one there is to all others.

    Raises:
        UnsafeFolderError: it is a link, no folder, another user's, or cannot be made.

    """
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        if _is_own(folder):
            folder.chmod(0o700)
    except OSError as error:
        raise UnsafeFolderError(
            _("The folder {folder} cannot be made.").format(folder=folder),
            _("Set XDG_RUNTIME_DIR to a folder of your own."),
        ) from error
    check_private(folder)


def check_private(folder: Path) -> None:
    """Make sure that only this user can enter the folder.

    Raises:
        UnsafeFolderError: another user owns it or may enter it, or it is a link or no folder.

    """
    if not _is_own(folder, forbidden_bits=0o077):
        raise UnsafeFolderError(
            _("The folder {folder} is not yours alone.").format(folder=folder),
            _("Remove it, or set XDG_RUNTIME_DIR to a folder of your own."),
        )


def _user() -> int:
    if sys.platform == "win32":
        return 0
    return os.getuid()


def _is_own(folder: Path, forbidden_bits: int = 0) -> bool:
    """Whether it is a real folder (no link) of this user without those permission bits."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return (
        stat.S_ISDIR(found.st_mode)
        and found.st_uid == _user()
        and not found.st_mode & forbidden_bits
    )
