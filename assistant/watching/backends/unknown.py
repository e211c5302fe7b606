"""For platforms that do not tell: each question has an answer that is safe."""

from __future__ import annotations

from math import inf

from assistant.core.backends import USABLE, Availability
from assistant.watching.base import PixelGuard


class Polling:
    """Nobody tells of changes, so the pixels are compared at each look. A guard, too."""

    name = "polling"

    def availability(self) -> Availability:
        """Always usable."""
        return USABLE

    def guard(self, window: int) -> PixelGuard:  # noqa: ARG002 - all are alike
        """As `PixelGuards.guard`."""
        return self

    def may_have_changed(self) -> bool:
        """Always."""
        return True

    def close(self) -> None:
        """Nothing to let go."""


class NoInputClock:
    """Does not know when the person last pressed a key."""

    name = "none"

    def availability(self) -> Availability:
        """Always usable."""
        return USABLE

    def idle_seconds(self) -> float:
        """Infinite: nothing ever waits for the person to end typing."""
        return inf
