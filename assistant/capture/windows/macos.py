"""The active window on macOS: the frontmost ordinary window that CoreGraphics lists.

CoreFoundation's own property-list writer carries the answers over, so that no bridge is needed.
"""

from __future__ import annotations

import ctypes
import os
import plistlib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from assistant.capture.geometry import scaled
from assistant.capture.screens.mac_display import core_graphics, largest_scale
from assistant.core.backends import USABLE, Availability
from assistant.core.frame import WindowInfo
from assistant.core.geometry import Rect
from assistant.core.i18n import _

_CORE_FOUNDATION = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"
_BINARY_PLIST = 200  # kCFPropertyListBinaryFormat_v1_0
_ON_SCREEN_WITHOUT_DESKTOP = 1 | 16  # kCGWindowListOptionOnScreenOnly | ExcludeDesktopElements
_NORMAL_LAYER = 0  # kCGNormalWindowLevel


class _Point(ctypes.Structure):
    """CGPoint."""

    _fields_ = (("x", ctypes.c_double), ("y", ctypes.c_double))


class MacWindows:
    """Asks CoreGraphics."""

    name = "macos"

    def availability(self) -> Availability:
        """Usable on macOS."""
        return USABLE if sys.platform == "darwin" else Availability(False, _("This is not macOS."))

    def active_window(self) -> WindowInfo | None:
        """As `WindowFinder.active_window`; titles need the permission to record the screen."""
        return next(iter(self.windows()), None)

    def windows(self) -> Sequence[WindowInfo]:
        """As `WindowFinder.windows`; minimised ones are not told."""
        listing = core_graphics().CGWindowListCopyWindowInfo
        listing.restype = ctypes.c_void_p
        listed = _as_python(listing(_ON_SCREEN_WITHOUT_DESKTOP, 0)) or []
        return list(ordinary_windows(listed, largest_scale(), os.getpid()))

    def uncover(self, window: WindowInfo) -> Callable[[], None] | None:  # noqa: ARG002
        """None: on macOS what comes to the front gets the keyboard."""
        return None

    def focus(self, window: WindowInfo) -> Rect | None:
        """What `active_window` found."""
        return window.focus

    def pointer(self) -> tuple[int, int] | None:
        """As `WindowFinder.pointer`."""
        library = core_graphics()
        library.CGEventCreate.restype = ctypes.c_void_p
        library.CGEventCreate.argtypes = [ctypes.c_void_p]
        library.CGEventGetLocation.restype = _Point
        library.CGEventGetLocation.argtypes = [ctypes.c_void_p]
        event = library.CGEventCreate(None)
        if not event:
            return None
        place, scale = library.CGEventGetLocation(event), largest_scale()
        _core_foundation().CFRelease(event)
        return round(place.x * scale), round(place.y * scale)

    def is_locked(self) -> bool:
        """As `WindowFinder.is_locked`."""
        session = core_graphics().CGSessionCopyCurrentDictionary
        session.restype = ctypes.c_void_p
        found = _as_python(session())
        return isinstance(found, dict) and bool(found.get("CGSSessionScreenIsLocked"))


def ordinary_windows(
    windows: Iterable[Mapping[str, Any]], scale: float, own_pid: int
) -> Iterator[WindowInfo]:
    """The ordinary windows of other programs in what CGWindowListCopyWindowInfo lists.

    The list is ordered from front to back and in points; the answer is in desktop pixels.
    """
    for window in windows:
        if (
            window.get("kCGWindowLayer") != _NORMAL_LAYER
            or window.get("kCGWindowOwnerPID") == own_pid
        ):
            continue
        place = window["kCGWindowBounds"]
        points = Rect(*(round(place[name]) for name in ("X", "Y", "Width", "Height")))
        yield WindowInfo(
            handle=window["kCGWindowNumber"],
            title=window.get("kCGWindowName", ""),
            application=window.get("kCGWindowOwnerName", ""),
            rect=scaled(points, scale),
            pid=window.get("kCGWindowOwnerPID", 0),
            scale=scale,
        )


@cache
def _core_foundation() -> Any:
    library = ctypes.CDLL(_CORE_FOUNDATION)
    pointer = ctypes.c_void_p
    library.CFPropertyListCreateData.restype = pointer
    library.CFPropertyListCreateData.argtypes = [
        pointer, pointer, ctypes.c_long, ctypes.c_ulong, pointer,
    ]  # fmt: skip
    library.CFDataGetBytePtr.restype = pointer
    library.CFDataGetBytePtr.argtypes = [pointer]
    library.CFDataGetLength.restype = ctypes.c_long
    library.CFDataGetLength.argtypes = [pointer]
    library.CFRelease.argtypes = [pointer]
    return library


def _as_python(owned: int | None) -> Any:
    """Turn an owned CFArray or CFDictionary of plain values into Python's, and release it."""
    if not owned:
        return None
    library = _core_foundation()
    data = library.CFPropertyListCreateData(None, owned, _BINARY_PLIST, 0, None)
    library.CFRelease(owned)
    if not data:
        return None
    raw = ctypes.string_at(library.CFDataGetBytePtr(data), library.CFDataGetLength(data))
    library.CFRelease(data)
    return plistlib.loads(raw)
