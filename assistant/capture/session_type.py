"""Which display system this Linux session draws with."""

from __future__ import annotations

import os
import sys


def is_wayland() -> bool:
    """Whether windows are drawn by a Wayland compositor (XWayland shows only some of them)."""
    if sys.platform != "linux":
        return False
    kind = os.environ.get("XDG_SESSION_TYPE", "")
    return kind == "wayland" or (kind != "x11" and bool(os.environ.get("WAYLAND_DISPLAY")))


def has_x11() -> bool:
    """Whether an X server draws this session's windows."""
    return sys.platform == "linux" and not is_wayland() and bool(os.environ.get("DISPLAY"))
