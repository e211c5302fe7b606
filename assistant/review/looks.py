"""What a place looks like: whether it has changed, and where in a line's picture a word stands.

Only Pillow's own C loops are used.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.review.units import Span, is_right_to_left

if TYPE_CHECKING:
    from PIL.Image import Image

CELL = 8
"""Pixels; about a letter is looked at at a time."""
OTHER_INK = 96
"""Of 255: how far ink may be apart before it is other ink. Smoothed edges and shades are below."""
CHANGED = 0.05
"""Part of a cell with other ink. With drawn text of 12 to 32 pixels, shading, choosing and greying
out gave 0.00, one exchanged letter 0.06 to 0.5, and a move by one pixel 0.3 and more."""
FAINT = 24
"""Grey levels; a place with less contrast is empty."""
INK = 48
"""Grey levels between a line's background and its letters, at least."""


def same_look(before: Image, after: Image) -> bool:
    """Whether two pictures of one place show the same things.

    Ink is compared, and not colours: what is under the pointer, chosen or disabled is shaded.
    """
    from PIL import Image, ImageChops

    if before.size != after.size:
        return False
    apart = ImageChops.difference(_ink(before), _ink(after))
    other = apart.point(lambda level: 255 if level > OTHER_INK else 0)
    cells = max(1, round(other.width / CELL)), max(1, round(other.height / CELL))
    return _highest(other.resize(cells, Image.Resampling.BOX)) <= CHANGED * 255


def _ink(picture: Image) -> Image:
    """How far each pixel is from the background, the commonest grey; 255 the farthest."""
    from PIL import Image

    apart = _apart_from_background(picture)
    top = _highest(apart)
    if top < FAINT:
        return Image.new("L", picture.size)
    return apart.point(lambda level: level * 255 // top)


def _apart_from_background(picture: Image) -> Image:
    from PIL import Image, ImageChops

    grey = picture.convert("L")
    levels = grey.histogram()
    return ImageChops.difference(grey, Image.new("L", grey.size, levels.index(max(levels))))


def _highest(grey: Image) -> int:
    return max(level for level, count in enumerate(grey.histogram()) if count)


def middle_of(picture: Image, text: str, span: Span) -> int:
    """The column of a line's picture in which the middle of a part of its text stands.

    Words are told apart by the widest gaps; within a word, and where there are too few gaps, all
    characters count as equally wide.
    """
    start, end = span
    tokens = _tokens(text)
    places = _word_places(picture, len(tokens)) or []
    if is_right_to_left(text):
        places = places[::-1]
    for (first, last), (left, right) in zip(tokens, places, strict=False):
        if first <= start and end <= last:
            return _between(left, right, (start - first, end - first), last - first, text)
    return _between(0, picture.width, span, len(text), text)


def _between(left: int, right: int, span: Span, length: int, text: str) -> int:
    share = (span[0] + span[1]) / 2 / max(1, length)
    return round(left + (right - left) * (1 - share if is_right_to_left(text) else share))


def _tokens(text: str) -> list[Span]:
    found: list[Span] = []
    start = 0
    for token in text.split():
        start = text.index(token, start)
        found.append((start, start + len(token)))
        start += len(token)
    return found


def _word_places(picture: Image, count: int) -> list[Span] | None:
    """Left and right of each of `count` words, from the left; None where there are not so many."""
    runs = _runs(_inked_columns(picture))
    if not 0 < count <= len(runs):
        return None
    gaps = sorted(range(1, len(runs)), key=lambda n: runs[n - 1][1] - runs[n][0])[: count - 1]
    cuts = [0, *sorted(gaps), len(runs)]
    return [(runs[first][0], runs[last - 1][1]) for first, last in pairwise(cuts)]


def _inked_columns(picture: Image) -> Sequence[bool]:
    from PIL import Image

    ink = _apart_from_background(picture).point(lambda level: 255 if level > INK else 0)
    columns = ink.resize((ink.width, 1), Image.Resampling.BOX)
    return [level > 0 for level in columns.tobytes()]


def _runs(columns: Sequence[bool]) -> list[Span]:
    runs: list[Span] = []
    for number, inked in enumerate(columns):
        if inked and runs and runs[-1][1] == number:
            runs[-1] = runs[-1][0], number + 1
        elif inked:
            runs.append((number, number + 1))
    return runs
