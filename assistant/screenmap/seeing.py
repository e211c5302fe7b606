"""The worker's side of the map: runs the recogniser, and remembers unchanged screens."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.core.findings import Box, Line, Seen
from assistant.reading.line_cache import LeastRecent, digest
from assistant.screenmap import boxes

if TYPE_CHECKING:
    from assistant.reading.base import Pixels
    from assistant.screenmap.recognising.base import Recognised
    from assistant.screenmap.recognising.recogniser import ControlRecogniser

log = logging.getLogger(__name__)

PAGES = 8


class Seeing:
    """A `ControlFinder`. Loads the networks at its first use."""

    def __init__(self) -> None:
        self._recogniser: ControlRecogniser | None = None
        self._missing = False
        self._pages: LeastRecent[list[Seen]] = LeastRecent(PAGES)

    def see(self, pixels: Pixels, lines: Sequence[Line]) -> Sequence[Seen]:
        """As `ControlFinder.see`."""
        key = digest(pixels)
        known = self._pages.get(key)
        if known is None:
            known = self._recognised(pixels, lines)
            self._pages.put(key, known)
        return known

    def _recognised(self, pixels: Pixels, lines: Sequence[Line]) -> list[Seen]:
        recogniser = self._loaded()
        if recogniser is None:
            return []
        height, width = pixels.shape[:2]
        found = recogniser.recognise(pixels, [line.box for line in lines])
        return [_seen(each, (0, 0, width, height)) for each in found]

    def _loaded(self) -> ControlRecogniser | None:
        if self._recogniser is None and not self._missing:
            try:
                from assistant.screenmap.recognising.recogniser import ControlRecogniser

                self._recogniser = ControlRecogniser()
            except (ImportError, OSError, RuntimeError) as error:
                # Without the networks the map is made of what is told and read.
                log.warning("no control recogniser: %s", type(error).__name__)
                self._missing = True
        return self._recogniser


def _seen(found: Recognised, bounds: Box) -> Seen:
    return Seen(
        found.kind,
        boxes.common(found.box, bounds),
        _fraction(found.confidence),
        found.state,
        _fraction(found.state_confidence),
        found.icon,
        _fraction(found.icon_confidence),
    )


def _fraction(confidence: float) -> float:
    """Rounding must not carry it past the ends."""
    return min(1.0, max(0.0, float(confidence)))
