"""The windows of a Windows desktop: user32 and the desktop window manager."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Sequence
from ctypes import wintypes
from pathlib import PureWindowsPath
from typing import Any

from assistant.capture.screens.windows_dpi import scale_at
from assistant.capture.win32_api import library
from assistant.core.frame import WindowInfo
from assistant.core.geometry import Rect

MAX_TEXT = 1024

_EXTENDED_FRAME_BOUNDS = 9  # DWMWA_EXTENDED_FRAME_BOUNDS, dwmapi.h
_CLOAKED = 14  # DWMWA_CLOAKED, dwmapi.h: on another virtual desktop, or a suspended app
_QUERY_LIMITED_INFORMATION = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION, winnt.h
_PREVIOUS = 3  # GW_HWNDPREV, winuser.h
_OWNER = 4  # GW_OWNER, winuser.h
_EXTENDED_STYLE = -20  # GWL_EXSTYLE, winuser.h
_TOOL_WINDOW = 0x80  # WS_EX_TOOLWINDOW, winuser.h
_TOPMOST, _NOT_TOPMOST = -1, -2  # HWND_TOPMOST, HWND_NOTOPMOST, winuser.h
_ORDER_ONLY = 0x0001 | 0x0002 | 0x0010  # SWP_NOSIZE | SWP_NOMOVE | SWP_NOACTIVATE, winuser.h


def _callback() -> Any:
    signature = wintypes.BOOL, wintypes.HWND, wintypes.LPARAM
    if sys.platform == "win32":
        return ctypes.WINFUNCTYPE(*signature)
    return ctypes.CFUNCTYPE(*signature)


def ordinary_windows() -> Sequence[int]:
    """The handles of the windows that one can switch to, from front to back."""
    user32, found = library("user32"), list[int]()
    user32.GetWindow.restype = wintypes.HWND

    def take(handle: int, _data: int) -> bool:
        window = wintypes.HWND(handle)
        tool = user32.GetWindowLongW(window, _EXTENDED_STYLE) & _TOOL_WINDOW
        owned = user32.GetWindow(window, _OWNER)
        if user32.IsWindowVisible(window) and not tool and not owned and not _is_cloaked(window):
            found.append(handle)
        return True

    user32.EnumWindows(_callback()(take), 0)
    return [handle for handle in found if _title(wintypes.HWND(handle))]


def describe(handle: int) -> WindowInfo:
    """What Windows tells about a window, without its focus."""
    user32, window, process = library("user32"), wintypes.HWND(handle), wintypes.DWORD()
    user32.GetWindowThreadProcessId(window, ctypes.byref(process))
    rect = _frame(window)
    return WindowInfo(
        handle=handle,
        title=_title(window),
        application=_application(process.value),
        rect=rect,
        pid=process.value,
        minimised=bool(user32.IsIconic(window)),
        scale=scale_at(*rect.center),
    )


def raise_window(handle: int) -> Callable[[], None] | None:
    """Put a window over all others without activating it; returns what puts it back."""
    user32, window = library("user32"), wintypes.HWND(handle)
    user32.GetWindow.restype = wintypes.HWND
    before = user32.GetWindow(window, _PREVIOUS)

    def place(after: int | None) -> bool:
        return bool(user32.SetWindowPos(window, wintypes.HWND(after or 0), 0, 0, 0, 0, _ORDER_ONLY))

    def put_back() -> None:
        place(_NOT_TOPMOST)
        if before:
            place(before)

    # Above the window in front only what is topmost may go by itself.
    return put_back if place(_TOPMOST) else None


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


def _application(pid: int) -> str:
    """The name of the process's program, without folder and ".exe"."""
    kernel32: Any = library("kernel32")
    kernel32.OpenProcess.restype = wintypes.HANDLE
    handle = kernel32.OpenProcess(_QUERY_LIMITED_INFORMATION, False, pid)
    if not handle:
        return ""
    process = wintypes.HANDLE(handle)
    path, size = ctypes.create_unicode_buffer(MAX_TEXT), wintypes.DWORD(MAX_TEXT)
    kernel32.QueryFullProcessImageNameW(process, 0, path, ctypes.byref(size))
    kernel32.CloseHandle(process)
    return PureWindowsPath(path.value).stem


def _title(window: wintypes.HWND) -> str:
    title = ctypes.create_unicode_buffer(MAX_TEXT)
    library("user32").GetWindowTextW(window, title, MAX_TEXT)
    return title.value


def _is_cloaked(window: wintypes.HWND) -> bool:
    cloaked = wintypes.DWORD()
    failed = library("dwmapi").DwmGetWindowAttribute(
        window, _CLOAKED, ctypes.byref(cloaked), ctypes.sizeof(cloaked)
    )
    return not failed and bool(cloaked.value)
