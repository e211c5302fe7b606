"""Describes frames in the describing worker; the desktop process itself loads no runtime."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from assistant.core.findings import Finding
from assistant.core.i18n import N_
from assistant.describing.base import Task
from assistant.describing.job import DescribingJob
from assistant.workers.client import WorkerClient
from assistant.workers.placing import placed
from assistant.workers.process import WorkerSpec

if TYPE_CHECKING:
    from assistant.core.frame import Frame

NICE = 10
"""The voice and the focused program come first; a description takes seconds anyway."""
LOAD_SECONDS = 600.0
"""Longest silence of the worker: a large model from a slow disk."""
_OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TOKENIZERS_PARALLELISM": "false",
}


class DescribingClient:
    """Describes, answers, finds and reads. All methods may be called from any thread.

    After `idle_minutes` without a job the worker ends and its memory is free; 0 keeps it for ever.
    `precision` is a value of `assistant.describing.loading.Precision`; `threads` 0 lets the runtime
    choose. `language` is the one in which the worker's own messages are, as a tag.
    """

    def __init__(
        self,
        idle_minutes: int = 10,
        language: str = "en",
        precision: str = "auto",
        threads: int = 0,
    ) -> None:
        self._precision = precision
        spec = WorkerSpec(
            name="describing",
            module="assistant.describing.worker",
            title=N_("The picture describer"),
            language=language,
            environment=_OFFLINE | ({"OMP_NUM_THREADS": str(threads)} if threads else {}),
            nice=NICE,
            message_seconds=LOAD_SECONDS,
            idle_seconds=idle_minutes * 60.0,
        )
        self._worker = WorkerClient(spec)

    def describe(self, frame: Frame, folder: Path, task: Task) -> Iterator[Finding]:
        """Yield `Progress`, `Sentence`s (guessed), `Place`s or `Line`s, and a `Done`.

        `folder` holds the model. Boxes are of the desktop for a screen, else of the picture.

        Raises:
            CancelledError: `cancel` was called.
            MissingPartError: the model, a part of it or memory is missing.
            BadInputError: the model is damaged or unsafe, or cannot do this task.
            WorkerError: the worker died or hung.

        """
        width, height = frame.image.size
        if frame.source.on_screen:
            task = msgspec.structs.replace(task, scale=frame.scale)
        job = DescribingJob(width, height, str(folder), task, self._precision)
        yield from placed(frame, self._worker.stream(job, frame.rgb))

    def cancel(self) -> None:
        """End the jobs under way; their iterators raise CancelledError at once."""
        self._worker.cancel()

    def warm_up(self) -> None:
        """Start the worker and let it import its runtime, in the background."""
        self._worker.warm_up()

    def close(self) -> None:
        """End every job and the worker."""
        self._worker.close()
