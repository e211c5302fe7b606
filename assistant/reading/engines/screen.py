"""The default engine: classical line finder and PP-OCRv6 recogniser, tuned for screens."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from assistant.core.backends import USABLE, Availability
from assistant.core.findings import Line
from assistant.core.i18n import _
from assistant.core.resources import resource
from assistant.reading.base import ReadOptions
from assistant.reading.line_cache import LeastRecent, digest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.reading.base import Pixels
    from assistant.reading.recogniser import Reading, Recogniser

    Gray = NDArray[np.uint8]

MODEL = ("models", "ppocrv6-latin-int8")
_TAGS = (
    "af az bs ca cs cy da de en es et eu fi fil fo fr fy ga gd gl ha haw hr hu id is it la lb lt lv"
    " mi ms mt nb nl nn no oc pl pt qu rm ro sk sl sm so sq sv sw tl tr uz wa xh zu"
)
LANGUAGES = frozenset(_TAGS.split())
"""Languages all of whose letters the recogniser knows."""
MARGIN = 0.05
"""White left around a line, as part of its height, besides one pixel."""
LOOK_AHEAD = 4
"""Lines begun beyond the one that is waited for: enough to keep the threads busy."""
POLL_SECONDS = 0.005
LEAST_SURE, LEAST_SURE_SHORT = 0.5, 0.8
SHORT = 2
"""Least confidence of a line, and of one of at most `SHORT` characters, which may be an icon."""
PAGES = 8
"""Whole pages remembered."""


@dataclass(slots=True)
class _Begun:
    """A line being read: its jobs, and what was read of its pieces before."""

    box: tuple[int, int, int, int]
    block: int
    key: bytes
    known: Reading | None
    jobs: list[tuple[Future[Reading], str]]


class ScreenEngine:
    """Reads Latin text on screens; the first line is there while the rest is being read."""

    name = "screen"

    def __init__(self, threads: int = 2) -> None:
        self._threads = threads
        self._recogniser: Recogniser | None = None
        self._lines: LeastRecent[Reading]
        self._pages: LeastRecent[list[Line]]
        self.forget()

    def availability(self) -> Availability:
        """Whether the libraries and the model are here; imports nothing."""
        for part in ("openvino", "cv2"):
            if find_spec(part) is None:
                return Availability(
                    False,
                    _("The part {name} is not installed.").format(name=part),
                    _("Install EarSight again."),
                )
        if not resource(*MODEL, "model.xml").is_file():
            return Availability(
                False, _("The text recognition model is missing."), _("Install EarSight again.")
            )
        return USABLE

    def supports(self, language: str) -> bool:
        """Languages in Latin script whose alphabet the model knows."""
        return language.replace("_", "-").split("-")[0].lower() in LANGUAGES

    def warm_up(self) -> None:
        """Load the network and compile it for every width in use."""
        self._loaded().warm_up()

    def forget(self) -> None:
        """Drop what was read before."""
        self._lines = LeastRecent()
        self._pages = LeastRecent(PAGES)

    def read(
        self, pixels: Pixels, options: ReadOptions, cancelled: Callable[[], bool]
    ) -> Iterator[Line]:
        """Yield the lines as `Engine` asks; an unchanged page comes from memory."""
        import cv2
        import numpy as np

        gray = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)
        key = digest(gray, f"{options.scale} {options.photo}")
        page = self._pages.get(key)
        if page is not None:
            yield from takewhile(lambda _line: not cancelled(), page)
            return
        page = []
        for line in self._recognised(gray, options, cancelled):
            page.append(line)
            yield line
        if not cancelled():
            self._pages.put(key, page)

    def _recognised(
        self, gray: Gray, options: ReadOptions, cancelled: Callable[[], bool]
    ) -> Iterator[Line]:
        from assistant.reading import line_finder, reading_order

        scale = line_finder.estimated_scale(gray) if options.photo else options.scale
        boxes = line_finder.find_lines(gray, scale)
        boxes = boxes[reading_order.reading_order(boxes)]
        blocks = reading_order.paragraphs(boxes)
        ahead = zip(boxes.tolist(), blocks, strict=True)
        waiting: deque[_Begun] = deque()
        try:
            while not cancelled():
                for box, block in islice(ahead, LOOK_AHEAD - len(waiting)):
                    waiting.append(self._begin(gray, box, block))
                if not waiting:
                    return
                reading = self._finish(waiting[0], cancelled)
                if reading is None:
                    return
                begun = waiting.popleft()
                if _is_text(reading):
                    yield Line(reading.text.strip(), begun.box, reading.confidence, begun.block)
        finally:
            for begun in waiting:
                for job, _joint in begun.jobs:
                    job.cancel()

    def _begin(self, gray: Gray, box: Sequence[int], block: int) -> _Begun:
        """Start to read the line in the box, unless the same pixels were read before."""
        from assistant.reading.recogniser import pieces

        x0, y0, x1, y1 = box
        margin = round(MARGIN * (y1 - y0)) + 1
        crop = gray[max(0, y0 - margin) : y1 + margin, max(0, x0 - margin) : x1 + margin].copy()
        key = digest(crop)
        known = self._lines.get(key)
        jobs = (
            [(self._loaded().submit(piece), joint) for piece, joint in pieces(crop)]
            if known is None
            else []
        )
        return _Begun((x0, y0, x1, y1), block, key, known, jobs)

    def _finish(self, begun: _Begun, cancelled: Callable[[], bool]) -> Reading | None:
        """Wait for a line; None if cancelled before."""
        from assistant.reading.recogniser import joined

        if begun.known is not None:
            return begun.known
        while wait([job for job, _joint in begun.jobs], POLL_SECONDS).not_done:
            if cancelled():
                return None
        reading = joined([(job.result(), joint) for job, joint in begun.jobs])
        self._lines.put(begun.key, reading)
        return reading

    def _loaded(self) -> Recogniser:
        if self._recogniser is None:
            from assistant.reading.recogniser import Recogniser

            self._recogniser = Recogniser(resource(*MODEL), self._threads)
        return self._recogniser


def _is_text(reading: Reading) -> bool:
    """Whether it is worth saying: sure enough, and not a lone symbol or an icon read as letters."""
    text = "".join(reading.text.split())
    least = LEAST_SURE_SHORT if len(text) <= SHORT else LEAST_SURE
    return reading.confidence >= least and any(character.isalnum() for character in text)
