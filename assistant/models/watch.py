"""How whoever waits for a long job hears of it, and ends it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.core.errors import CancelledError
from assistant.core.findings import Progress


def _nobody(_progress: Progress) -> None:
    """Nobody listens."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Watch:
    """`told` is called at every step; the job ends soon after `cancelled()` turns true."""

    told: Callable[[Progress], object] = _nobody
    cancelled: Callable[[], bool] = _never

    def step(self, stage: str, done: int, total: int) -> None:
        """Tell that `done` of `total` bytes are done.

        Raises:
            CancelledError: nobody wants the rest.

        """
        self.check()
        self.told(Progress(stage, min(1.0, done / total) if total else 1.0))

    def check(self) -> None:
        """Go on only if somebody wants the rest.

        Raises:
            CancelledError: nobody does.

        """
        if self.cancelled():
            raise CancelledError
