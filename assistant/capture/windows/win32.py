"""The active window on Windows: user32 and the desktop window manager."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from pathlib import PureWindowsPath
from typing import Any

from assistant.capture.screens.windows_dpi import become_dpi_aware, scale_at
from assistant.capture.win32_api import library
from assistant.core.backends import USABLE, Availability
from assistant.core.frame import WindowInfo
from assistant.core.geometry import Rect
from assistant.core.i18n import _

_EXTENDED_FRAME_BOUNDS = 9  # DWMWA_EXTENDED_FRAME_BOUNDS, dwmapi.h
_QUERY_LIMITED_INFORMATION = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION, winnt.h
_READ_OBJECTS = 0x0001  # DESKTOP_READOBJECTS, winuser.h
_OBJECT_NAME = 2  # UOI_NAME, winuser.h
_NORMAL_DESKTOP = "Default"
_MAX_TEXT = 1024


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
        window = wintypes.HWND(handle)
        process = wintypes.DWORD()
        thread = user32.GetWindowThreadProcessId(window, ctypes.byref(process))
        rect = _frame(window)
        title = ctypes.create_unicode_buffer(_MAX_TEXT)
        user32.GetWindowTextW(window, title, _MAX_TEXT)
        return WindowInfo(
            handle=handle,
            title=title.value,
            application=_application(process.value),
            rect=rect,
            pid=process.value,
            minimised=bool(user32.IsIconic(window)),
            scale=scale_at(*rect.center),
            focus=_focus(thread),
        )

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
        desktop, name = wintypes.HANDLE(handle), ctypes.create_unicode_buffer(_MAX_TEXT)
        user32.GetUserObjectInformationW(
            desktop, _OBJECT_NAME, name, ctypes.sizeof(name), ctypes.byref(wintypes.DWORD())
        )
        user32.CloseDesktop(desktop)
        return name.value != _NORMAL_DESKTOP


def to_rect(corners: wintypes.RECT) -> Rect:
    """A Windows RECT (its right and bottom edges are outside) as a Rect."""
    return Rect(
        corners.left,
        corners.top,
        corners.right - corners.left,
        corners.bottom - corners.top,
    )


def _frame(window: wintypes.HWND) -> Rect:
    """The visible frame; GetWindowRect would add the invisible borders of Windows 10."""
    corners = wintypes.RECT()
    failed = library("dwmapi").DwmGetWindowAttribute(
        window, _EXTENDED_FRAME_BOUNDS, ctypes.byref(corners), ctypes.sizeof(corners)
    )
    if failed:
        library("user32").GetWindowRect(window, ctypes.byref(corners))
    return to_rect(corners)


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


def _application(pid: int) -> str:
    """The name of the process's program, without folder and ".exe"."""
    kernel32: Any = library("kernel32")
    kernel32.OpenProcess.restype = wintypes.HANDLE
    handle = kernel32.OpenProcess(_QUERY_LIMITED_INFORMATION, False, pid)
    if not handle:
        return ""
    process = wintypes.HANDLE(handle)
    path, size = ctypes.create_unicode_buffer(_MAX_TEXT), wintypes.DWORD(_MAX_TEXT)
    kernel32.QueryFullProcessImageNameW(process, 0, path, ctypes.byref(size))
    kernel32.CloseHandle(process)
    return PureWindowsPath(path.value).stem
