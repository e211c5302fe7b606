"""Where the letters of a line are, by its pixels; and which of its words those are. Pillow only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from assistant.core.findings import Box
from assistant.screenmap import boxes

if TYPE_CHECKING:
    from PIL.Image import Image

INK_LEVELS = 48
"""How much darker or lighter than its line's ground a letter is, at least."""
BAND = (0.2, 0.8)
"""The part of a line's height in which every letter has ink."""
RULE = 0.8
"""A column that has this part of its height inked is a cell's or field's border, no letter's."""

RUN_TOGETHER = 2.5
"""Letters: words are so unequally wide that nearer ends of parts are the ends of words."""
SEAM = 3
"""Letters around the share of ink in which the end of a word is looked for."""


class Ink(IntEnum):
    """What a column of a line's box has: nothing, letters, or a border from top to bottom."""

    NONE = 0
    LETTERS = 1
    RULE = 2


def inked_columns(
    box: Box, image: Image, origin: tuple[int, int], without: Iterable[Box] = ()
) -> list[Ink]:
    """What is in each column of a line's box, but for what is in the boxes `without`.

    `origin` is where the picture's upper left corner is in the boxes' coordinates.
    """
    from PIL import Image, ImageChops
    from PIL.Image import Resampling

    grey = image.crop(boxes.moved(box, -origin[0], -origin[1])).convert("L")
    ground = max(enumerate(grey.histogram()), key=lambda entry: entry[1])[0]
    away = ImageChops.difference(grey, Image.new("L", grey.size, ground))
    for each in without:
        shown = boxes.common(boxes.moved(each, -box[0], -box[1]), (0, 0, *grey.size))
        if boxes.area(shown) > 0:
            away.paste(0, shown)
    mask = away.point([255 if level >= INK_LEVELS else 0 for level in range(256)])
    whole = mask.resize((mask.width, 1), Resampling.BOX).tobytes()
    # Borders over and under the words are left out.
    top, bottom = round(mask.height * BAND[0]), max(1, round(mask.height * BAND[1]))
    inside = mask.crop((0, top, mask.width, bottom)).resize((mask.width, 1), Resampling.BOX)
    return [
        Ink.RULE if column >= RULE * 255 else Ink.LETTERS if ink else Ink.NONE
        for ink, column in zip(inside.tobytes(), whole, strict=True)
    ]


def lettered(columns: Sequence[Ink]) -> int:
    """How many of the columns have letters."""
    return sum(column is Ink.LETTERS for column in columns)


def shared_out(words: Sequence[str], weights: Sequence[int]) -> list[list[str]]:
    """The words for each part of a line, by how much of all ink it has.

    Words that reading ran together are cut where a part ends.
    """
    letters, ink = sum(map(len, words)), sum(weights)
    shares = [reached / max(1, ink) * letters for reached in accumulate(weights[:-1])]
    words = _cut(words, shares)
    before = [0, *accumulate(map(len, words))]
    cuts = [
        min(range(len(before)), key=lambda count: abs(before[count] - share)) for share in shares
    ]
    ends = [0, *cuts, len(words)]
    return [list(words[start:end]) for start, end in pairwise(ends)]


def _cut(words: Sequence[str], shares: Sequence[float]) -> list[str]:
    """The words, cut at the shares (in letters) that are far from the ends of all words."""
    text = "".join(words)
    ends = {0, *accumulate(map(len, words))}
    for share in shares:
        if min(abs(end - share) for end in ends) > RUN_TOGETHER:
            ends.add(_seam(text, share))
    return [text[start:end] for start, end in pairwise(sorted(ends))]


def _seam(text: str, share: float) -> int:
    """Where two words meet that are written as one: at a capital near the share, if any."""
    near = range(max(1, round(share) - SEAM), min(len(text), round(share) + SEAM + 1))
    capitals = [place for place in near if text[place].isupper() and text[place - 1].islower()]
    return min(capitals or [round(share)], key=lambda place: abs(place - share))
