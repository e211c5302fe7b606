"""macOS: the permission to record the screen, and how many pixels a point has."""

from __future__ import annotations

import sys
from functools import cache
from typing import Any

from assistant.core.errors import MissingPartError
from assistant.core.i18n import _

_CORE_GRAPHICS = "/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics"
_MAX_DISPLAYS = 32


@cache
def core_graphics() -> Any:
    """The CoreGraphics library; OSError elsewhere than on macOS."""
    import ctypes

    return ctypes.CDLL(_CORE_GRAPHICS)


def may_record_screen() -> bool:
    """Whether the person has allowed it; True on systems before macOS 10.15, which do not ask."""
    try:
        preflight = core_graphics().CGPreflightScreenCaptureAccess
    except AttributeError:
        return True
    import ctypes

    preflight.restype = ctypes.c_bool
    return bool(preflight())


def check_permission() -> None:
    """Raise where macOS would silently hand out the wallpaper without any window.

    Raises:
        MissingPartError: the permission "Screen & System Audio Recording" is missing.

    """
    if sys.platform == "darwin" and not may_record_screen():
        raise MissingPartError(
            _("macOS does not let EarSight see the screen."),
            _(
                "Open System Settings, Privacy and Security, Screen and System Audio Recording, "
                "switch EarSight on, and start it again."
            ),
            code="no-permission",
        )


def largest_scale() -> float:
    """Pixels per point of the sharpest display: the scale of the whole desktop's picture.

    Source: CGDisplayModeGetPixelWidth / CGDisplayModeGetWidth of each active display.
    """
    import ctypes

    library = core_graphics()
    library.CGDisplayCopyDisplayMode.restype = ctypes.c_void_p
    for name in ("CGDisplayModeGetPixelWidth", "CGDisplayModeGetWidth"):
        getattr(library, name).restype = ctypes.c_size_t
        getattr(library, name).argtypes = [ctypes.c_void_p]
    library.CGDisplayModeRelease.argtypes = [ctypes.c_void_p]
    displays = (ctypes.c_uint32 * _MAX_DISPLAYS)()
    count = ctypes.c_uint32()
    library.CGGetActiveDisplayList(_MAX_DISPLAYS, displays, ctypes.byref(count))
    scales = [1.0]
    for display in displays[: count.value]:
        mode = library.CGDisplayCopyDisplayMode(display)
        if mode:
            points = library.CGDisplayModeGetWidth(mode)
            scales.append(library.CGDisplayModeGetPixelWidth(mode) / max(points, 1))
            library.CGDisplayModeRelease(mode)
    return max(scales)
