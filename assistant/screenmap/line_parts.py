"""Parts lines where controls stand in them: OCR reads a form's row as one line of text.

Which words stand where is found by ink: the columns with ink left of a control's edge, as a share
of all, are compared with the letters left of each space. Gaps of any width do no harm.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from assistant.core.findings import Box, Line, Seen
from assistant.screenmap import boxes
from assistant.screenmap.elements import CHECKABLE, ElementKind

if TYPE_CHECKING:
    from PIL.Image import Image

K = ElementKind
_WITHOUT_TEXT = CHECKABLE | {K.ICON, K.ICON_BUTTON, K.SLIDER, K.PROGRESS_BAR, K.PICTURE}
"""What is beside its words, so that ink in it is no letter."""
INK_LEVELS = 48
"""How much darker or lighter than its line's ground a letter is, at least."""
_FRAMES = "[]|{}\u25a1\u2610\u2611"
"""What borders of controls are read as."""
EDGE = 2
"""Pixels of a control's border, which is no letter either."""
_Span = tuple[int, int]


def parted(
    lines: Sequence[Line], seen: Sequence[Seen], image: Image, origin: tuple[int, int]
) -> list[Line]:
    """The lines, those with controls in them as several; without words that are only marks.

    `origin` is where the picture's upper left corner is in the boxes' coordinates.
    """
    found: list[Line] = []
    for line in lines:
        inside = [each for each in seen if _stands_in(each.box, line.box)]
        found += _parts(line, inside, image, origin) if inside else [line]
    return found


def _stands_in(control: Box, line: Box) -> bool:
    across = min(control[2], line[2]) - max(control[0], line[0])
    return boxes.same_row(control, line) and across > 0 and not boxes.covered(line, control) > 0.9


def _parts(line: Line, inside: Sequence[Seen], image: Image, origin: tuple[int, int]) -> list[Line]:
    words = [word.strip(_FRAMES) for word in line.text.split() if any(map(str.isalnum, word))]
    spans = _spans(line.box, inside)
    inked = _inked(line.box, inside, image, origin)
    weights = [sum(inked[start - line.box[0] : end - line.box[0]]) for start, end in spans]
    if not words or not sum(weights):
        return [line]
    shares = _shared_out(words, weights)
    return [
        msgspec.structs.replace(line, text=" ".join(part), box=_tight(span, line.box, inked))
        for span, part in zip(spans, shares, strict=True)
        if part
    ]


def _spans(line: Box, inside: Sequence[Seen]) -> list[_Span]:
    """The line from left to right, cut at the controls' edges."""
    edges = {line[0], line[2]}
    for each in inside:
        edges |= {min(max(each.box[0], line[0]), line[2]), min(max(each.box[2], line[0]), line[2])}
    return list(pairwise(sorted(edges)))


def _inked(line: Box, inside: Sequence[Seen], image: Image, origin: tuple[int, int]) -> list[bool]:
    """For each column of the line whether there is a letter's ink in it."""
    from PIL import Image, ImageChops

    x0, y0, x1, y1 = boxes.moved(line, -origin[0], -origin[1])
    grey = image.crop((x0, y0, x1, y1)).convert("L")
    ground = max(enumerate(grey.histogram()), key=lambda entry: entry[1])[0]
    away = ImageChops.difference(grey, Image.new("L", grey.size, ground))
    for each in inside:
        own = boxes.moved(each.box, -line[0], -line[1])
        borders = [own] if each.kind in _WITHOUT_TEXT else _borders(own)
        for border in borders:
            shown = boxes.common(border, (0, 0, *grey.size))
            if boxes.area(shown) > 0:
                away.paste(0, shown)
    mask = away.point([255 if level >= INK_LEVELS else 0 for level in range(256)])
    columns, _rows = mask.getprojection()
    return [bool(column) for column in columns]


def _borders(box: Box) -> list[Box]:
    x0, y0, x1, y1 = box
    return [
        (x0 - EDGE, y0 - EDGE, x0 + EDGE, y1 + EDGE), (x1 - EDGE, y0 - EDGE, x1 + EDGE, y1 + EDGE),
        (x0 - EDGE, y0 - EDGE, x1 + EDGE, y0 + EDGE), (x0 - EDGE, y1 - EDGE, x1 + EDGE, y1 + EDGE),
    ]  # fmt: skip


def _shared_out(words: Sequence[str], weights: Sequence[int]) -> list[list[str]]:
    """The words for each part, by how much of all ink it has."""
    letters = sum(map(len, words))
    ink = sum(weights)
    cuts: list[int] = []
    reached = 0
    for weight in weights[:-1]:
        reached += weight
        share = reached / ink * letters
        before = [sum(len(word) for word in words[:count]) for count in range(len(words) + 1)]
        cuts.append(min(range(len(before)), key=lambda count: abs(before[count] - share)))
    ends = [0, *cuts, len(words)]
    return [list(words[start:end]) for start, end in pairwise(ends)]


def _tight(span: _Span, line: Box, inked: Sequence[bool]) -> Box:
    """The part of the line's box that has ink."""
    columns = [x for x in range(*span) if inked[x - line[0]]]
    left, right = (columns[0], columns[-1] + 1) if columns else span
    return left, line[1], right, line[3]
