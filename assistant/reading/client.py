"""Reads frames in the reading worker; the desktop process itself loads no runtime."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.core.findings import Finding
from assistant.core.i18n import N_
from assistant.reading.job import ReadingJob
from assistant.workers.client import WorkerClient
from assistant.workers.placing import placed
from assistant.workers.process import WorkerSpec

if TYPE_CHECKING:
    from assistant.core.frame import Frame

MEMORY_MB = 4096
"""Far above what a 4K screen needs (1 GB), and below what would make a small machine swap."""


class ReadingClient:
    """The `FrameReader` of the desktop process. All methods may be called from any thread.

    `idle_minutes` 0 keeps the worker's memory for ever.
    """

    def __init__(self, idle_minutes: int = 30) -> None:
        spec = WorkerSpec(
            name="reading",
            module="assistant.reading.worker",
            title=N_("The text reader"),
            environment={"OMP_THREAD_LIMIT": "2"},
            memory_mb=MEMORY_MB,
            idle_seconds=idle_minutes * 60.0,
        )
        self._worker = WorkerClient(spec)

    def read(self, frame: Frame, language: str, engine: str) -> Iterator[Finding]:
        """Yield lines and a `Done`, as `FrameReader` says; empty `engine`: the best is chosen."""
        return self._stream(frame, language, engine, controls=False)

    def look(self, frame: Frame, language: str, engine: str) -> Iterator[Finding]:
        """As `read`; after the lines, what looks like a control (`Seen`)."""
        return self._stream(frame, language, engine, controls=True)

    def _stream(
        self, frame: Frame, language: str, engine: str, *, controls: bool
    ) -> Iterator[Finding]:
        width, height = frame.image.size
        job = ReadingJob(
            width=width,
            height=height,
            language=language or "en",
            engine=engine,
            scale=frame.scale,
            photo=not frame.source.on_screen,
            controls=controls,
        )
        yield from placed(frame, self._worker.stream(job, frame.rgb))

    def cancel(self) -> None:
        """End the readings under way; their iterators raise CancelledError at once."""
        self._worker.cancel()

    def warm_up(self) -> None:
        """Start the worker and let it load, in the background."""
        self._worker.warm_up()

    def close(self) -> None:
        """End every reading and the worker."""
        self._worker.close()
