"""Physical pixels on Windows: without this the system lies to us about sizes and places."""

from __future__ import annotations

import ctypes
from ctypes import wintypes

from assistant.capture.win32_api import library

_PER_MONITOR_AWARE_V2 = -4  # DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2, windef.h
_MONITOR_DEFAULT_TO_NEAREST = 2
_EFFECTIVE_DPI = 0  # MDT_EFFECTIVE_DPI, shellscalingapi.h
_DPI_OF_SCALE_ONE = 96


def become_dpi_aware() -> None:
    """Ask for physical pixels; nothing changes where the process has chosen already (Qt does)."""
    user32 = library("user32")
    try:
        user32.SetProcessDpiAwarenessContext(ctypes.c_void_p(_PER_MONITOR_AWARE_V2))
    except AttributeError:  # Before Windows 10 1703.
        user32.SetProcessDPIAware()


def scale_at(x: int, y: int) -> float:
    """Device pixels per point of the monitor that shows the pixel (x, y)."""
    user32 = library("user32")
    user32.MonitorFromPoint.restype = wintypes.HMONITOR
    user32.MonitorFromPoint.argtypes = (wintypes.POINT, wintypes.DWORD)
    monitor = user32.MonitorFromPoint(wintypes.POINT(x, y), _MONITOR_DEFAULT_TO_NEAREST)
    try:
        shcore = library("shcore")
    except OSError:  # Before Windows 8.1.
        return 1.0
    dpi = wintypes.UINT(_DPI_OF_SCALE_ONE)
    shcore.GetDpiForMonitor.argtypes = (
        wintypes.HMONITOR,
        ctypes.c_int,
        ctypes.POINTER(wintypes.UINT),
        ctypes.POINTER(wintypes.UINT),
    )
    shcore.GetDpiForMonitor(monitor, _EFFECTIVE_DPI, ctypes.byref(dpi), ctypes.byref(dpi))
    return dpi.value / _DPI_OF_SCALE_ONE
