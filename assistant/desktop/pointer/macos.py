"""The mouse on macOS: Quartz events of CoreGraphics, with the Accessibility permission.

Quartz counts in points, from the upper left of the main display.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import EarSightError, MissingPartError
from assistant.core.i18n import _
from assistant.core.pointing import Button, Spot

_SERVICES = "/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices"
MOVED = 5
_DOWN_UP = {Button.LEFT: (1, 2), Button.RIGHT: (3, 4)}
"""kCGEventMouseMoved; kCGEventLeftMouseDown and …Up, kCGEventRightMouseDown and …Up."""
_NUMBERS = {Button.LEFT: 0, Button.RIGHT: 1}
CLICK_STATE = 1
"""kCGMouseEventClickState: 1 for a click, 2 for the second one of a double click."""
HID_TAP = 0


class Point(ctypes.Structure):
    """CGPoint."""

    _fields_ = (("x", ctypes.c_double), ("y", ctypes.c_double))


def _services() -> Any:
    if sys.platform != "darwin":
        raise OSError("ApplicationServices is a part of macOS")
    library = ctypes.CDLL(_SERVICES)
    pointer, number = ctypes.c_void_p, ctypes.c_uint32
    library.AXIsProcessTrusted.restype = ctypes.c_bool
    library.CGEventCreateMouseEvent.restype = pointer
    library.CGEventCreateMouseEvent.argtypes = (pointer, number, Point, number)
    library.CGEventSetIntegerValueField.argtypes = (pointer, number, ctypes.c_int64)
    library.CGEventSetFlags.argtypes = (pointer, ctypes.c_uint64)
    library.CGEventPost.argtypes = (number, pointer)
    library.CFRelease.argtypes = (pointer,)
    return library


class MacPointer:
    """Posts events. Held keys do not matter: each event says that none is."""

    name = "macos"

    def __init__(self, services: Any = None) -> None:
        self._services = services or _services()

    def availability(self) -> Availability:
        """Usable with the permission."""
        if self._services.AXIsProcessTrusted():
            return USABLE
        error = _no_permission()
        return Availability(False, error.message, error.remedy)

    def move(self, spot: Spot) -> None:
        """See `Pointer.move`."""
        if not self._services.AXIsProcessTrusted():
            raise _no_permission()
        self._post(MOVED, spot, Button.LEFT, 0)

    def click(self, spot: Spot, button: Button = Button.LEFT, times: int = 1) -> None:
        """See `Pointer.click`."""
        self.move(spot)
        for count in range(1, times + 1):
            for kind in _DOWN_UP[button]:
                self._post(kind, spot, button, count)

    def _post(self, kind: int, spot: Spot, button: Button, count: int) -> None:
        services = self._services
        place = Point(spot.x / spot.scale, spot.y / spot.scale)
        event = services.CGEventCreateMouseEvent(None, kind, place, _NUMBERS[button])
        if not event:
            raise EarSightError(_("macOS did not let EarSight use the mouse."))
        services.CGEventSetIntegerValueField(event, CLICK_STATE, count)
        services.CGEventSetFlags(event, 0)
        services.CGEventPost(HID_TAP, event)
        services.CFRelease(event)


def _no_permission() -> MissingPartError:
    return MissingPartError(
        _("macOS does not let EarSight use the mouse."),
        _(
            "Open System Settings, Privacy and Security, Accessibility, switch EarSight on, and "
            "start it again."
        ),
        code="no-permission",
    )
