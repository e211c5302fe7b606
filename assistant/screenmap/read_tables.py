"""Tables that nobody tells: lines under each other whose words stand in the same columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from statistics import mean
from typing import TYPE_CHECKING

from assistant.core.findings import Box, Line, Origin
from assistant.screenmap import boxes
from assistant.screenmap.elements import Element, ElementKind
from assistant.screenmap.ink import Ink, inked_columns, lettered, shared_out

if TYPE_CHECKING:
    from PIL.Image import Image

K = ElementKind
FEWEST_ROWS, FEWEST_COLUMNS = 3, 2
MOST_WORDS = 4
"""Words of a cell on average; text in columns has more."""
GAP = 0.6
"""Space between columns, as part of a line's height; between words there is less."""
EVEN = 1.3
"""A step from row to row is at most this many times the one before, or the other way round."""

_Row = list[tuple[str, Box]]
"""Text and box of each cell."""


@dataclass(slots=True)
class Tables:
    """Tables with their cells, and the lines that are in none."""

    elements: list[Element] = field(default_factory=list)
    left: list[Line] = field(default_factory=list)


def read_tables(
    lines: Sequence[Line], image: Image, origin: tuple[int, int], first_id: int
) -> Tables:
    """Find them. `origin` is where the picture's corner is in the boxes' coordinates."""
    found = Tables()
    for _block, members in groupby(lines, key=lambda line: line.block):
        block = [(line, _cells(line, image, origin)) for line in members]
        for run in _runs(block):
            if _is_table([cells for _line, cells in run]):
                rows = [cells for _line, cells in run]
                found.elements += _elements(rows, first_id + len(found.elements), run)
            else:
                found.left += [line for line, _cells in run]
    return found


def _cells(line: Line, image: Image, origin: tuple[int, int]) -> _Row:
    """The line's words, parted where there is a wide gap."""
    inked = inked_columns(line.box, image, origin)
    spans = list(_spans(inked, GAP * boxes.height(line.box)))
    words = line.text.split()
    if not FEWEST_COLUMNS <= len(spans) <= len(words):
        return [(line.text, line.box)]
    shares = shared_out(words, [lettered(inked[start:end]) for start, end in spans])
    x0, y0, _x1, y1 = line.box
    return [
        (" ".join(share), (x0 + start, y0, x0 + end, y1))
        for (start, end), share in zip(spans, shares, strict=True)
        if share
    ]


def _spans(inked: Sequence[Ink], gap: float) -> Iterator[tuple[int, int]]:
    """Where there are letters, parted by wide gaps and by borders."""
    start = end = -1
    for x, ink in enumerate(inked):
        if start >= 0 and (ink is Ink.RULE or (ink is Ink.LETTERS and x - end > gap)):
            yield start, end
            start = -1
        if ink is Ink.LETTERS:
            start = x if start < 0 else start
            end = x + 1
    if start >= 0:
        yield start, end


def _runs(block: Sequence[tuple[Line, _Row]]) -> Iterator[list[tuple[Line, _Row]]]:
    """The block cut wherever the next line's columns or its distance are others."""
    run: list[tuple[Line, _Row]] = []
    for line, cells in block:
        if run and not _same_columns(run[-1][1], cells):
            yield run
            run = []
        if len(run) > 1:
            before, step = _step(run[-2][0], run[-1][0]), _step(run[-1][0], line)
            if step * EVEN < before:
                # The last one belongs to what follows.
                yield run[:-1]
                run = run[-1:]
            elif step > before * EVEN:
                yield run
                run = []
        run.append((line, cells))
    if run:
        yield run


def _step(upper: Line, lower: Line) -> int:
    return boxes.centre(lower.box)[1] - boxes.centre(upper.box)[1]


def _same_columns(one: _Row, other: _Row) -> bool:
    return len(one) == len(other) and all(
        min(a[2], b[2]) > max(a[0], b[0])
        for (_text, a), (_other, b) in zip(one, other, strict=True)
    )


def _is_table(rows: Sequence[_Row]) -> bool:
    if len(rows) < FEWEST_ROWS or len(rows[0]) < FEWEST_COLUMNS:
        return False
    downwards = all(b[0][1][1] > a[0][1][1] for a, b in pairwise(rows))
    words = mean(len(text.split()) for row in rows for text, _box in row)
    return downwards and words <= MOST_WORDS


def _has_headings(rows: Sequence[_Row]) -> bool:
    """Whether the first row has words only, and a column under it numbers only."""
    if any(any(map(str.isdigit, text)) for text, _box in rows[0]):
        return False
    columns = zip(*rows[1:], strict=True)
    return any(all(any(map(str.isdigit, text)) for text, _box in column) for column in columns)


def _elements(
    rows: Sequence[_Row], number: int, run: Sequence[tuple[Line, _Row]]
) -> Iterator[Element]:
    """The table, then its cells row by row."""
    confidence = min(line.confidence for line, _cells in run)
    around = rows[0][0][1]
    for row in rows:
        for _text, box in row:
            around = boxes.union(around, box)
    headings = _has_headings(rows)
    data = len(rows) - headings
    yield Element(
        kind=K.TABLE, box=around, source=Origin.READ, id=number, confidence=confidence,
        rows=data, columns=len(rows[0]),
    )  # fmt: skip
    own = number
    for place, row in enumerate(rows):
        for column, (text, box) in enumerate(row, 1):
            number += 1
            heading = headings and place == 0
            yield Element(
                kind=K.COLUMN_HEADER if heading else K.CELL,
                box=box,
                source=Origin.READ,
                id=number,
                parent=own,
                name=text,
                confidence=confidence,
                row=0 if heading else place + (not headings),
                column=column,
            )
