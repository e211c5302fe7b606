"""Puts lines in the order in which a person reads them, and finds the paragraphs.

Pages of several columns are cut recursively along their widest white gaps (the XY-cut of Nagy and
Seth, 1984). On other pages, lines are first clustered to blocks and the blocks are cut the same
way, which keeps lists, captions and menus together. The page itself says which of the two fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Boxes = NDArray[np.int32]
"""n x 4: x0, y0, x1, y1."""
Indices = list[int]

SAME_ROW = 0.5
"""Two lines are on one row when they overlap for this part of the lower one's height."""
COLUMN_ROWS = 12
"""A page has columns when at least this many of its rows hold two lines or more."""
GUTTER = 1.1
"""Least width of white between columns, in typical line heights."""
COLUMN_LINES = 3
"""Both sides of a gutter must have this many rows, or they are a label and its value."""
NEAR_BELOW = 1.6
"""Lines join a block when the white between them is at most this many typical heights."""
NEAR_BESIDE = 2.2
PARAGRAPH_GAP = 0.9
"""White above a paragraph, in heights of its lines, is larger than this."""
LONG_WORD = 9.0
"""A line that leaves more heights than this free on its right ended its paragraph."""


def reading_order(boxes: Boxes) -> Indices:
    """Return the indices of the lines in reading order."""
    if len(boxes) <= 1:
        return list(range(len(boxes)))
    return _cut(boxes) if _has_columns(boxes) else _by_blocks(boxes)


def paragraphs(boxes: Boxes) -> list[int]:
    """Number the paragraphs of lines that are in reading order: one number a line, from 0."""
    numbers: list[int] = []
    start = 0
    for index, box in enumerate(boxes):
        if index and not _continues(boxes[start:index], box):
            start = index
        numbers.append(numbers[-1] + (start == index) if numbers else 0)
    return numbers


def _continues(paragraph: Boxes, box: NDArray[np.int32]) -> bool:
    above = paragraph[-1]
    high, own = int(above[3] - above[1]), int(box[3] - box[1])
    white = int(box[1] - above[3])
    if max(high, own) > 1.5 * min(high, own) + 2 or not -0.5 * own < white:
        return False
    left, right = int(paragraph[:, 0].min()), int(paragraph[:, 2].max())
    free = max(right, int(box[2])) - int(above[2])
    overlap = min(right, int(box[2])) - max(left, int(box[0]))
    return bool(
        white <= PARAGRAPH_GAP * max(high, own)
        and free <= LONG_WORD * high
        and overlap > 0.3 * min(right - left, int(box[2] - box[0]))
    )


def _typical_height(boxes: Boxes) -> float:
    return float(np.median(boxes[:, 3] - boxes[:, 1]))


def _has_columns(boxes: Boxes) -> bool:
    rows = _rows(boxes, range(len(boxes)))
    return sum(len(row) > 1 for row in rows) >= COLUMN_ROWS


def _rows(boxes: Boxes, members: Sequence[int]) -> list[Indices]:
    """Group lines side by side, rows from the top, each from the left."""
    low = SAME_ROW * _typical_height(boxes[list(members)])
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    rows: list[Indices] = []
    first = 0.0
    for index in sorted(members, key=lambda k: float(middle[k])):
        if rows and middle[index] - first < low:
            rows[-1].append(index)
        else:
            rows.append([index])
            first = float(middle[index])
    return [sorted(row, key=lambda k: int(boxes[k, 0])) for row in rows]


def _cut(boxes: Boxes, members: Indices | None = None) -> Indices:
    """XY-cut: split along the best white gap and order the parts."""
    members = list(range(len(boxes))) if members is None else members
    if len(members) <= 1:
        return members
    part = boxes[members]
    centre = (part[:, :2] + part[:, 2:]) / 2
    gutters = _gaps(part[:, 0], part[:, 2])
    whites = _gaps(part[:, 1], part[:, 3])
    white = whites[0][0] if whites else 0.0
    least = max(GUTTER * _typical_height(part), 0.9 * white)
    for width, x in gutters:
        columns = centre[:, 0] < x
        if width > least and (not whites or _both_have_rows(boxes, members, columns)):
            return _cut_both(boxes, members, columns)
    if whites:
        return _cut_both(boxes, members, centre[:, 1] < whites[0][1])
    if gutters:
        return _cut_both(boxes, members, centre[:, 0] < gutters[0][1])
    return [k for row in _rows(boxes, members) for k in row]


def _cut_both(boxes: Boxes, members: Indices, before: NDArray[np.bool_]) -> Indices:
    ids = np.array(members)
    return _cut(boxes, ids[before].tolist()) + _cut(boxes, ids[~before].tolist())


def _gaps(low: NDArray[Any], high: NDArray[Any]) -> list[tuple[float, float]]:
    """Return width and middle of each gap that no interval covers, widest first."""
    order = np.argsort(low, kind="stable")
    start = low[order][1:].astype(float)
    end = np.maximum.accumulate(high[order])[:-1].astype(float)
    free = start > end
    found = zip((start - end)[free].tolist(), ((start + end) / 2)[free].tolist(), strict=True)
    return sorted(found, reverse=True)


def _both_have_rows(boxes: Boxes, members: Indices, columns: NDArray[np.bool_]) -> bool:
    ids = np.array(members)
    return all(
        len(_rows(boxes, ids[side].tolist())) >= COLUMN_LINES for side in (columns, ~columns)
    )


def _by_blocks(boxes: Boxes) -> Indices:
    """Cluster neighbouring lines, order the clusters by XY-cut and each by its rows."""
    blocks = _clusters(_neighbours(boxes))
    hulls = np.array(
        [[*boxes[block, :2].min(axis=0), *boxes[block, 2:].max(axis=0)] for block in blocks],
        np.int32,
    )
    return [k for block in _cut(hulls) for row in _rows(boxes, blocks[block]) for k in row]


def _neighbours(boxes: Boxes) -> NDArray[np.bool_]:
    """Which lines touch which: one below the other, or side by side with little between."""
    typical = _typical_height(boxes)
    size = boxes[:, 2:] - boxes[:, :2]
    common = np.minimum(boxes[:, None, 2:], boxes[None, :, 2:]) - np.maximum(
        boxes[:, None, :2], boxes[None, :, :2]
    )
    low = np.minimum(size[:, None], size[None, :])
    stacked = (common[..., 0] > 0.3 * low[..., 0]) & (common[..., 1] > -NEAR_BELOW * typical)
    beside = (common[..., 1] > SAME_ROW * low[..., 1]) & (common[..., 0] > -NEAR_BESIDE * typical)
    return np.asarray(stacked | beside, np.bool_)


def _clusters(touch: NDArray[np.bool_]) -> list[Indices]:
    """Return the connected groups of a symmetric relation."""
    left = set(range(len(touch)))
    groups: list[Indices] = []
    while left:
        group: Indices = []
        ahead = [min(left)]
        left.remove(ahead[0])
        while ahead:
            index = ahead.pop()
            group.append(index)
            found = [k for k in np.flatnonzero(touch[index]).tolist() if k in left]
            left.difference_update(found)
            ahead.extend(found)
        groups.append(sorted(group))
    return groups
