"""Where no program can move the focus, as under Wayland, the compositor gives it back itself."""

from __future__ import annotations

from assistant.core.backends import USABLE, Availability


class NoFocus:
    """Leaves the focus to the desktop."""

    name = "none"

    def availability(self) -> Availability:
        """Always usable."""
        return USABLE

    def remember(self) -> None:
        """Nothing to note."""

    def take(self, window: int) -> None:
        """Nothing beyond what the toolkit asks for."""

    def give_back(self) -> None:
        """Nothing to do."""
