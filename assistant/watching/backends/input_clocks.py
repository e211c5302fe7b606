"""When the person last used keyboard or mouse."""

from __future__ import annotations

import ctypes
import sys
from math import inf
from typing import Any

from assistant.capture.session_type import has_x11
from assistant.capture.x11_connection import shared_connection
from assistant.core.backends import USABLE, Availability
from assistant.core.errors import CaptureError
from assistant.core.i18n import _


class X11InputClock:
    """The MIT-SCREEN-SAVER extension counts since the last input."""

    name = "x11"

    def availability(self) -> Availability:
        """Usable where an X server draws the windows."""
        return USABLE if has_x11() else Availability(False, _("There is no X11 display."))

    def idle_seconds(self) -> float:
        """As `InputClock.idle_seconds`."""
        from Xlib.error import XError

        try:
            return shared_connection().ask(_idle)
        except (XError, CaptureError):
            return inf


def _idle(display: Any) -> float:
    if not display.has_extension("MIT-SCREEN-SAVER"):
        return inf
    return float(display.screen().root.screensaver_query_info().idle) / 1000


class _LastInputInfo(ctypes.Structure):
    """LASTINPUTINFO, winuser.h."""

    _fields_ = (("cbSize", ctypes.c_uint), ("dwTime", ctypes.c_uint))


class Win32InputClock:
    """GetLastInputInfo, in ticks of a millisecond that wrap every 49 days."""

    name = "win32"

    def availability(self) -> Availability:
        """Usable on Windows."""
        return USABLE if sys.platform == "win32" else Availability(False, _("This is not Windows."))

    def idle_seconds(self) -> float:
        """As `InputClock.idle_seconds`."""
        if sys.platform != "win32":
            return inf
        info = _LastInputInfo(ctypes.sizeof(_LastInputInfo), 0)
        if not ctypes.windll.user32.GetLastInputInfo(ctypes.byref(info)):
            return inf
        now = ctypes.windll.kernel32.GetTickCount()
        return float((now - info.dwTime) % 2**32) / 1000
