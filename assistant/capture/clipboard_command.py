"""The clipboard's picture without a window of ours: for the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.capture.files import load_file
from assistant.capture.pictures import check_size, decode_bytes, plain
from assistant.capture.programs import installed, run
from assistant.capture.session_type import has_x11, is_wayland
from assistant.core.backends import USABLE, Availability
from assistant.core.errors import CaptureError, MissingPartError
from assistant.core.i18n import _

if TYPE_CHECKING:
    from PIL.Image import Image

_TIMEOUT_SECONDS = 3.0


class CommandClipboard:
    """Reads the clipboard with wl-paste or xclip on Linux, and through Pillow elsewhere."""

    name = "command"

    def availability(self) -> Availability:
        """Usable where there is a display, and the program that this session needs."""
        if sys.platform != "linux":
            return USABLE
        if not (is_wayland() or has_x11()):
            return Availability(
                False,
                _("There is no clipboard, because there is no display."),
                _("Start EarSight on a desktop."),
            )
        return installed(_program()[0])

    def image(self) -> Image | None:
        """As `Clipboard.image`; of copied files the first is read as a picture."""
        found = self.availability()
        if not found.usable:
            raise MissingPartError(found.reason, found.remedy)
        return _of_linux() if sys.platform == "linux" else _through_pillow()


def _through_pillow() -> Image | None:
    from PIL import ImageGrab

    try:
        found = ImageGrab.grabclipboard()
        if isinstance(found, list):
            return load_file(Path(found[0])).image if found else None
        if found is None:
            return None
        check_size(found)
        return plain(found).copy()
    except (OSError, ValueError, SyntaxError) as error:
        raise CaptureError(
            _("The clipboard cannot be read now."), _("Copy the picture again.")
        ) from error


def _of_linux() -> Image | None:
    program, kinds, read = _program()
    try:
        offered = run((program, *kinds), _TIMEOUT_SECONDS).decode("utf-8", "replace").split()
    except CaptureError:
        # That is how both say that the clipboard is empty.
        return None
    kind = next((kind for kind in ("image/png", "image/bmp", "image/jpeg") if kind in offered), "")
    kind = kind or next((kind for kind in offered if kind.startswith("image/")), "")
    return decode_bytes(run((program, *read, kind), _TIMEOUT_SECONDS)) if kind else None


def _program() -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The program, its arguments to list what is offered, and those to read (the kind follows)."""
    if is_wayland():
        return "wl-paste", ("--list-types",), ("--no-newline", "--type")
    selection = ("-selection", "clipboard", "-o", "-t")
    return "xclip", (*selection, "TARGETS"), selection
