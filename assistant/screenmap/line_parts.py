"""Parts lines where controls stand in them: OCR reads a form's row as one line of text.

Which words stand where is found by ink: the columns with ink left of a control's edge, as a share
of all, are compared with the letters left of each space. Gaps of any width do no harm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from assistant.core.findings import Box, Line, Seen
from assistant.screenmap import boxes
from assistant.screenmap.elements import CHECKABLE, ElementKind
from assistant.screenmap.ink import Ink, inked_columns, lettered, shared_out

if TYPE_CHECKING:
    from PIL.Image import Image

K = ElementKind
_WITHOUT_TEXT = CHECKABLE | {K.ICON, K.ICON_BUTTON, K.SLIDER, K.PROGRESS_BAR, K.PICTURE}
"""What is beside its words, so that ink in it is no letter."""
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
    inked = inked_columns(line.box, image, origin, _not_letters(inside))
    weights = [lettered(inked[start - line.box[0] : end - line.box[0]]) for start, end in spans]
    if not words or not sum(weights):
        return [line]
    shares = shared_out(words, weights)
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


def _not_letters(inside: Sequence[Seen]) -> Iterator[Box]:
    """What of the controls is no text of theirs."""
    for each in inside:
        yield from [each.box] if each.kind in _WITHOUT_TEXT else _borders(each.box)


def _borders(box: Box) -> list[Box]:
    x0, y0, x1, y1 = box
    return [
        (x0 - EDGE, y0 - EDGE, x0 + EDGE, y1 + EDGE), (x1 - EDGE, y0 - EDGE, x1 + EDGE, y1 + EDGE),
        (x0 - EDGE, y0 - EDGE, x1 + EDGE, y0 + EDGE), (x0 - EDGE, y1 - EDGE, x1 + EDGE, y1 + EDGE),
    ]  # fmt: skip


def _tight(span: _Span, line: Box, inked: Sequence[Ink]) -> Box:
    """The part of the line's box that has ink."""
    columns = [x for x in range(*span) if inked[x - line[0]] is Ink.LETTERS]
    left, right = (columns[0], columns[-1] + 1) if columns else span
    return left, line[1], right, line[3]
