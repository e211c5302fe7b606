"""What is chosen just now, and the way back: parts of parts, then rectangles moved and sized."""

from __future__ import annotations

from assistant.core.geometry import Rect
from assistant.core.places import Cell
from assistant.regions.grid import SMALLEST, Grid


class Selection:
    """Begins with all of `area`; a free rectangle stays inside `bounds`. Physical desktop pixels.

    It is a cell of a grid until it is moved, sized or put somewhere; then it is free. Moves return
    whether anything changed.
    """

    def __init__(self, area: Rect, bounds: Rect) -> None:
        self._levels = [Grid(area)]
        self._bounds = bounds

    @property
    def rect(self) -> Rect:
        """What is chosen."""
        return self._levels[-1].rect

    @property
    def cell(self) -> Cell | None:
        """Which ninth of the level above it is; None for all of the area and for a free one."""
        grid = self._levels[-1]
        return grid.cell if grid.depth else None

    @property
    def free(self) -> bool:
        """Whether it is a rectangle of its own."""
        return len(self._levels) > 1 and not self._levels[-1].depth

    def divide(self, cell: Cell) -> bool:
        """Choose one of its nine parts."""
        return self._replace(self._levels[-1].part(cell))

    def back(self) -> bool:
        """Choose what was divided, or what was there before it became free."""
        if self._replace(self._levels[-1].whole()):
            return True
        if len(self._levels) > 1:
            self._levels.pop()
            return True
        return False

    def step(self, dx: int, dy: int, pixels: int) -> bool:
        """Go to the cell beside it, or into the middle of that side; a free one moves by pixels."""
        if self.free:
            return self.move(dx * pixels, dy * pixels)
        grid = self._levels[-1]
        if grid.depth:
            return self._replace(grid.beside(dx, dy))
        return self.divide((1 + dx, 1 + dy))

    def move(self, dx: int, dy: int) -> bool:
        """Move it by pixels, as far as the bounds go."""
        rect, bounds = self.rect, self._bounds
        x = min(max(rect.x + dx, bounds.x), bounds.right - rect.width)
        y = min(max(rect.y + dy, bounds.y), bounds.bottom - rect.height)
        return self.put(Rect(x, y, rect.width, rect.height))

    def size(self, dx: int, dy: int) -> bool:
        """Make it wider and taller by pixels, as far as the bounds go; its upper left corner stays.

        At the right or lower edge of the bounds it grows no more.
        """
        rect, bounds = self.rect, self._bounds
        width = min(max(rect.width + dx, SMALLEST), bounds.right - rect.x)
        height = min(max(rect.height + dy, SMALLEST), bounds.bottom - rect.y)
        return self.put(Rect(rect.x, rect.y, width, height))

    def put(self, rect: Rect) -> bool:
        """Choose this rectangle, inside the bounds or not."""
        if rect == self.rect:
            return False
        if self.free:
            self._levels.pop()
        self._levels.append(Grid(rect))
        return True

    def _replace(self, grid: Grid | None) -> bool:
        if grid is None:
            return False
        self._levels[-1] = grid
        return True
