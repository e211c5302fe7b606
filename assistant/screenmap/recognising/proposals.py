"""Proposes where controls may be: regions that are even inside, and pieces of edge.

Many and cheap; the control network chooses. Letters are dropped by the lines of text that they lie
in. Painting the lines over instead loses a fifth of the controls: a line's box often takes in the
check box before it, or the whole of a small button.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor

import cv2
import numpy as np
from numpy.typing import NDArray

from assistant.screenmap.recognising.crops import Boxes, Pixels

Gradient = NDArray[np.uint8]
"""Height x width: the greatest change of a colour to the next pixel."""

EVEN = (2, 5, 14)
"""Regions without a change above these (of 255) are even: grounds, frames' insides, tracks."""
EDGES: tuple[tuple[int, int, int], ...] = (
    (8, 1, 1),
    (30, 1, 1),
    (30, 3, 3),
    (12, 5, 3),
    (30, 9, 3),
    (30, 5, 5),
    (30, 9, 9),
)
"""Edges above a change, with gaps of that width and height closed: icons, frames, pictures."""
LEAST_SIDE = 7
FILLED = 0.25
"""Part of its box that an even region fills."""
PAGE_WIDE, PAGE_HIGH, TALLEST_EDGES = 0.97, 0.4, 0.7
"""Regions as wide as this and as high as this, parts of the picture, are grounds, not controls."""
TEXT_LOW, TEXT_HIGH, TEXT_LONG = 8, 40, 24
"""Height (pixels) and greatest width (in heights) of a line that may stand on a flat button."""
PADDINGS = ((0.7, 0.5), (1.3, 0.75), (1.8, 1.0))
"""What such a button, or a tab, leaves around its text, in heights of the line."""
IN_LINE = 2
"""Pixels by which a box in a line of text may stand out of it."""
INSIDE_LOW, PIECE_LOW = 0.5, 0.5
"""Even regions and pieces of edge in a line lower than this part of it are parts of letters."""
LETTER = 12
"""Of lines with something tall in them, this counts instead: the height of most letters, pixels."""
OUTSTANDING_SIDE, OUTSTANDING_ASPECT = 9, 2.6
"""Least side (pixels) and greatest aspect of a piece in a line of text that may be no letter."""
ALIKE = 0.12
"""Proposals closer than this part of their shorter side are one."""


def gradients(pixels: Pixels) -> tuple[Gradient, Gradient]:
    """Return the change to the next pixel on the right, and to the one below."""
    across, down = np.zeros(pixels.shape[:2], np.uint8), np.zeros(pixels.shape[:2], np.uint8)
    change = cv2.absdiff(pixels[:, 1:], pixels[:, :-1])
    across[:, :-1] = cv2.max(cv2.max(change[..., 0], change[..., 1]), change[..., 2])
    change = cv2.absdiff(pixels[1:], pixels[:-1])
    down[:-1] = cv2.max(cv2.max(change[..., 0], change[..., 1]), change[..., 2])
    return across, down


def proposals(pixels: Pixels, lines: Boxes, pool: Executor | None = None) -> Boxes:
    """Return boxes that may be controls, in no order; `lines` are those of the text."""
    height, width = pixels.shape[:2]
    across, down = gradients(pixels)
    change = np.asarray(cv2.max(across, down), np.uint8)
    before = cv2.max(_shifted(across, 1), _shifted(down, 0))
    spread = np.asarray(cv2.max(change, before), np.uint8)
    # One call for each map: OpenCV lets other threads run meanwhile.
    run = map if pool is None else pool.map
    even = run(lambda least: _even(spread, least), EVEN)
    pieces = run(lambda parts: _pieces(change, *parts), EDGES)
    insides = np.concatenate(list(even)).astype(np.float32)
    edges = np.concatenate(list(pieces)).astype(np.float32)
    insides = insides[~_in_lines(insides, lines, INSIDE_LOW)]
    outstanding = _outstanding(edges)
    edges = edges[
        ~_in_lines(edges, lines, np.inf) | (outstanding & ~_in_lines(edges, lines, PIECE_LOW))
    ]
    boxes = np.concatenate([insides, edges, *_around(lines)])
    boxes[:, 0::2] = boxes[:, 0::2].clip(0, width)
    boxes[:, 1::2] = boxes[:, 1::2].clip(0, height)
    return _distinct(boxes)


def _in_lines(boxes: Boxes, lines: Boxes, lower: float) -> NDArray[np.bool_]:
    """Which boxes lie in a line of text and are lower than that part of its height."""
    result = np.zeros(len(boxes), np.bool_)
    high = boxes[:, 3] - boxes[:, 1]
    # Few lines stand in the rows of a box: by columns of one line is faster than all with all.
    order = np.argsort(boxes[:, 1], kind="stable")
    tops = boxes[order, 1]
    for x0, y0, x1, y1 in lines.tolist():
        least = lower if lower == np.inf else min(lower * (y1 - y0), LETTER)
        first, last = np.searchsorted(tops, (y0 - IN_LINE, y1))
        near = order[first:last]
        inside = (boxes[near, 0] >= x0 - IN_LINE) & (boxes[near, 2] <= x1 + IN_LINE)
        inside &= (boxes[near, 3] <= y1 + IN_LINE) & (high[near] < least)
        result[near[inside]] = True
    return result


def _outstanding(boxes: Boxes) -> NDArray[np.bool_]:
    """Which boxes may be an icon or a check box in a line of text, rather than a letter or word."""
    wide, high = (boxes[:, 2:] - boxes[:, :2]).T
    result = (np.minimum(wide, high) >= OUTSTANDING_SIDE) & (wide < OUTSTANDING_ASPECT * high)
    return np.asarray(result & (wide * OUTSTANDING_ASPECT > high))


def _shifted(change: Gradient, axis: int) -> Gradient:
    """Return the change from the pixel before."""
    result = np.zeros_like(change)
    if axis:
        result[:, 1:] = change[:, :-1]
    else:
        result[1:] = change[:-1]
    return result


def _even(spread: Gradient, least: int) -> NDArray[np.int32]:
    """Return the boxes of even regions, with the edge around them."""
    height, width = spread.shape
    even = cv2.threshold(spread, least, 1, cv2.THRESH_BINARY_INV)[1]
    stats = cv2.connectedComponentsWithStats(even, connectivity=4)[2][1:]
    wide, high, area = stats[:, 2], stats[:, 3], stats[:, 4]
    keep = (wide >= LEAST_SIDE) & (high >= LEAST_SIDE) & (area >= FILLED * wide * high)
    keep &= ~((wide > width * PAGE_WIDE) & (high > height * PAGE_HIGH))
    x, y, wide, high = stats[keep, :4].T
    return np.stack([x - 2, y - 2, x + wide + 1, y + high + 1], axis=1)


def _pieces(change: Gradient, least: int, across: int, down: int) -> NDArray[np.int32]:
    """Return the boxes of connected edges."""
    height, width = change.shape
    edges = cv2.threshold(change, least, 1, cv2.THRESH_BINARY)[1]
    if across > 1:
        edges = cv2.morphologyEx(edges, cv2.MORPH_CLOSE, np.ones((down, across), np.uint8))
    stats = cv2.connectedComponentsWithStats(edges, connectivity=8)[2][1:]
    wide, high = stats[:, 2], stats[:, 3]
    keep = (wide >= LEAST_SIDE) & (high >= LEAST_SIDE) & (high < height * TALLEST_EDGES)
    keep &= ~((wide > width * PAGE_WIDE) & (high > height * PAGE_HIGH))
    x, y, wide, high = stats[keep, :4].T
    return np.stack([x, y, x + wide + 1, y + high + 1], axis=1)


def _around(lines: Boxes) -> Iterator[Boxes]:
    """Yield what flat buttons and tabs around lines of text may be."""
    wide, high = lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1]
    labels = lines[(high >= TEXT_LOW) & (high <= TEXT_HIGH) & (wide < TEXT_LONG * high)]
    high = labels[:, 3:] - labels[:, 1:2]
    for across, down in PADDINGS:
        yield labels + high * np.array([-across, -down, across, down], np.float32)


def _distinct(boxes: Boxes) -> Boxes:
    """Return one of those that are nearly the same."""
    side = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    cells = np.round(boxes / np.maximum(2.0, side * ALIKE)[:, None]).astype(np.int64)
    keys = cells @ np.array([1, 1 << 15, 1 << 30, 1 << 45], np.int64)
    return boxes[np.unique(keys, return_index=True)[1]]


def overlaps(first: Boxes, second: Boxes) -> NDArray[np.float32]:
    """Return the intersection over union of each with each: n x m."""
    corner = np.minimum(first[:, None, 2:], second[None, :, 2:])
    sides = (corner - np.maximum(first[:, None, :2], second[None, :, :2])).clip(0)
    common = sides[..., 0] * sides[..., 1]
    areas = [np.prod(boxes[:, 2:] - boxes[:, :2], axis=1) for boxes in (first, second)]
    whole = areas[0][:, None] + areas[1][None] - common
    return np.asarray(common / np.maximum(whole, 1e-6), np.float32)
