"""Rectangles on the desktop, in physical pixels."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rect:
    """A half-open rectangle `[x, x + width) x [y, y + height)`.

    Pixels are physical. The desktop's origin is the primary monitor's upper left corner, so a
    monitor left of it or above it has negative coordinates.
    """

    x: int
    y: int
    width: int
    height: int

    @classmethod
    def of_box(cls, box: tuple[int, int, int, int]) -> Rect:
        """The rectangle of a box (x0, y0, x1, y1), half-open."""
        x0, y0, x1, y1 = box
        return cls(x0, y0, x1 - x0, y1 - y0)

    @property
    def box(self) -> tuple[int, int, int, int]:
        """As (x0, y0, x1, y1), half-open."""
        return self.x, self.y, self.right, self.bottom

    @property
    def right(self) -> int:
        """First column to the right of the rectangle."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """First row below the rectangle."""
        return self.y + self.height

    @property
    def center(self) -> tuple[int, int]:
        """The middle pixel, (x, y)."""
        return self.x + self.width // 2, self.y + self.height // 2

    @property
    def is_empty(self) -> bool:
        """Whether no pixel lies in the rectangle."""
        return self.width <= 0 or self.height <= 0

    @property
    def area(self) -> int:
        """Number of pixels."""
        return 0 if self.is_empty else self.width * self.height

    def contains(self, x: int, y: int) -> bool:
        """Whether the pixel (x, y) lies in the rectangle."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def intersection(self, other: Rect) -> Rect:
        """The common part; `is_empty` where there is none."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        return Rect(x, y, min(self.right, other.right) - x, min(self.bottom, other.bottom) - y)

    def union(self, other: Rect) -> Rect:
        """The smallest rectangle that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def overlap(self, other: Rect) -> float:
        """Intersection over union, 0 to 1."""
        common = self.intersection(other).area
        return common / max(1, self.area + other.area - common)

    def moved(self, dx: int, dy: int) -> Rect:
        """The same rectangle, shifted by (dx, dy) pixels."""
        return Rect(self.x + dx, self.y + dy, self.width, self.height)


def around(x: int, y: int, width: int, height: int, bounds: Rect) -> Rect:
    """A rectangle centred on (x, y), shifted to lie in `bounds` and clipped to it."""
    width, height = min(width, bounds.width), min(height, bounds.height)
    left = min(max(x - width // 2, bounds.x), bounds.right - width)
    top = min(max(y - height // 2, bounds.y), bounds.bottom - height)
    return Rect(left, top, width, height)
