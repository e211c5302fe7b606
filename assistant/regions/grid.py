"""A rectangle cut into three columns and three rows, again and again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.core.geometry import Rect
from assistant.core.places import Cell

SMALLEST = 8
"""Pixels; nothing can be read on less."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One cell of `area` cut into `3 ** depth` columns and as many rows; depth 0 is all of it.

    Cells of one depth touch and cover the area exactly, so their sizes differ by a pixel at most.
    """

    area: Rect
    depth: int = 0
    column: int = 0
    row: int = 0

    @property
    def rect(self) -> Rect:
        """Where the cell is."""
        area, count = self.area, 3**self.depth
        left = area.x + area.width * self.column // count
        top = area.y + area.height * self.row // count
        right = area.x + area.width * (self.column + 1) // count
        bottom = area.y + area.height * (self.row + 1) // count
        return Rect(left, top, right - left, bottom - top)

    @property
    def cell(self) -> Cell:
        """Which of the nine parts of the level above it is."""
        return self.column % 3, self.row % 3

    def part(self, cell: Cell) -> Grid | None:
        """One of its nine parts; None where that is too small to read."""
        column, row = cell
        inner = replace(
            self, depth=self.depth + 1, column=3 * self.column + column, row=3 * self.row + row
        )
        return inner if min(inner.rect.width, inner.rect.height) >= SMALLEST else None

    def whole(self) -> Grid | None:
        """What it is a ninth of; None at depth 0."""
        if not self.depth:
            return None
        return replace(self, depth=self.depth - 1, column=self.column // 3, row=self.row // 3)

    def beside(self, dx: int, dy: int) -> Grid | None:
        """The cell `dx` columns and `dy` rows on, of whatever whole; None outside the area."""
        column, row, count = self.column + dx, self.row + dy, 3**self.depth
        if not (0 <= column < count and 0 <= row < count):
            return None
        return replace(self, column=column, row=row)
