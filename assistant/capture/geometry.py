"""Which monitor, which pixels: the arithmetic of desktops with several monitors and scales."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import reduce

from assistant.capture.base import Monitor
from assistant.core.geometry import Rect, around


def bounds(monitors: Sequence[Monitor]) -> Rect:
    """The smallest rectangle that holds every monitor."""
    return reduce(Rect.union, (monitor.rect for monitor in monitors))


def clip(rect: Rect, monitors: Sequence[Monitor]) -> Rect:
    """The part of `rect` that monitors show.

    The smallest rectangle around the parts on each monitor, so that the gap beside a smaller
    monitor is cut away where it can be; `is_empty` where no monitor shows any of it.
    """
    parts = [rect.intersection(monitor.rect) for monitor in monitors]
    seen = [part for part in parts if not part.is_empty]
    return reduce(Rect.union, seen) if seen else Rect(rect.x, rect.y, 0, 0)


def primary(monitors: Sequence[Monitor]) -> Monitor:
    """The primary monitor, or the first where the platform names none."""
    return next((monitor for monitor in monitors if monitor.primary), monitors[0])


def monitor_of_rect(rect: Rect, monitors: Sequence[Monitor]) -> Monitor:
    """The monitor that shows most of `rect`; the nearest one where none shows any."""
    best = max(monitors, key=lambda monitor: rect.intersection(monitor.rect).area)
    if rect.intersection(best.rect).is_empty:
        return monitor_at(*rect.center, monitors)
    return best


def monitor_at(x: int, y: int, monitors: Sequence[Monitor]) -> Monitor:
    """The monitor that shows the pixel (x, y), or else the nearest one."""
    return min(monitors, key=lambda monitor: _distance(x, y, monitor.rect))


def _distance(x: int, y: int, rect: Rect) -> float:
    dx = max(rect.x - x, 0, x - (rect.right - 1))
    dy = max(rect.y - y, 0, y - (rect.bottom - 1))
    return math.hypot(dx, dy)


def area_around(x: int, y: int, size: tuple[int, int], monitors: Sequence[Monitor]) -> Rect:
    """The area of `size` points around (x, y), kept on the one monitor that shows that place."""
    monitor = monitor_at(x, y, monitors)
    width, height = (round(points * monitor.scale) for points in size)
    return around(x, y, width, height, monitor.rect)


def scaled(rect: Rect, factor: float) -> Rect:
    """The rectangle with both its corners multiplied by `factor` and rounded to whole pixels.

    Corners, not sizes, so that rectangles that touch still touch afterwards.
    """
    x, y = round(rect.x * factor), round(rect.y * factor)
    return Rect(x, y, round(rect.right * factor) - x, round(rect.bottom * factor) - y)
