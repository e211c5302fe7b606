"""Headings and paragraphs from lines that OCR read and nothing else accounts for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median

from assistant.core.findings import Box, Line, Origin
from assistant.core.result import paragraphs
from assistant.screenmap import boxes
from assistant.screenmap.elements import Element, ElementKind

K = ElementKind
LARGER = 1.3
"""A heading's letters are this many times as high as those of most lines."""
SPACED = 1.8
"""Lines of a paragraph follow each other at less than this many times the height of letters."""
NEARLY = 0.85
FEWEST = 3
"""Lines of which one may be said to be large."""
HEADING_LINES, HEADING_WORDS = 2, 14
PARAGRAPH_WORDS = 8
"""Fewer words in one line are a label, a file's name or the like: a text."""


def blocks_of(
    lines: Sequence[Line],
    every: Sequence[Line],
    first_id: int = 1,
    controls: Sequence[Box] = (),
) -> list[Element]:
    """One element for each block of `lines`; `every` line of the frame tells what is large.

    Words in a row with one of the `controls` belong to no paragraph.
    """
    usual = _usual_height(every)
    found: list[Element] = []
    for _block, members in groupby(lines, key=lambda line: line.block):
        block = list(members)
        for part in _parts(block, controls):
            found.append(_element(part, usual, first_id + len(found)))
    return found


def _usual_height(lines: Sequence[Line]) -> float:
    """That of the higher lines: a box is as high as its letters, and "sun" is lower than "July"."""
    heights = sorted(boxes.height(line.box) for line in lines)
    return float(heights[(len(heights) - 1) * 3 // 4]) if len(heights) >= FEWEST else 0.0


def _parts(block: Sequence[Line], controls: Sequence[Box]) -> list[list[Line]]:
    """The block, cut where lines stand apart, and where words stand beside the last ones."""
    parts = [[block[0]]]
    beside = [any(boxes.same_row(each, line.box) for each in controls) for line in block]
    for (before, line), apart in zip(pairwise(block), map(any, pairwise(beside)), strict=True):
        same_row = boxes.same_row(before.box, line.box)
        if apart or same_row or _stand_apart(before.box, line.box):
            parts.append([line])
        else:
            parts[-1].append(line)
    return parts


def _stand_apart(before: Box, box: Box) -> bool:
    """Whether one is too far under the other to go on with its sentence.

    A line without high and low letters has a lower box, hence "nearly as high as the higher".
    """
    lower, higher = sorted((boxes.height(before), boxes.height(box)))
    pitch = boxes.centre(box)[1] - boxes.centre(before)[1]
    return pitch >= SPACED * max(lower, NEARLY * higher)


def _element(lines: Sequence[Line], usual: float, number: int) -> Element:
    text = " ".join(paragraphs([_of_block(line) for line in lines]))
    box = lines[0].box
    for line in lines[1:]:
        box = boxes.union(box, line.box)
    return Element(
        kind=_kind(lines, text, usual),
        box=box,
        source=Origin.READ,
        id=number,
        name=text,
        confidence=min(line.confidence for line in lines),
    )


def _of_block(line: Line) -> Line:
    return line if line.block == 0 else Line(line.text, line.box, line.confidence, 0)


def _kind(lines: Sequence[Line], text: str, usual: float) -> ElementKind:
    words = len(text.split())
    height = median(boxes.height(line.box) for line in lines)
    large = usual > 0 and height >= LARGER * usual
    if large and len(lines) <= HEADING_LINES and words <= HEADING_WORDS:
        return K.HEADING
    return K.PARAGRAPH if len(lines) > 1 or words >= PARAGRAPH_WORDS else K.TEXT
