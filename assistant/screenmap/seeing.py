"""The worker's side of the map: runs the recogniser, and remembers unchanged screens."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import msgspec

from assistant.core.findings import Box, Line, Seen
from assistant.reading.line_cache import LeastRecent, digest

if TYPE_CHECKING:
    from assistant.reading.base import Pixels

log = logging.getLogger(__name__)

PAGES = 8


class Seeing:
    """A `ControlFinder`. Loads the networks at its first use."""

    def __init__(self) -> None:
        self._recogniser: Any = None
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

    def _loaded(self) -> Any:
        if self._recogniser is None and not self._missing:
            try:
                module = import_module("assistant.screenmap.recognising.recogniser")
                self._recogniser = module.ControlRecogniser()
            except (ImportError, OSError, RuntimeError) as error:
                # Without the networks the map is made of what is told and read.
                log.warning("no control recogniser: %s", type(error).__name__)
                self._missing = True
        return self._recogniser


def _seen(found: Any, bounds: Box) -> Seen:
    x0, y0, x1, y1 = (round(float(side)) for side in found.box)
    box = (
        min(max(x0, bounds[0]), bounds[2]),
        min(max(y0, bounds[1]), bounds[3]),
        min(max(x1, bounds[0]), bounds[2]),
        min(max(y1, bounds[1]), bounds[3]),
    )
    return msgspec.convert(
        {
            "type": "seen",
            "kind": str(found.kind),
            "box": box,
            "confidence": float(found.confidence),
            "state": str(found.state or ""),
            "state_confidence": float(found.state_confidence or 0.0),
            "icon": str(found.icon or ""),
            "icon_confidence": float(found.icon_confidence or 0.0),
        },
        Seen,
    )
