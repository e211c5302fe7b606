"""Finds the lines of text on a picture of a screen, without a network.

Text is what changes brightness in small pieces that stand side by side. The strokes are found by
local contrast, joined to glyphs (connected components), and the glyphs to lines: each glyph's
middle rows are stretched sideways in proportion to its height, and what then touches is a line.
Nothing depends on where on the page a line is, so a scrolled line gets the same box.

Lengths are in points: pixels at 96 dpi; `scale` is pixels per point.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Gray = NDArray[np.uint8]
"""Height x width, brightness."""
Boxes = NDArray[np.int32]
"""n x 4: x0, y0, x1, y1, half-open, pixels."""

CONTRAST = 24
"""Least step in brightness (of 255) between neighbouring pixels that counts as an edge."""
RULE_ACROSS, RULE_DOWN = 32, 40
EVEN = 8
"""Edges along which brightness changes by at most `EVEN` a pixel over these lengths are frames,
table rules and underlines, not text."""
GLYPH_LOW, GLYPH_HIGH = 4, 70
"""Height of a glyph; lower pieces are marks (dots, dashes, commas) that cannot begin a line."""
MARK_WIDE = 32
CORE_TOP, CORE_BOTTOM = 0.22, 0.78
"""Part of a glyph's height that joins it to its neighbours: lines above and below stay apart."""
REACH = 0.62
"""How far a glyph reaches to each side, as part of its height: less than half a word gap more."""
REACH_LOW, REACH_HIGH = 7, 40
"""Heights between which that part is taken."""
SMALL_LINE, LOWER = 14, 1.6
"""A lone piece below this height is a mark of a line that is higher by this factor."""
LINE_LOW, LINE_SHORT = 5, 3
"""Least height and width of a line."""
SEGMENT_GAP = 0.9
"""Pieces on one row are one line when the gap between them is below this part of their height."""
LETTERS, LETTER_LOW, LETTER_HIGH = 8, 6, 10
"""An unknown scale is taken from at least so many letters of at least that height (pixels), whose
lower quartile, the height of most small letters, is usually the last (points)."""
SCALES = (0.75, 4.0)
USUAL_SCALES = (0.8, 1.3)
"""Least and greatest scale believed, and those that are taken as 1."""
SHRINK_FROM = 1.5
"""From this scale on, lines are looked for on a smaller picture."""
BLANK_ROW = 0.06
"""Rows with less than this part of the fullest row's ink separate two lines that stuck together."""


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Connected pieces of edge: boxes, and which are glyphs, which are marks."""

    boxes: Boxes
    glyphs: NDArray[np.bool_]
    marks: NDArray[np.bool_]


def find_lines(gray: Gray, scale: float = 1.0) -> Boxes:
    """Return the tight boxes of the lines of text, in no order."""
    if scale >= SHRINK_FROM:
        return _found_smaller(gray, scale)
    edges = _edges(gray, scale)
    pieces = _pieces(edges, scale)
    glyphs = pieces.boxes[pieces.glyphs]
    if not len(glyphs):
        return np.empty((0, 4), np.int32)
    lines = _join_glyphs(glyphs, gray.shape, scale)
    lines = _join_segments(_join_marks(lines, pieces.boxes[pieces.marks], scale))
    return lines[~_mostly_inside(lines)]


def _found_smaller(gray: Gray, scale: float) -> Boxes:
    """Look at one pixel a point: as good, and the cost goes with the number of pixels."""
    height, width = gray.shape
    size = max(1, round(width / scale)), max(1, round(height / scale))
    lines = find_lines(np.asarray(cv2.resize(gray, size, interpolation=cv2.INTER_AREA), np.uint8))
    ratio = np.array([width / size[0], height / size[1]] * 2)
    return np.asarray(np.round(lines * ratio), np.int32)


def estimated_scale(gray: Gray) -> float:
    """Estimate pixels per point from the heights of what looks like letters; 1 if unknown."""
    boxes = _pieces(_edges(gray, 1.0), 1.0).boxes
    width, height = (boxes[:, 2:] - boxes[:, :2]).T
    likely = (height >= LETTER_LOW) & (width <= 2 * height) & (height <= 6 * width)
    if likely.sum() < LETTERS:
        return 1.0
    scale = float(np.clip(np.percentile(height[likely], 25) / LETTER_HIGH, *SCALES))
    return 1.0 if USUAL_SCALES[0] <= scale <= USUAL_SCALES[1] else scale


def _edges(gray: Gray, scale: float) -> Gray:
    """Mark (1) where brightness changes, except along straight rules."""
    across, down = (
        cv2.morphologyEx(gray, cv2.MORPH_GRADIENT, np.ones(kernel, np.uint8))
        for kernel in ((1, 2), (2, 1))
    )
    gradient = cv2.morphologyEx(gray, cv2.MORPH_GRADIENT, np.ones((2, 2), np.uint8))
    _, edges = cv2.threshold(gradient, CONTRAST, 1, cv2.THRESH_BINARY)
    for along, kernel in (
        (across, (1, round(RULE_ACROSS * scale))),
        (down, (round(RULE_DOWN * scale), 1)),
    ):
        _, even = cv2.threshold(along, EVEN, 1, cv2.THRESH_BINARY_INV)
        straight = cv2.bitwise_and(edges, even)
        rules = cv2.morphologyEx(straight, cv2.MORPH_OPEN, np.ones(kernel, np.uint8))
        edges = cv2.subtract(edges, rules)
    return np.asarray(edges, np.uint8)


def _pieces(edges: Gray, scale: float) -> _Pieces:
    """Sort connected pieces by their shape."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(edges, connectivity=8, ltype=cv2.CV_32S)
    left, top, width, height, ink = stats[1:].T
    boxes = np.stack([left, top, left + width, top + height], axis=1).astype(np.int32)
    dense = ink / (width * height)
    rule = (
        ((height <= 3 * scale) & (width > 14 * scale))
        | ((width <= 3 * scale) & (height > 26 * scale))
        | ((width > 10 * height) & (height <= 5 * scale))
    )
    frame = ((dense < 0.22) & (width > 30 * scale) & (height > 12 * scale)) | (
        (dense < 0.30) & (width > 60 * scale) & (height > 22 * scale)
    )
    glyphs = ~(rule | frame) & (height >= GLYPH_LOW * scale) & (height <= GLYPH_HIGH * scale)
    glyphs &= width <= 60 * height
    marks = (height < GLYPH_LOW * scale) & (width <= MARK_WIDE * scale)
    return _Pieces(boxes, glyphs, marks)


def _join_glyphs(glyphs: Boxes, shape: tuple[int, ...], scale: float) -> Boxes:
    """Join glyphs whose stretched cores touch."""
    height, width = shape[:2]
    tall = glyphs[:, 3] - glyphs[:, 1]
    reach = REACH * np.clip(tall, REACH_LOW * scale, REACH_HIGH * scale)
    left = np.clip(glyphs[:, 0] - reach, 0, width).astype(np.int32)
    right = np.clip(glyphs[:, 2] + reach, 0, width - 1).astype(np.int32) + 1
    top = np.floor(glyphs[:, 1] + CORE_TOP * tall).astype(np.int32)
    bottom = np.maximum(top + 1, np.ceil(glyphs[:, 1] + CORE_BOTTOM * tall).astype(np.int32))
    mask = np.zeros((height, width), np.uint8)
    for x0, y0, x1, y1 in zip(
        left.tolist(), top.tolist(), right.tolist(), bottom.tolist(), strict=True
    ):
        mask[y0:y1, x0:x1] = 1
    count, labels = cv2.connectedComponents(mask, connectivity=4, ltype=cv2.CV_32S)
    middle = (glyphs[:, :2] + glyphs[:, 2:]) // 2
    label = labels[
        np.minimum(np.clip(middle[:, 1], top, bottom - 1), height - 1),
        np.minimum(middle[:, 0], width - 1),
    ]
    cores = np.stack([top, bottom], axis=1)
    return _split_stuck(glyphs, cores, _grouped(label, count), scale)


def _grouped(label: NDArray[Any], count: int) -> list[NDArray[np.intp]]:
    """Return the members of each label that has any."""
    order = np.argsort(label, kind="stable")
    bounds = np.searchsorted(label[order], np.arange(count + 1))
    return [order[a:b] for a, b in pairwise(bounds) if b > a]


def _split_stuck(
    glyphs: Boxes, cores: NDArray[np.int32], groups: list[NDArray[np.intp]], scale: float
) -> Boxes:
    """Return one box a group, or several where its glyphs lie in several bands of rows."""
    lines: list[NDArray[np.int32]] = []
    for group in groups:
        members = glyphs[group]
        box = _hull(members)
        typical = np.median(members[:, 3] - members[:, 1])
        if len(group) < 4 or box[3] - box[1] <= 2.3 * typical + 4 * scale:
            lines.append(box)
            continue
        bands = _bands(members, cores[group], box)
        # What crosses two bands (a bar at a quotation's side, a large initial) belongs to none.
        crossed = (members[:, 1, None] < bands) & (bands < members[:, 3, None])
        members = members[crossed.sum(axis=1) <= 1]
        middle = (members[:, 1] + members[:, 3]) / 2
        nearest = np.abs(middle[:, None] - bands).argmin(axis=1)
        lines.extend(_hull(members[nearest == band]) for band in np.unique(nearest))
    return np.array(lines, np.int32)


def _bands(members: Boxes, cores: NDArray[np.int32], box: NDArray[np.int32]) -> NDArray[Any]:
    """Return the middle rows of the bands that glyphs' cores fill; at least one."""
    step = np.zeros(box[3] - box[1] + 1)
    width = members[:, 2] - members[:, 0]
    np.add.at(step, cores[:, 0] - box[1], width)
    np.add.at(step, np.minimum(cores[:, 1] - box[1], len(step) - 1), -width)
    ink = np.cumsum(step)
    filled = np.concatenate([[False], ink > BLANK_ROW * ink.max(), [False]])
    changes = np.flatnonzero(filled[1:] != filled[:-1])
    return np.asarray((changes[::2] + changes[1::2]) / 2 + box[1])


def _join_marks(lines: Boxes, marks: Boxes, scale: float) -> Boxes:
    """Give each mark (dash, dot, comma, accent) to the line beside it in whose band it lies.

    Of large letters, the marks are as large as small letters and were taken for lines: those
    that find a line much higher than they are join it, the others stay lines if large enough.
    """
    width, height = (lines[:, 2:] - lines[:, :2]).T
    small = (height < SMALL_LINE * scale) & (width <= MARK_WIDE * scale)
    lone = np.concatenate([np.zeros(len(marks), np.bool_), np.ones(small.sum(), np.bool_)])
    marks, lines = np.concatenate([marks, lines[small]]), lines[~small].copy()
    middle = (marks[:, 1] + marks[:, 3]) / 2
    # A row of marks ("...") joins one after the other: each round the line reaches further.
    for _ in range(4):
        if not len(marks) or not len(lines):
            break
        high = lines[:, 3] - lines[:, 1]
        away = np.maximum(
            lines[None, :, 0] - marks[:, None, 2], marks[:, None, 0] - lines[None, :, 2]
        ).clip(0)
        near = (away < 0.7 * high) & (middle[:, None] > lines[:, 1] - 0.3 * high)
        near &= middle[:, None] < lines[:, 3] + 0.2 * high
        near &= (marks[:, 3] - marks[:, 1])[:, None] * LOWER < high
        found = np.flatnonzero(near.any(axis=1))
        line = np.where(near[found], away[found], np.inf).argmin(axis=1)
        np.minimum.at(lines[:, :2], line, marks[found, :2])
        np.maximum.at(lines[:, 2:], line, marks[found, 2:])
        marks, middle, lone = (np.delete(left, found, axis=0) for left in (marks, middle, lone))
    lines = np.concatenate([lines, marks[lone]])
    width, height = (lines[:, 2:] - lines[:, :2]).T
    return np.asarray(lines[(height >= LINE_LOW * scale) & (width >= LINE_SHORT * scale)])


def _join_segments(lines: Boxes) -> Boxes:
    """Join pieces of one row that stand close, from left to right."""
    joined = np.empty_like(lines)
    count = 0
    for box in lines[np.argsort(lines[:, 0], kind="stable")]:
        so_far = joined[:count]
        high = so_far[:, 3] - so_far[:, 1]
        own = box[3] - box[1]
        low, tall = np.minimum(high, own), np.maximum(high, own)
        overlap = np.minimum(so_far[:, 3], box[3]) - np.maximum(so_far[:, 1], box[1])
        gap = box[0] - so_far[:, 2]
        fits = (overlap > 0.6 * low) & (gap > -0.5 * low) & (gap < SEGMENT_GAP * tall)
        fits &= tall < 2.6 * low + 4
        if fits.any():
            best = int(np.where(fits, gap, np.iinfo(np.int32).max).argmin())
            joined[best] = _hull(np.stack([joined[best], box]))
        else:
            joined[count] = box
            count += 1
    return joined[:count]


def _mostly_inside(lines: Boxes) -> NDArray[np.bool_]:
    """Which boxes lie in a larger one for more than 60 %: parts of icons, lone accents."""
    corner = np.minimum(lines[:, None, 2:], lines[None, :, 2:]) - np.maximum(
        lines[:, None, :2], lines[None, :, :2]
    )
    common = corner.clip(0).prod(axis=2)
    area = (lines[:, 2:] - lines[:, :2]).prod(axis=1)
    result = (common > 0.6 * area[:, None]) & (area[None, :] > area[:, None])
    return np.asarray(result.any(axis=1), np.bool_)


def _hull(boxes: Boxes) -> NDArray[np.int32]:
    return np.asarray(
        np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)]), np.int32
    )
