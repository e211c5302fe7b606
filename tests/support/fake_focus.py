"""A `desktop.focus.base.WindowFocus` that only notes what it is asked for."""

from __future__ import annotations

from assistant.core.backends import USABLE, Availability


class FakeFocus:
    """`calls` are "remember", "take" and "give back"."""

    name = "fake"

    def __init__(self) -> None:
        """Nothing was asked yet."""
        self.calls: list[str] = []

    def availability(self) -> Availability:
        """As the protocol says."""
        return USABLE

    def remember(self) -> None:
        """As the protocol says."""
        self.calls.append("remember")

    def take(self, window: int) -> None:
        """As the protocol says."""
        self.calls.append("take")

    def give_back(self) -> None:
        """As the protocol says."""
        self.calls.append("give back")
