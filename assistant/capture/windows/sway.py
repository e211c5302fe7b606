"""The active window on Sway, which tells; other Wayland compositors keep it to themselves."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from assistant.capture.geometry import scaled
from assistant.capture.programs import installed, run
from assistant.capture.screens.wayland_outputs import largest_scale, outputs
from assistant.capture.session_type import is_wayland
from assistant.capture.windows.lock_state import session_is_locked
from assistant.core.backends import Availability
from assistant.core.errors import CaptureError
from assistant.core.frame import WindowInfo
from assistant.core.geometry import Rect
from assistant.core.i18n import _

_TIMEOUT_SECONDS = 1.0


class SwayWindows:
    """Asks Sway through `swaymsg`."""

    name = "sway"

    def availability(self) -> Availability:
        """Usable inside Sway."""
        if not is_wayland() or not os.environ.get("SWAYSOCK"):
            return Availability(False, _("This is not a Sway session."))
        return installed("swaymsg")

    def active_window(self) -> WindowInfo | None:
        """As `WindowFinder.active_window`."""
        tree = _tree()
        return focused_window(tree, largest_scale(outputs())) if tree else None

    def windows(self) -> Sequence[WindowInfo]:
        """As `WindowFinder.windows`, in the order of Sway's tree; other workspaces' are hidden."""
        tree = _tree()
        return list(all_windows(tree, largest_scale(outputs()))) if tree else []

    def uncover(self, window: WindowInfo) -> Callable[[], None] | None:  # noqa: ARG002
        """None: in Sway what comes to the front gets the keyboard."""
        return None

    def focus(self, window: WindowInfo) -> Rect | None:
        """What `active_window` found."""
        return window.focus

    def pointer(self) -> tuple[int, int] | None:
        """None: Sway does not tell."""
        return None

    def is_locked(self) -> bool:
        """As `WindowFinder.is_locked`."""
        return session_is_locked()


def _tree() -> dict[str, Any] | None:
    try:
        found = msgspec.json.decode(run(("swaymsg", "-r", "-t", "get_tree"), _TIMEOUT_SECONDS))
    except (CaptureError, msgspec.DecodeError):
        return None
    return found if isinstance(found, dict) else None


def all_windows(node: dict[str, Any], scale: float) -> Iterator[WindowInfo]:
    """Every window of such a tree; one that is on no visible workspace counts as minimised."""
    if node.get("pid"):
        yield replace(_window(node, scale), minimised=not node.get("visible", True))
    for child in (*node.get("floating_nodes", ()), *node.get("nodes", ())):
        yield from all_windows(child, scale)


def focused_window(node: dict[str, Any], scale: float) -> WindowInfo | None:
    """The window with the focus in a tree as sway-ipc(7) describes it; None on an empty desktop.

    Its rectangle is in points there, and in desktop pixels (points times `scale`) here.
    """
    if node.get("focused"):
        return _window(node, scale) if node.get("pid") else None
    for child in (*node.get("nodes", ()), *node.get("floating_nodes", ())):
        found = focused_window(child, scale)
        if found is not None:
            return found
    return None


def _window(node: dict[str, Any], scale: float) -> WindowInfo:
    rect, bar = node["rect"], node.get("deco_rect", {})
    # The title bar lies above the rectangle of the window.
    height = bar.get("height", 0)
    points = Rect(rect["x"], rect["y"] - height, rect["width"], rect["height"] + height)
    properties = node.get("window_properties") or {}
    return WindowInfo(
        handle=node["id"],
        title=node.get("name") or "",
        application=node.get("app_id") or properties.get("class") or "",
        rect=scaled(points, scale),
        pid=node["pid"],
        scale=scale,
    )
