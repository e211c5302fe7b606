"""How a region follows its window: which edges it keeps its distance from."""

from __future__ import annotations

from enum import StrEnum

from assistant.core.geometry import Rect

MOST = 2 / 3
"""From this part of the window's width or height on, a region grows with the window."""


class Hold(StrEnum):
    """What stays the same in one direction when the window gets larger or smaller.

    START and END: the distance from the left or upper, or from the right or lower edge, and the
    size. BOTH: both distances. SHARE: nothing but the proportions.
    """

    START = "start"
    END = "end"
    BOTH = "both"
    SHARE = "share"


Extent = tuple[int, int]
"""First pixel or point, and how many."""


def hold_of(extent: Extent, whole: int) -> Hold:
    """How an extent of a window that is `whole` long most likely follows: by its nearest edge."""
    start, size = extent
    if size >= MOST * whole:
        return Hold.BOTH
    return Hold.START if start <= whole - start - size else Hold.END


def holds_of(rect: Rect, window: Rect) -> tuple[Hold, Hold]:
    """`hold_of` across and down, for a region of a window."""
    across = hold_of((rect.x - window.x, rect.width), window.width)
    return across, hold_of((rect.y - window.y, rect.height), window.height)


def followed(extent: Extent, before: int, now: int, hold: Hold) -> Extent:
    """The extent in a window that was `before` long and is `now`; its size is one at least."""
    start, size = extent
    match hold:
        case Hold.START:
            return start, size
        case Hold.END:
            return start + now - before, size
        case Hold.BOTH:
            return start, max(1, size + now - before)
        case Hold.SHARE:
            first = round(start * now / before)
            return first, max(1, round((start + size) * now / before) - first)


def follow(rect: Rect, before: Rect, now: Rect, holds: tuple[Hold, Hold]) -> Rect:
    """Where a region of a window is after the window was moved or sized."""
    x, width = followed((rect.x - before.x, rect.width), before.width, now.width, holds[0])
    y, height = followed((rect.y - before.y, rect.height), before.height, now.height, holds[1])
    return Rect(now.x + x, now.y + y, width, height)
