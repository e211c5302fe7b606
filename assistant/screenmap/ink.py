"""Where the letters of a line are, by its pixels; and which of its words those are. Pillow only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.core.findings import Box
from assistant.screenmap import boxes

if TYPE_CHECKING:
    from PIL.Image import Image

INK_LEVELS = 48
"""How much darker or lighter than its line's ground a letter is, at least."""


def inked_columns(
    box: Box, image: Image, origin: tuple[int, int], without: Iterable[Box] = ()
) -> list[bool]:
    """For each column of a line's box whether there is ink in it, but for that in `without`.

    `origin` is where the picture's upper left corner is in the boxes' coordinates.
    """
    from PIL import Image, ImageChops

    grey = image.crop(boxes.moved(box, -origin[0], -origin[1])).convert("L")
    ground = max(enumerate(grey.histogram()), key=lambda entry: entry[1])[0]
    away = ImageChops.difference(grey, Image.new("L", grey.size, ground))
    for each in without:
        shown = boxes.common(boxes.moved(each, -box[0], -box[1]), (0, 0, *grey.size))
        if boxes.area(shown) > 0:
            away.paste(0, shown)
    mask = away.point([255 if level >= INK_LEVELS else 0 for level in range(256)])
    columns, _rows = mask.getprojection()
    return [bool(column) for column in columns]


def shared_out(words: Sequence[str], weights: Sequence[int]) -> list[list[str]]:
    """The words for each part of a line, by how much of all ink it has."""
    letters, ink = sum(map(len, words)), sum(weights)
    before = [sum(len(word) for word in words[:count]) for count in range(len(words) + 1)]
    cuts: list[int] = []
    reached = 0
    for weight in weights[:-1]:
        reached += weight
        share = reached / max(1, ink) * letters
        cuts.append(min(range(len(before)), key=lambda count: abs(before[count] - share)))
    ends = [0, *cuts, len(words)]
    return [list(words[start:end]) for start, end in pairwise(ends)]
