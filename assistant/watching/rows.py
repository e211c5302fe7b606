"""The lines of one look at what is watched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from assistant.core.findings import Box, Line

if TYPE_CHECKING:
    from PIL.Image import Image

_DIGEST_BYTES = 8
BLANK_SPAN = 24
"""Levels of grey (of 255) within which a place shows no writing; what the line finder needs."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of text. `box` is in pixels of the look, whose corner is the watched rectangle's.

    `pixels` is a digest of the pixels in the box; empty where they are not known.
    """

    text: str
    box: Box
    pixels: bytes = b""
    confidence: float = 1.0

    @property
    def middle(self) -> float:
        """Half way down, in pixels."""
        return (self.box[1] + self.box[3]) / 2

    @property
    def height(self) -> int:
        """In pixels."""
        return self.box[3] - self.box[1]

    @property
    def place(self) -> tuple[int, int]:
        """The left upper corner."""
        return self.box[0], self.box[1]

    def moved(self, down: int) -> Row:
        """The same row, further down (pixels)."""
        left, top, right, bottom = self.box
        return Row(self.text, (left, top + down, right, bottom + down), self.pixels)


def rows_of(lines: Iterable[Line], grey: Image, origin: tuple[int, int]) -> list[Row]:
    """The rows of a look; `lines` have desktop boxes, `grey` (mode "L") begins at `origin`."""
    x, y = origin
    rows = []
    for line in lines:
        left, top, right, bottom = line.box
        box = (left - x, top - y, right - x, bottom - y)
        key = blake2b(grey.crop(box).tobytes(), digest_size=_DIGEST_BYTES).digest()
        rows.append(Row(_without_caret(line.text.strip()), box, key, line.confidence))
    return [row for row in rows if row.text]


def _without_caret(text: str) -> str:
    """The text without the bar that a caret at its end was read as."""
    return text[:-1].rstrip() if text.endswith("|") and text.count("|") == 1 else text


def is_blank(grey: Image, box: Box) -> bool:
    """Whether a place shows nothing that could be text."""
    low, high = grey.crop(box).getextrema()
    if isinstance(low, tuple) or isinstance(high, tuple):
        raise TypeError("one channel expected")
    return high - low <= BLANK_SPAN


def overlap_across(one: Box, other: Box) -> bool:
    """Whether the shorter of two rows lies, by half at least, in the columns of the other."""
    common = min(one[2], other[2]) - max(one[0], other[0])
    return 2 * common >= min(one[2] - one[0], other[2] - other[0])


def overlaps(one: Box, others: Sequence[Row]) -> bool:
    """Whether a box has pixels in common with one of the rows."""
    return any(
        one[0] < box[2] and box[0] < one[2] and one[1] < box[3] and box[1] < one[3]
        for box in (other.box for other in others)
    )
