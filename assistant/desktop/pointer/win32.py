"""The mouse on Windows: SetCursorPos and SendInput of user32."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from typing import Any

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import EarSightError
from assistant.core.i18n import _
from assistant.core.pointing import Button, Spot
from assistant.desktop.pointer.base import wait_for_release

INPUT_MOUSE = 0
_DOWN_UP = {Button.LEFT: (0x0002, 0x0004), Button.RIGHT: (0x0008, 0x0010)}
"""MOUSEEVENTF_LEFTDOWN and …UP, MOUSEEVENTF_RIGHTDOWN and …UP."""
_SWAPPED = {Button.LEFT: Button.RIGHT, Button.RIGHT: Button.LEFT}
SM_SWAPBUTTON = 23
_HOLDING = (0x10, 0x11, 0x12, 0x5B, 0x5C)
"""VK_SHIFT, VK_CONTROL, VK_MENU, VK_LWIN, VK_RWIN."""


class MouseInput(ctypes.Structure):
    """MOUSEINPUT."""

    _fields_ = (
        ("dx", wintypes.LONG),
        ("dy", wintypes.LONG),
        ("mouseData", wintypes.DWORD),
        ("dwFlags", wintypes.DWORD),
        ("time", wintypes.DWORD),
        ("dwExtraInfo", ctypes.c_size_t),
    )


class Input(ctypes.Structure):
    """INPUT, with the largest part of its union."""

    _fields_ = (("type", wintypes.DWORD), ("mouse", MouseInput))


def _user32() -> Any:
    if sys.platform != "win32":
        raise OSError("user32 is a part of Windows")
    library = ctypes.WinDLL("user32")
    library.SendInput.argtypes = (wintypes.UINT, ctypes.c_void_p, ctypes.c_int)
    library.GetAsyncKeyState.restype = ctypes.c_short
    return library


class Win32Pointer:
    """Asks user32."""

    name = "win32"

    def __init__(self, user32: Any = None) -> None:
        self._user32 = user32 or _user32()

    def availability(self) -> Availability:
        """Usable on Windows."""
        return USABLE if sys.platform == "win32" else Availability(False, _("This is not Windows."))

    def move(self, spot: Spot) -> None:
        """See `Pointer.move`."""
        if not self._user32.SetCursorPos(spot.x, spot.y):
            raise _refused()

    def click(self, spot: Spot, button: Button = Button.LEFT, times: int = 1) -> None:
        """See `Pointer.click`."""
        user32 = self._user32
        wait_for_release(lambda: any(user32.GetAsyncKeyState(key) < 0 for key in _HOLDING))
        self.move(spot)
        physical = _SWAPPED[button] if user32.GetSystemMetrics(SM_SWAPBUTTON) else button
        flags = _DOWN_UP[physical] * times
        events = (Input * len(flags))(
            *(Input(INPUT_MOUSE, MouseInput(dwFlags=flag)) for flag in flags)
        )
        sent = user32.SendInput(len(events), ctypes.addressof(events), ctypes.sizeof(Input))
        if sent != len(events):
            raise _refused()


def _refused() -> EarSightError:
    # Also what a window of a program with more rights does, such as the task manager.
    return EarSightError(
        _("Windows did not let EarSight use the mouse there."),
        _("Use the keys of the program itself."),
    )
