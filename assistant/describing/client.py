"""Describes frames in worker processes; the desktop process itself loads no runtime."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from assistant.core.findings import Finding
from assistant.core.i18n import N_
from assistant.describing.base import Task
from assistant.describing.environment import WORKERS
from assistant.describing.job import DescribingJob
from assistant.describing.onnx.files import serves
from assistant.workers.client import WorkerClient
from assistant.workers.placing import placed
from assistant.workers.process import WorkerSpec

if TYPE_CHECKING:
    from assistant.core.frame import Frame
    from assistant.describing.tuning.idle import IdleTuning

NICE = 10
"""The voice and the focused program come first; a description takes seconds anyway."""
LOAD_SECONDS = 600.0
"""Longest silence of the worker: a large model from a slow disk."""


class DescribingClient:
    """Describes, answers, finds and reads. All methods may be called from any thread.

    After `idle_minutes` without a job a worker ends and its memory is free; 0 keeps it for ever.
    `precision` is a value of `assistant.describing.loading.Precision`. Where it and `threads` are
    not given, `tuning` tells what is fastest, and measures it when nobody wants anything; else the
    runtime chooses.
    """

    def __init__(
        self,
        idle_minutes: int = 10,
        precision: str = "auto",
        threads: int = 0,
        tuning: IdleTuning | None = None,
    ) -> None:
        self._precision = precision
        self._threads = threads
        self._tuning = tuning
        self._loaded: tuple[int | None, Path, str] | None = None

        def worker(name: str, module: str) -> WorkerClient:
            spec = WorkerSpec(
                name=name,
                module=module,
                title=N_("The picture describer"),
                environment=WORKERS,
                nice=NICE,
                message_seconds=LOAD_SECONDS,
                idle_seconds=idle_minutes * 60.0,
            )
            return WorkerClient(spec)

        self._worker = worker("describing", "assistant.describing.worker")
        self._captioner = worker("captioning", "assistant.describing.onnx.worker")

    def describe(
        self, frame: Frame, folder: Path, task: Task, accelerated: Path | None = None
    ) -> Iterator[Finding]:
        """Yield `Progress`, `Sentence`s (guessed), `Place`s or `Line`s, and a `Done`.

        `folder` holds the model, and `accelerated`, where there is such a thing, what was made from
        it to run it faster; that is used where it serves the task. Boxes are of the desktop for a
        screen, else of the picture.

        Raises:
            CancelledError: `cancel` was called.
            MissingPartError: the model, a part of it or memory is missing.
            BadInputError: the model is damaged or unsafe, or cannot do this task.
            WorkerError: the worker died or hung.

        """
        width, height = frame.image.size
        if frame.source.on_screen:
            task = msgspec.structs.replace(task, scale=frame.scale)
        if self._tuning is not None:
            self._tuning.interrupt()
        if accelerated is not None and serves(task):
            job = DescribingJob(width, height, str(accelerated), task, threads=self._threads)
            yield from placed(frame, self._captioner.stream(job, frame.rgb))
            return
        precision, threads = self._manner(folder)
        job = DescribingJob(width, height, str(folder), task, precision, threads)
        yield from placed(frame, self._worker.stream(job, frame.rgb))
        self._loaded = self._worker.pid, folder, precision
        if self._tuning is not None:
            self._tuning.rest(folder)

    def _manner(self, folder: Path) -> tuple[str, int]:
        """Number format and threads; a loaded model keeps its format, for loading takes time."""
        best = self._tuning.best(folder) if self._tuning is not None else None
        if best is None or self._precision != "auto" or self._threads:
            return self._precision, self._threads
        if self._loaded is not None and self._loaded[:2] == (self._worker.pid, folder):
            return self._loaded[2], best.threads
        return best.precision, best.threads

    def cancel(self) -> None:
        """End the jobs under way; their iterators raise CancelledError at once."""
        self._worker.cancel()
        self._captioner.cancel()

    def warm_up(self) -> None:
        """Start the worker and let it import its runtime, in the background."""
        self._worker.warm_up()

    def close(self) -> None:
        """End every job and the workers."""
        if self._tuning is not None:
            self._tuning.interrupt()
        self._worker.close()
        self._captioner.close()
