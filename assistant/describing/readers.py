"""The `FrameReader` over all engines: those of the reading worker, and models that read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from assistant.core.findings import Finding
from assistant.reading.client import ReadingClient
from assistant.reading.selection import AUTOMATIC

if TYPE_CHECKING:
    from assistant.core.frame import Frame
    from assistant.describing.model_engine import ModelEngine


class Readers:
    """Sends a frame to the engine asked for. All methods may be called from any thread.

    `make` makes the engine of models when one is first named: most people never do.
    """

    def __init__(self, worker: ReadingClient, make: Callable[[], ModelEngine]) -> None:
        self._worker = worker
        self._make = make
        self._models: ModelEngine | None = None

    def read(self, frame: Frame, language: str, engine: str) -> Iterator[Finding]:
        """Yield findings as `FrameReader` says; empty `engine`: the best is chosen."""
        if engine not in AUTOMATIC:
            self._models = self._models or self._make()
            if engine in self._models.known():
                return self._models.read(frame, language or "en", engine)
        return self._worker.read(frame, language, engine)

    def cancel(self) -> None:
        """End the readings under way; their iterators raise CancelledError at once."""
        self._worker.cancel()
        if self._models is not None:
            self._models.cancel()

    def warm_up(self) -> None:
        """Start the reading worker and let it load, in the background."""
        self._worker.warm_up()

    def close(self) -> None:
        """End every reading and the workers."""
        self._worker.close()
        if self._models is not None:
            self._models.close()
