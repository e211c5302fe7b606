"""No accessibility service: the mouse must do it."""

from __future__ import annotations

from assistant.core.actuating import NOTHING, Act, Aim, Effect
from assistant.core.backends import USABLE, Availability


class NoActuator:
    """Offers nothing."""

    name = "none"

    def availability(self) -> Availability:
        """Always usable."""
        return USABLE

    def act(self, act: Act, aim: Aim) -> Effect:  # noqa: ARG002
        """As `Hand.act`."""
        return NOTHING
