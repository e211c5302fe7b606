"""Models that read single lines of text, which the line finder cuts out for them: TrOCR."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from assistant.core.findings import Box, Line
from assistant.describing.base import Task
from assistant.describing.families.generator import Tell
from assistant.describing.families.pixels import PixelModel
from assistant.reading.line_finder import Gray, estimated_scale, find_lines
from assistant.reading.reading_order import paragraphs, reading_order

if TYPE_CHECKING:
    from PIL.Image import Image

BATCH = 4
"""Lines read at once, after the first one, which is waited for. Measured at real size in 8 bits:
1.7 times as fast as one by one; 8 at once are no faster."""
MARGIN = 0.1
"""Ground left around a line, as part of its height, besides one pixel."""
LEAST_SURE = 0.5
"""Least probability of a line's average token: what is no text is read as anything."""
WORD_SHAPE, LEAST_HEIGHT = 1.5, 8
"""Ink in one piece, this much wider than high and so many pixels high or more, is a joined word."""
MOSTLY = 0.5
"""Joined words of more than this part of all the ink's width are script, not print."""
WORD_POINTS = 18.0
"""Height of a word with its loops, in points."""
SCALES = (1.0, 4.0)
_NEIGHBOURHOOD, _DARKER = 51, 15
"""Ink is darker than the mean of so many pixels around it by so much (of 255)."""


class _Place(NamedTuple):
    box: Box
    block: int


class LineModel(PixelModel):
    """Finds the lines of a picture and reads them in order, as an OCR engine does."""

    def _say(self, picture: Image, task: Task, tell: Tell) -> None:
        for places in _groups(_places(picture, task.scale)):
            for line in self._lines(picture, places, task):
                tell(line)

    def _lines(self, picture: Image, places: Sequence[_Place], task: Task) -> Iterator[Line]:
        crops = [picture.crop(_with_margin(place.box, picture.size)) for place in places]
        pixels = self._loaded.processing.image_processor(images=crops, return_tensors="pt")
        sequences, sures = self._with_certainty(self._on_device(pixels), task)
        texts = self._tokenizer.batch_decode(sequences, skip_special_tokens=True)
        for place, text, sure in zip(places, texts, sures, strict=True):
            if sure >= LEAST_SURE and any(character.isalnum() for character in text):
                yield Line(text.strip(), place.box, sure, place.block)


def _places(picture: Image, scale: float) -> list[_Place]:
    """The lines' boxes in reading order; `scale` 0 where it is not known."""
    gray = np.asarray(picture.convert("L"), np.uint8)
    boxes = find_lines(gray, scale or script_scale(gray) or estimated_scale(gray))
    boxes = boxes[reading_order(boxes)]
    numbered = zip(boxes.tolist(), paragraphs(boxes), strict=True)
    return [_Place((x0, y0, x1, y1), block) for (x0, y0, x1, y1), block in numbered]


def script_scale(gray: Gray) -> float:
    """Pixels per point of joined handwriting, from the height of its words; 0 if it is none.

    The line finder's own estimate looks at single letters, which script has not.
    """
    dark = cv2.adaptiveThreshold(
        gray, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _NEIGHBOURHOOD, _DARKER
    )
    _count, _labels, stats, _centres = cv2.connectedComponentsWithStats(dark)
    sizes = np.asarray(stats[1:], np.int64)
    wide, high = sizes[:, cv2.CC_STAT_WIDTH], sizes[:, cv2.CC_STAT_HEIGHT]
    wide, high = wide[high >= LEAST_HEIGHT], high[high >= LEAST_HEIGHT]
    words = wide > WORD_SHAPE * high
    if wide[words].sum() <= MOSTLY * wide.sum():
        return 0.0
    heights = np.repeat(high[words], wide[words])
    return float(np.clip(np.median(heights) / WORD_POINTS, *SCALES))


def _groups(places: Sequence[_Place]) -> Iterator[Sequence[_Place]]:
    if places:
        yield places[:1]
    for start in range(1, len(places), BATCH):
        yield places[start : start + BATCH]


def _with_margin(box: Box, size: tuple[int, int]) -> Box:
    x0, y0, x1, y1 = box
    margin = round(MARGIN * (y1 - y0)) + 1
    width, height = size
    return (
        max(0, x0 - margin),
        max(0, y0 - margin),
        min(width, x1 + margin),
        min(height, y1 + margin),
    )
