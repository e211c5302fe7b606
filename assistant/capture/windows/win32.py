"""The active window on Windows: user32 and the desktop window manager."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Sequence
from ctypes import wintypes
from dataclasses import replace

from assistant.capture.screens.windows_dpi import become_dpi_aware
from assistant.capture.win32_api import library
from assistant.capture.windows.win32_listing import (
    MAX_TEXT,
    describe,
    ordinary_windows,
    raise_window,
    to_rect,
)
from assistant.core.backends import USABLE, Availability
from assistant.core.frame import WindowInfo
from assistant.core.geometry import Rect
from assistant.core.i18n import _

_READ_OBJECTS = 0x0001  # DESKTOP_READOBJECTS, winuser.h
_OBJECT_NAME = 2  # UOI_NAME, winuser.h
_NORMAL_DESKTOP = "Default"


class _GuiThreadInfo(ctypes.Structure):
    """GUITHREADINFO, winuser.h."""

    _fields_ = (
        ("cbSize", wintypes.DWORD),
        ("flags", wintypes.DWORD),
        ("hwndActive", wintypes.HWND),
        ("hwndFocus", wintypes.HWND),
        ("hwndCapture", wintypes.HWND),
        ("hwndMenuOwner", wintypes.HWND),
        ("hwndMoveSize", wintypes.HWND),
        ("hwndCaret", wintypes.HWND),
        ("rcCaret", wintypes.RECT),
    )


class Win32Windows:
    """Asks user32."""

    name = "win32"

    def availability(self) -> Availability:
        """Usable on Windows."""
        return USABLE if sys.platform == "win32" else Availability(False, _("This is not Windows."))

    def active_window(self) -> WindowInfo | None:
        """As `WindowFinder.active_window`."""
        become_dpi_aware()
        user32 = library("user32")
        user32.GetForegroundWindow.restype = wintypes.HWND
        handle = user32.GetForegroundWindow()
        if not handle:
            return None
        thread = user32.GetWindowThreadProcessId(wintypes.HWND(handle), None)
        return replace(describe(handle), focus=_focus(thread))

    def windows(self) -> Sequence[WindowInfo]:
        """As `WindowFinder.windows`: what the task switcher would show."""
        become_dpi_aware()
        return [describe(handle) for handle in ordinary_windows()]

    def uncover(self, window: WindowInfo) -> Callable[[], None] | None:
        """As `WindowFinder.uncover`: topmost for the moment, then behind the window before it."""
        return raise_window(window.handle)

    def focus(self, window: WindowInfo) -> Rect | None:
        """What `active_window` found."""
        return window.focus

    def pointer(self) -> tuple[int, int] | None:
        """As `WindowFinder.pointer`."""
        become_dpi_aware()
        point = wintypes.POINT()
        if not library("user32").GetCursorPos(ctypes.byref(point)):
            return None
        return point.x, point.y

    def is_locked(self) -> bool:
        """Whether the input goes to another desktop than ours: lock screen or secure prompt."""
        user32 = library("user32")
        user32.OpenInputDesktop.restype = wintypes.HANDLE
        handle = user32.OpenInputDesktop(0, False, _READ_OBJECTS)
        if not handle:
            return True
        desktop, name = wintypes.HANDLE(handle), ctypes.create_unicode_buffer(MAX_TEXT)
        user32.GetUserObjectInformationW(
            desktop, _OBJECT_NAME, name, ctypes.sizeof(name), ctypes.byref(wintypes.DWORD())
        )
        user32.CloseDesktop(desktop)
        return name.value != _NORMAL_DESKTOP


def _focus(thread: int) -> Rect | None:
    """The caret's rectangle, or else the focused control's."""
    user32, info = library("user32"), _GuiThreadInfo(cbSize=ctypes.sizeof(_GuiThreadInfo))
    if not user32.GetGUIThreadInfo(wintypes.DWORD(thread), ctypes.byref(info)):
        return None
    caret = to_rect(info.rcCaret)
    if info.hwndCaret and caret.height > 0:
        corner = wintypes.POINT(caret.x, caret.y)
        user32.ClientToScreen(wintypes.HWND(info.hwndCaret), ctypes.byref(corner))
        return Rect(corner.x, corner.y, max(caret.width, 1), caret.height)
    if not info.hwndFocus:
        return None
    corners = wintypes.RECT()
    user32.GetWindowRect(wintypes.HWND(info.hwndFocus), ctypes.byref(corners))
    return to_rect(corners)
