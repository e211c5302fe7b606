"""No accessibility service: the map is made of pixels alone."""

from __future__ import annotations

from assistant.core.backends import USABLE, Availability
from assistant.screenmap.sources.base import Patience, TargetWindow, ToldWindow


class SilentSource:
    """Tells nothing."""

    name = "silent"

    def availability(self) -> Availability:
        """Always usable."""
        return USABLE

    def window(self, target: TargetWindow, patience: Patience) -> ToldWindow | None:  # noqa: ARG002
        """Nothing is told."""
        return None
