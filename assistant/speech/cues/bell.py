"""The last resort: the bell of the desktop or of the terminal."""

from __future__ import annotations

import os
import sys

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import SpeechError
from assistant.core.i18n import _
from assistant.core.ports import Cue


class BellPlayer:
    """Rings once for what a person waits for; ticking along with it would only annoy."""

    name = "bell"

    def availability(self) -> Availability:
        """Usable with Windows, an X display or a terminal."""
        if sys.platform == "win32" or os.environ.get("DISPLAY") or _has_terminal():
            return USABLE
        return Availability(False, _("There is neither a display nor a terminal."))

    def play(self, cue: Cue, volume: int = 100) -> None:  # noqa: ARG002 - a bell has no volume
        """Ring."""
        if cue is not Cue.WORKING and not (_ring_desktop() or _ring_terminal()):
            raise SpeechError(_("There is no bell."))

    def close(self) -> None:
        """Nothing stays open."""


def _has_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _ring_terminal() -> bool:
    if _has_terminal():
        sys.stderr.write("\a")
        sys.stderr.flush()
    return _has_terminal()


def _ring_desktop() -> bool:
    if sys.platform == "win32":
        import winsound

        winsound.MessageBeep()
        return True
    if not os.environ.get("DISPLAY"):
        return False
    from Xlib.display import Display
    from Xlib.error import DisplayError

    try:
        display = Display()
    except (DisplayError, OSError):
        return False
    display.bell(0)
    display.sync()
    display.close()
    return True
