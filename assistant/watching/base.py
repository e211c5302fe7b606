"""What watching asks of the platform, beside pictures and windows."""

from __future__ import annotations

from typing import Protocol

from assistant.core.backends import Backend


class PixelGuard(Protocol):
    """Tells of one window, or of all the desktop, whether its pixels may have changed."""

    def may_have_changed(self) -> bool:
        """Whether they may have since the last call; false only where it is sure that they did not.

        Takes no picture, and far less than a millisecond. Never raises.
        """
        ...

    def close(self) -> None:
        """Let it go."""
        ...


class PixelGuards(Backend, Protocol):
    """Makes guards."""

    def guard(self, window: int) -> PixelGuard:
        """Guard the window of that handle (as `WindowInfo`), or with 0 all the desktop.

        Raises:
            OSError: the platform does not answer.

        """
        ...


class InputClock(Backend, Protocol):
    """Knows when the person last used keyboard or mouse."""

    def idle_seconds(self) -> float:
        """Seconds since then; infinite where that is not known. Never raises."""
        ...
