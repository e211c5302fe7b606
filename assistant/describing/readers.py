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

    def look(self, frame: Frame, language: str, engine: str) -> Iterator[Finding]:
        """As `read`, and what looks like a control (`Seen`), where the reading worker reads."""
        if self._model_engine(engine) is not None:
            return self.read(frame, language, engine)
        return self._worker.look(frame, language, engine)

    def read(self, frame: Frame, language: str, engine: str) -> Iterator[Finding]:
        """Yield findings as `FrameReader` says; empty `engine`: the best is chosen."""
        models = self._model_engine(engine)
        if models is not None:
            return models.read(frame, language or "en", engine)
        return self._worker.read(frame, language, engine)

    def _model_engine(self, engine: str) -> ModelEngine | None:
        """The engine of models where it is one of those that is asked for."""
        if engine in AUTOMATIC:
            return None
        self._models = self._models or self._make()
        return self._models if engine in self._models.known() else None

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
