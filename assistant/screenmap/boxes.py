"""Arithmetic of boxes, `(x0, y0, x1, y1)` half-open."""

from __future__ import annotations

from assistant.core.findings import Box


def area(box: Box) -> int:
    """Pixels in it."""
    return max(0, box[2] - box[0]) * max(0, box[3] - box[1])


def common(one: Box, other: Box) -> Box:
    """The part that both cover; of area 0 where there is none."""
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def union(one: Box, other: Box) -> Box:
    """The smallest box that holds both."""
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def covered(box: Box, by: Box) -> float:
    """The part of `box` that lies in `by`, 0 to 1."""
    return area(common(box, by)) / max(1, area(box))


def overlap(one: Box, other: Box) -> float:
    """Intersection over union, 0 to 1."""
    shared = area(common(one, other))
    return shared / max(1, area(one) + area(other) - shared)


def centre(box: Box) -> tuple[int, int]:
    """Its middle."""
    return (box[0] + box[2]) // 2, (box[1] + box[3]) // 2


def holds(box: Box, point: tuple[int, int]) -> bool:
    """Whether a point is in it."""
    return box[0] <= point[0] < box[2] and box[1] <= point[1] < box[3]


def height(box: Box) -> int:
    """Pixels from top to bottom."""
    return box[3] - box[1]


def width(box: Box) -> int:
    """Pixels from left to right."""
    return box[2] - box[0]


def same_row(one: Box, other: Box) -> bool:
    """Whether at least half of the lower one's height is beside the other."""
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared * 2 >= min(height(one), height(other)) > 0


def same_column(one: Box, other: Box) -> bool:
    """Whether at least half of the narrower one's width is above or below the other."""
    shared = min(one[2], other[2]) - max(one[0], other[0])
    return shared * 2 >= min(width(one), width(other)) > 0


def distance(one: Box, other: Box) -> int:
    """Pixels between their edges, across plus down; 0 where they touch."""
    across = max(0, one[0] - other[2], other[0] - one[2])
    down = max(0, one[1] - other[3], other[1] - one[3])
    return across + down


def moved(box: Box, dx: int, dy: int) -> Box:
    """The box, shifted."""
    return box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy
