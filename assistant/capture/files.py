"""A file becomes a Frame: a picture, or a page of a TIFF or PDF."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import IO, TYPE_CHECKING

from assistant.capture.pdf import is_pdf, render_page
from assistant.capture.pictures import decode
from assistant.core.errors import BadInputError
from assistant.core.frame import Frame, Source
from assistant.core.i18n import _

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_FILE_BYTES = 512 * 1024 * 1024
LONGEST_NAME = 100
"""Characters of a name in a message."""

_HEAD_BYTES = 1024


def load_file(path: Path, page: int = 1) -> Frame:
    """Read page `page` (from 1) of the picture or PDF at `path`; by its content, not its name.

    Never blocks on a pipe or device, and takes no more than some 600 MB however large the
    picture says it is.

    Raises:
        BadInputError: no such file, no regular file, not readable, empty, too large, damaged,
            no picture, or no such page.
        MissingPartError: the part that decodes this format is not installed.

    """
    try:
        with open_regular(path) as stream:
            image, scale, pages = _decode(stream, page)
    except (OSError, ValueError) as error:
        raise _not_opened(path, error) from error
    return Frame(image, Source.FILE, scale=scale, title=_name(path), page=page, pages=pages)


def _decode(stream: IO[bytes], page: int) -> tuple[Image, float, int]:
    head = stream.read(_HEAD_BYTES)
    stream.seek(0)
    if is_pdf(head):
        return render_page(stream, page)
    image, pages = decode(stream, page)
    return image, 1.0, pages


def open_regular(path: Path) -> IO[bytes]:
    """Open a regular file that is neither empty nor huge; never waits for a pipe or device.

    Raises:
        BadInputError: it is something else.
        OSError, ValueError: it cannot be opened.

    """
    # Looked at before it is opened, because opening alone can do something to a device.
    _check(path, path.stat())
    # Not blocking, should a pipe have taken its place meanwhile.
    descriptor = os.open(path, os.O_RDONLY | _flag("O_NONBLOCK") | _flag("O_BINARY"))
    stream = os.fdopen(descriptor, "rb")
    try:
        _check(path, os.fstat(descriptor))
    except BadInputError:
        stream.close()
        raise
    return stream


def _flag(name: str) -> int:
    flag: int = getattr(os, name, 0)
    return flag


def _check(path: Path, found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise BadInputError(_("{name} is a folder.").format(name=_name(path)), _("Name a file."))
    if not stat.S_ISREG(found.st_mode):
        raise BadInputError(
            _("{name} is not a regular file.").format(name=_name(path)),
            _("Name a picture or PDF file."),
        )
    if found.st_size == 0:
        raise BadInputError(
            _("The file {name} is empty.").format(name=_name(path)), _("Make or fetch it again.")
        )
    if found.st_size > MAX_FILE_BYTES:
        raise BadInputError(
            _("The file {name} is too large: more than {limit} megabytes.").format(
                name=_name(path), limit=MAX_FILE_BYTES // (1024 * 1024)
            ),
            _("Split it, or make it smaller."),
            code="too-large",
        )


def _not_opened(path: Path, error: OSError | ValueError) -> BadInputError:
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return BadInputError(
            _("There is no file {name}.").format(name=_short(str(path))),
            _("Check the name and the folder."),
        )
    if isinstance(error, PermissionError):
        return BadInputError(
            _("You may not read the file {name}.").format(name=_name(path)),
            _("Ask its owner for the permission."),
        )
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return BadInputError(
        _("The file {name} cannot be opened: {reason}.").format(name=_name(path), reason=reason),
        _("Check the name and the folder."),
    )


def _name(path: Path) -> str:
    return _short(path.name or str(path))


def _short(name: str) -> str:
    """A name short enough to hear; the end of it tells the kind of file."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 21]}…{name[-20:]}"
