"""Makes the map of a frame: asks the application and the reading worker at the same time."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Protocol

from assistant.core.findings import Finding, Line, Seen
from assistant.core.frame import Source
from assistant.screenmap.merging import Look, merged
from assistant.screenmap.sources.base import Patience, TargetWindow, ToldWindow

if TYPE_CHECKING:
    from assistant.core.frame import Frame
    from assistant.screenmap.elements import ScreenMap
    from assistant.screenmap.sources.base import AccessibilitySource

TOLD_SECONDS, MOST_SECONDS = 0.3, 1.5
"""What an application gets to tell its window; and at most, while text is being read anyway."""
GRACE = 0.1
"""More, once everything else is done, for answers that are being taken in."""
STILL_SECONDS = 10.0
"""So long an application is not asked again while no pixel of its window changes."""


class Looker(Protocol):
    """The reading worker's client, which also looks for controls."""

    def look(self, frame: Frame, language: str, engine: str) -> Iterator[Finding]:
        """As `FrameReader.read`, and also yields `Seen` where controls can be recognised."""
        ...

    def cancel(self) -> None:
        """End the work under way, from any thread."""
        ...


class Relabel(Protocol):
    """The person's own names for icons and regions."""

    def applied(self, frame: Frame, screen: ScreenMap) -> ScreenMap:
        """The map with those names."""
        ...


class ScreenMapper:
    """Makes maps, one at a time; `labels` None leaves the person's own names out."""

    def __init__(
        self,
        looker: Looker,
        source: AccessibilitySource,
        labels: Relabel | None = None,
        told_seconds: float = TOLD_SECONDS,
    ) -> None:
        self._looker = looker
        self._source = source
        self._labels = labels
        self._told_seconds = told_seconds
        self._last: tuple[object, ScreenMap] | None = None
        self._heard: _Heard | None = None

    def look(self, frame: Frame, language: str, engine: str) -> ScreenMap:
        """The map of what the frame shows.

        Raises:
            CancelledError: `cancel` was called.
            MissingPartError, WorkerError, BadInputError: it could not be read.

        """
        pixels = blake2b(frame.rgb(), digest_size=16).digest()
        showing = pixels, frame.source, frame.origin, frame.title, frame.pid
        heard, telling = self._heard, None
        if heard is None or not heard.still_counts(showing):
            telling = _Telling(self._source, frame, Patience(self._told_seconds, MOST_SECONDS))
        lines: list[Line] = []
        seen: list[Seen] = []
        for finding in self._looker.look(frame, language, engine):
            if isinstance(finding, Line):
                lines.append(finding)
            elif isinstance(finding, Seen):
                seen.append(finding)
        if telling is not None:
            heard = self._heard = _Heard(showing, telling.answer(), time.monotonic())
        screen = self._merged(Look(frame, lines, seen, heard.told if heard else None), showing)
        return self._labels.applied(frame, screen) if self._labels else screen

    def _merged(self, look: Look, showing: object) -> ScreenMap:
        """The map; that of the last look where nothing at all has changed."""
        state = showing, look.lines, look.seen, look.told
        if self._last is None or self._last[0] != state:
            self._last = state, merged(look)
        return self._last[1]

    def cancel(self) -> None:
        """End the look under way, from any thread."""
        self._looker.cancel()


@dataclass(frozen=True, slots=True)
class _Heard:
    """What an application told at some time (monotonic seconds), while its window showed this."""

    showing: object
    told: ToldWindow | None
    when: float

    def still_counts(self, showing: object) -> bool:
        """Whether asking again is in vain: it told everything, and nothing looks different."""
        recent = time.monotonic() - self.when < STILL_SECONDS
        return recent and showing == self.showing and self.told is not None and self.told.complete


class _Telling:
    """Asks the application, on a thread of its own: it may hang, and OCR takes its time anyway."""

    def __init__(self, source: AccessibilitySource, frame: Frame, patience: Patience) -> None:
        self._told: ToldWindow | None = None
        self._patience = patience
        self._thread: threading.Thread | None = None
        if frame.source in (Source.WINDOW, Source.FOCUS):
            target = TargetWindow(frame.pid, frame.title, frame.rect, frame.scale)
            self._thread = threading.Thread(
                target=self._ask, args=(source, target), name="accessibility", daemon=True
            )
            self._thread.start()

    def answer(self) -> ToldWindow | None:
        """What it told, now that everything else is done; None where that is nothing."""
        if self._thread is not None:
            self._patience.hurry(GRACE)
            self._thread.join(max(0.0, self._patience.left) + GRACE)
        return self._told

    def _ask(self, source: AccessibilitySource, target: TargetWindow) -> None:
        self._told = source.window(target, self._patience)
