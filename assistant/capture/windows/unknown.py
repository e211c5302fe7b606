"""No window is known: other Wayland desktops, and machines without one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from assistant.capture.windows.lock_state import session_is_locked
from assistant.core.backends import Availability
from assistant.core.frame import WindowInfo
from assistant.core.geometry import Rect
from assistant.core.i18n import _


class UnknownWindows:
    """The last resort, always usable: knows only whether the session is locked."""

    name = "unknown"

    def availability(self) -> Availability:
        """Usable everywhere; the reason says what it cannot do."""
        return Availability(
            True,
            _("This desktop does not tell which window is active."),
            _("Read the whole screen instead."),
        )

    def active_window(self) -> WindowInfo | None:
        """None."""
        return None

    def windows(self) -> Sequence[WindowInfo]:
        """None."""
        return ()

    def uncover(self, window: WindowInfo) -> Callable[[], None] | None:  # noqa: ARG002
        """None."""
        return None

    def focus(self, window: WindowInfo) -> Rect | None:
        """What `active_window` found."""
        return window.focus

    def pointer(self) -> tuple[int, int] | None:
        """None."""
        return None

    def is_locked(self) -> bool:
        """As `WindowFinder.is_locked`."""
        return sys.platform == "linux" and session_is_locked()
