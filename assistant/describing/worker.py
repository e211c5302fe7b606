"""The describing worker, a child of the desktop: `python -m assistant.describing.worker`."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.core.errors import BadInputError
from assistant.core.findings import Done, Finding, Kind, Line, Place, Progress, Sentence
from assistant.core.i18n import _
from assistant.core.request import Detail
from assistant.describing.base import Ability, Choice, Describer, Found, Remark, Task
from assistant.describing.cores import free_threads
from assistant.describing.heap import share_one_heap
from assistant.describing.job import DescribingJob
from assistant.describing.markup import unmarked
from assistant.describing.repetition import Unrepeated
from assistant.describing.sentence_stream import SentenceStream
from assistant.describing.streaming import on_generation_thread
from assistant.workers.host import serve

if TYPE_CHECKING:
    from PIL.Image import Image


MOST_SHARES = 3
"""Labels whose share of the probability is told."""


class DescribingHandler:
    """Keeps one model in memory: the last one used."""

    def __init__(self) -> None:
        self._describer: Describer | None = None
        self._key: tuple[str, str] | None = None

    def warm_up(self) -> None:
        """Import the runtime, which takes seconds."""
        from assistant.describing import families, loading

        _imported = (families, loading)

    def handle(
        self, job: DescribingJob, payload: bytearray, cancelled: Callable[[], bool]
    ) -> Iterator[Finding]:
        """Yield progress, sentences, places or lines, and a `Done`."""
        from PIL.Image import frombuffer

        started = time.perf_counter()
        if len(payload) != job.size:
            raise BadInputError(_("The picture is incomplete."), _("Try again."))
        if _key(job) != self._key:
            yield Progress("loading")
        describer = self._load(job)
        self._prepare(job)
        if cancelled():
            return
        yield Progress("thinking")
        image = frombuffer("RGB", (job.width, job.height), payload, "raw", "RGB", 0, 1)
        first: float | None = None
        lines = 0
        for finding in findings(describer, image, job.task, cancelled):
            first = first or time.perf_counter() - started
            lines += isinstance(finding, Line)
            yield finding
        yield Done(describer.name, lines, time.perf_counter() - started, first)

    def _load(self, job: DescribingJob) -> Describer:
        if self._describer is None or _key(job) != self._key:
            self._drop()
            self._describer = on_generation_thread(lambda: self._loaded(job))
            self._key = _key(job)
        return self._describer

    def _loaded(self, job: DescribingJob) -> Describer:
        from assistant.describing.families import describer
        from assistant.describing.loading import Precision, load

        return describer(load(Path(job.folder), Precision(job.precision)))

    def _prepare(self, job: DescribingJob) -> None:
        from assistant.describing.loading import use_threads

        threads = free_threads(job.threads)
        on_generation_thread(lambda: use_threads(threads))

    def _drop(self) -> None:
        if self._describer is not None:
            self._describer.close()
        self._describer = self._key = None
        gc.collect()


def _key(job: DescribingJob) -> tuple[str, str]:
    return job.folder, job.precision


def findings(
    describer: Describer, image: Image, task: Task, cancelled: Callable[[], bool]
) -> Iterator[Sentence | Place | Line]:
    """What a describer says, in whole sentences, what it found, and what it read."""
    flow = _Flow(describer.name, task)
    for said in describer.run(image, task, lambda: cancelled() or flow.ended):
        if isinstance(said, Line):
            yield said
        elif isinstance(said, Found):
            # Places come when everything was said.
            yield from flow.finish()
            yield Place(said.label, said.box, describer.name)
        elif isinstance(said, Remark):
            yield Sentence(said.text, Kind.MEASURED)
        elif isinstance(said, Choice):
            yield from _chosen(said, describer.name)
        else:
            yield from flow.feed(said.text)
    if not cancelled():
        yield from flow.finish()


class _Flow:
    """Sentences from pieces of text; a description's without repetition."""

    def __init__(self, model: str, task: Task) -> None:
        self._model = model
        self._once = task.ability is Ability.DESCRIBE and not task.repeats
        self._short = task.detail is Detail.SHORT
        self._words = Unrepeated()
        self._flow = SentenceStream()

    @property
    def ended(self) -> bool:
        """Whether nothing follows a repetition; after a long description it may be places."""
        return self._words.found and self._short

    def feed(self, piece: str) -> Iterator[Sentence]:
        """Take more text."""
        yield from self._told(self._flow.feed(self._words.feed(piece) if self._once else piece))

    def finish(self) -> Iterator[Sentence]:
        """Tell what is left."""
        texts = self._flow.feed(self._words.finish()) + self._flow.finish()
        if self._words.found and texts:
            texts[-1] = texts[-1].rstrip(" ,;:")
        yield from self._told(texts)

    def _told(self, texts: list[str]) -> Iterator[Sentence]:
        for text in filter(None, map(unmarked, texts)):
            yield Sentence(text, Kind.GUESSED, self._model)


def _chosen(choice: Choice, model: str) -> Iterator[Sentence]:
    """The label alone, and how much likelier it is than the next ones, where that is known."""
    label, _share = choice.ranking[0]
    yield Sentence(label or _("None of these fits."), Kind.GUESSED, model)
    if len(choice.ranking) == 1:
        return
    told = _("{label} {percent} percent")
    shares = [
        told.format(label=label or _("none"), percent=round(100 * share))
        for label, share in choice.ranking[:MOST_SHARES]
    ]
    listed = _("How likely, among these: {shares}.").format(shares=_(", ").join(shares))
    yield Sentence(listed, Kind.MEASURED)


def main() -> None:
    """Serve until the desktop process is gone."""
    # Before the thread that generates is there.
    share_one_heap()
    serve(DescribingHandler, DescribingJob)


if __name__ == "__main__":
    main()
