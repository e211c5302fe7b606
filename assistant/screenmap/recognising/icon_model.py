"""Says what icons mean."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.reading.line_cache import LeastRecent, digest
from assistant.screenmap.recognising.crops import (
    Pixels,
    icon_crop,
    icon_input,
    is_tinted,
    one_colour,
)
from assistant.screenmap.recognising.network import Network, softmax

BATCH = 16
REMEMBERED = 2048
"""Icons remembered by what was seen of them."""
SHAPES = frozenset(
    {
        "calculator",
        "credit card",
        "document",
        "keyboard",
        "mobile phone",
        "new document",
        "new folder",
        "record",
        "remove",
        "stop",
    }
)
"""Meanings whose drawings are little more than a box, a disc, or one with something small on it, as
many a picture is."""
SURE = 0.96
"""Least confidence of a name where an icon has shades or a strong colour, which most pictures of
something else have, and of a name in `SHAPES`. This and `SHAPES` were chosen on themes that neither
training nor tests have, by looking at what was named."""


def least_confidence(name: str, crop: Pixels) -> float:
    """Return the confidence from which a name can be told; above 1 where it never can."""
    if is_tinted(crop):
        return math.inf if name in SHAPES else SURE
    return SURE if name in SHAPES else 0.0


class IconModel:
    """The icon network with its memory. For one thread."""

    def __init__(self, folder: Path, threads: int) -> None:
        """Load; OSError or RuntimeError where the files are missing or broken."""
        self._network = Network(folder, BATCH, threads)
        self._known: LeastRecent[tuple[str, float]] = LeastRecent(REMEMBERED)

    def name(
        self, pixels: Pixels, boxes: Sequence[tuple[float, float, float, float]]
    ) -> list[tuple[str, float]]:
        """Return what each icon most likely means, and how sure that is, 0 .. 1.

        The meaning is "" where it is most likely none of those known, and where an icon is of
        several colours: the network knows the shapes of plain ones, and would guess. It is "" too
        where that is less sure than `least_confidence`.
        """
        crops = [icon_crop(pixels, box) for box in boxes]
        inputs = [icon_input(crop) for crop in crops]
        keys = [digest(crop) for crop in crops]
        new = []
        for k, key in enumerate(keys):
            if not one_colour(crops[k]):
                self._known.put(key, ("", 0.0))
            elif self._known.get(key) is None:
                new.append(k)
        if new:
            seen = np.stack([inputs[k] for k in new]).transpose(0, 3, 1, 2)
            chances = softmax(self._network.run([np.ascontiguousarray(seen)]))
            for k, row in zip(new, chances, strict=True):
                best = int(row.argmax())
                name, sure = self._network.labels[best] if best else "", float(row[best])
                if name and sure < least_confidence(name, crops[k]):
                    name = ""
                self._known.put(keys[k], (name, sure))
        # More icons than are remembered would be forgotten again before they are told.
        return [self._known.get(key) or ("", 0.0) for key in keys]
