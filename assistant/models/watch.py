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


def by_parts(parts: int, told: Callable[[Progress], object]) -> Callable[[Progress], None]:
    """Tell only when another one of so many parts of a stage is done."""
    last: tuple[str, int] | None = None

    def tell(progress: Progress) -> None:
        nonlocal last
        now = (progress.stage, int(progress.fraction * parts))
        if now != last:
            last = now
            told(progress)

    return tell


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
