"""What a region can be put on: what was found before, what the application tells, windows."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from assistant.capture.base import WindowFinder
from assistant.core.findings import Control, Line
from assistant.core.frame import Source, WindowInfo
from assistant.core.geometry import Rect
from assistant.core.i18n import _
from assistant.core.listening import Unconcerned
from assistant.core.sentences import join
from assistant.regions.base import Snap
from assistant.regions.grid import SMALLEST
from assistant.regions.wording import window_words
from assistant.screenmap.sources.base import AccessibilitySource, Node, Patience, TargetWindow
from assistant.screenmap.wording import noun

if TYPE_CHECKING:
    from assistant.core.conversation import Conversation
    from assistant.core.result import Result

RESULTS = 8
"""Answers whose places are remembered, in memory only."""
TOLD_SECONDS = 1.0
WAIT_SECONDS = 0.3
"""How long the application may take to tell its window, and how long a key waits for that."""
WORDS = 8
"""Of a paragraph, to know it by."""
SAME = 0.8
"""Intersection over union from which two things are one."""


class KnownPlaces(Unconcerned):
    """Implements `base.Snaps`, and listens to what is found.

    `source` is called on a thread of its own: finding one may take a moment.
    """

    def __init__(self, windows: WindowFinder, source: Callable[[], AccessibilitySource]) -> None:
        self._windows = windows
        self._source = source
        self._results: deque[tuple[Result, Rect]] = deque(maxlen=RESULTS)
        self._window: WindowInfo | None = None
        self._told: list[Snap] = []
        self._asking: threading.Thread | None = None

    def on_begun(self, conversation: Conversation, result: Result) -> None:
        """See `core.listening.Listener`."""
        if result.request.target.source.on_screen:
            self._results.append((result, conversation.frame.rect))

    def look(self, window: WindowInfo | None) -> None:
        """As `Snaps.look`."""
        self._window, self._told = window, []
        if window is not None and window.pid:
            self._asking = threading.Thread(
                target=self._ask, args=(window,), name="region places", daemon=True
            )
            self._asking.start()

    def inside(self, area: Rect) -> Sequence[Snap]:
        """As `Snaps.inside`."""
        if self._asking is not None:
            self._asking.join(WAIT_SECONDS)
        found: list[Snap] = []
        # What is in something of the same size tells more than what is around it.
        for snap in (*reversed(self._told), *self._read()):
            fits = snap.rect.intersection(area) == snap.rect and snap.rect != area
            if fits and _readable(snap.rect) and not any(_same(snap, each) for each in found):
                found.append(snap)
        found.sort(key=lambda snap: (snap.rect.y, snap.rect.x))
        return [*found, *self._shown(area)]

    def _ask(self, window: WindowInfo) -> None:
        target = TargetWindow(window.pid, window.title, window.rect, window.scale)
        told = self._source().window(target, Patience(TOLD_SECONDS))
        if told is not None and window is self._window:
            self._told = [snap for node in told.root.all() if (snap := _of_node(node))]

    def _read(self) -> Iterator[Snap]:
        """What was found in the window, newest first, moved with it."""
        window = self._window
        for result, frame in reversed(list(self._results)):
            dx, dy = 0, 0
            if window is not None and result.request.target.source is Source.WINDOW:
                is_same = result.application == window.application and result.title == window.title
                if not is_same or (frame.width, frame.height) != _size(window.rect):
                    continue
                dx, dy = window.rect.x - frame.x, window.rect.y - frame.y
            for snap in of_result(result):
                yield Snap(snap.rect.moved(dx, dy), snap.words)

    def _shown(self, area: Rect) -> Iterator[Snap]:
        for window in self._windows.windows():
            part = window.rect.intersection(area)
            if not window.minimised and part != area and _readable(part):
                yield Snap(part, _("window {name}").format(name=window_words(window)))


def of_result(result: Result) -> Iterator[Snap]:
    """The controls and the paragraphs of an answer."""
    for found in result.found:
        if isinstance(found, Control):
            name = _("{kind} {name}").format(kind=_(found.kind), name=found.name).strip()
            yield Snap(Rect.of_box(found.box), name)
    for _block, members in groupby(result.lines, key=lambda line: line.block):
        yield _paragraph(list(members))


def _paragraph(lines: Sequence[Line]) -> Snap:
    whole, text = Rect.of_box(lines[0].box), ""
    for line in lines:
        whole = whole.union(Rect.of_box(line.box))
        text = join(text, line.text)
    return Snap(whole, _("text {words}").format(words=_beginning(text)))


def _of_node(node: Node) -> Snap | None:
    if node.kind is None or node.rect is None:
        return None
    words = _("{kind} {name}").format(kind=noun(node.kind), name=_beginning(node.name))
    return Snap(node.rect, words.strip())


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:WORDS])


def _readable(rect: Rect) -> bool:
    return min(rect.width, rect.height) >= SMALLEST


def _same(snap: Snap, other: Snap) -> bool:
    return snap.rect.overlap(other.rect) >= SAME


def _size(rect: Rect) -> tuple[int, int]:
    return rect.width, rect.height
