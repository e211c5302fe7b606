"""The focus on Windows: user32's foreground window."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from typing import Any

from assistant.core.backends import USABLE, Availability
from assistant.core.i18n import _


def _user32() -> Any:
    if sys.platform != "win32":
        raise OSError("user32 is a part of Windows")
    library = ctypes.WinDLL("user32")
    library.GetForegroundWindow.restype = wintypes.HWND
    for function in (library.SetForegroundWindow, library.IsWindow):
        function.argtypes = (wintypes.HWND,)
    library.GetWindowThreadProcessId.argtypes = (wintypes.HWND, ctypes.c_void_p)
    library.AttachThreadInput.argtypes = (wintypes.DWORD, wintypes.DWORD, wintypes.BOOL)
    return library


class Win32Focus:
    """Asks user32."""

    name = "win32"

    def __init__(self, user32: Any = None) -> None:
        self._user32 = user32 or _user32()
        self._window = 0

    def availability(self) -> Availability:
        """Usable on Windows."""
        return USABLE if sys.platform == "win32" else Availability(False, _("This is not Windows."))

    def remember(self) -> None:
        """See `WindowFocus.remember`."""
        self._window = self._user32.GetForegroundWindow() or 0

    def take(self, window: int) -> None:
        """See `WindowFocus.take`."""
        if self._user32.SetForegroundWindow(window):
            return
        # Windows lets only the program that got the last key come to the front, and a key of the
        # leader layer goes to nobody. Threads that share their input count as one.
        ours = self._user32.GetWindowThreadProcessId(window, None)
        front = self._user32.GetForegroundWindow()
        theirs = self._user32.GetWindowThreadProcessId(front, None) if front else 0
        if theirs and self._user32.AttachThreadInput(ours, theirs, True):
            self._user32.SetForegroundWindow(window)
            self._user32.AttachThreadInput(ours, theirs, False)

    def give_back(self) -> None:
        """See `WindowFocus.give_back`. Windows puts the focus where it was in the window."""
        window, self._window = self._window, 0
        if window and self._user32.IsWindow(window):
            self._user32.SetForegroundWindow(window)
