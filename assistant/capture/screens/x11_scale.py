"""How large X11 draws: the Xft.dpi resource, the one figure that all desktops keep right.

The millimetres of RANDR are often invented, and GDK_SCALE or QT_SCALE_FACTOR are one toolkit's.
"""

from __future__ import annotations

import re
from typing import Any

from assistant.capture.x11_connection import X11Connection
from assistant.core.errors import CaptureError

_DPI_OF_SCALE_ONE = 96.0
_XFT_DPI = re.compile(rb"^Xft\.dpi:\s*([0-9]+(?:\.[0-9]+)?)\s*$", re.MULTILINE)
_MAX_WORDS = 64 * 1024  # Of 4 bytes each; resources seldom have more than a few kilobytes.


def desktop_scale(connection: X11Connection) -> float:
    """Device pixels per point; 1.0 where the desktop does not say."""
    try:
        return scale_of(connection.ask(_resources))
    except (ImportError, CaptureError):
        return 1.0


def scale_of(resources: bytes) -> float:
    """The scale that X resources in `xrdb` format ask for, between 0.5 and 8; else 1.0."""
    found = _XFT_DPI.search(resources)
    scale = float(found[1]) / _DPI_OF_SCALE_ONE if found else 1.0
    return scale if 0.5 <= scale <= 8.0 else 1.0


def _resources(display: Any) -> bytes:
    from Xlib import Xatom

    root = display.screen().root
    found = root.get_property(Xatom.RESOURCE_MANAGER, Xatom.STRING, 0, _MAX_WORDS)
    return bytes(found.value) if found and isinstance(found.value, bytes) else b""
