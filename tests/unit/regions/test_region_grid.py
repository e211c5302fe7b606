"""Nine parts of nine parts: nothing lost, nothing twice, and always a way back."""

from __future__ import annotations

from itertools import product

import pytest

from assistant.core.geometry import Rect
from assistant.regions.grid import SMALLEST, Grid
from assistant.regions.selection import Selection

AREAS = (Rect(0, 0, 1920, 1080), Rect(-2560, -361, 2557, 1439), Rect(17, 5, 100, 101))
CELLS = tuple(product(range(3), range(3)))
BOUNDS = Rect(-2560, -360, 4480, 1440)


def parts(grid: Grid) -> list[Rect]:
    found = [grid.part(cell) for cell in CELLS]
    return [each.rect for each in found if each is not None]


@pytest.mark.parametrize("area", AREAS)
def test_the_parts_cover_the_area_without_overlap(area: Rect) -> None:
    first = parts(Grid(area))
    middle = Grid(area).part((1, 1))
    assert middle is not None
    for whole, nine in ((area, first), (middle.rect, parts(middle))):
        assert sum(part.area for part in nine) == whole.area
        assert all(part.intersection(whole) == part for part in nine)
        widths = [part.width for part in nine]
        assert max(widths) - min(widths) <= 1


@pytest.mark.parametrize("cell", CELLS)
def test_a_part_is_where_its_key_is(cell: tuple[int, int]) -> None:
    part = Grid(Rect(-900, 90, 900, 300)).part(cell)
    assert part is not None
    assert part.rect == Rect(-900 + 300 * cell[0], 90 + 100 * cell[1], 300, 100)
    assert part.cell == cell
    assert part.whole() == Grid(Rect(-900, 90, 900, 300))


def test_what_is_too_small_to_read_is_not_divided() -> None:
    assert Grid(Rect(0, 0, 3 * SMALLEST, 3 * SMALLEST)).part((0, 0)) is not None
    assert Grid(Rect(0, 0, 900, 3 * SMALLEST - 1)).part((0, 0)) is None


def test_an_arrow_goes_to_the_part_beside_it_and_not_out_of_the_area() -> None:
    selection = Selection(Rect(0, 0, 900, 900), BOUNDS)
    assert selection.divide((0, 0))
    assert selection.divide((2, 2))
    assert selection.rect == Rect(200, 200, 100, 100)
    assert selection.step(1, 0, 20)
    assert (selection.rect, selection.cell) == (Rect(300, 200, 100, 100), (0, 2))
    assert selection.back()
    assert selection.rect == Rect(300, 0, 300, 300)
    assert not selection.step(0, -1, 20)
    assert selection.back()
    assert not selection.back()


@pytest.mark.parametrize(
    ("way", "cell"), [((0, -1), (1, 0)), ((1, 0), (2, 1)), ((0, 1), (1, 2)), ((-1, 0), (0, 1))]
)
def test_the_first_arrow_chooses_the_middle_of_that_side(
    way: tuple[int, int], cell: tuple[int, int]
) -> None:
    selection = Selection(Rect(0, 0, 900, 900), BOUNDS)
    assert selection.step(*way, 20)
    assert selection.cell == cell


def test_a_moved_part_is_free_and_comes_back() -> None:
    selection = Selection(Rect(0, 0, 900, 900), BOUNDS)
    selection.divide((1, 1))
    assert selection.move(1, 0)
    assert selection.free
    assert selection.rect == Rect(301, 300, 300, 300)
    assert selection.step(0, 1, 20)
    assert selection.size(40, -20)
    assert selection.rect == Rect(301, 320, 340, 280)
    assert selection.divide((0, 0))
    assert not selection.free
    assert selection.back()
    assert selection.rect == Rect(301, 320, 340, 280)
    assert selection.back()
    assert (selection.rect, selection.cell) == (Rect(300, 300, 300, 300), (1, 1))


def test_a_free_rectangle_stays_on_the_monitors_and_readable() -> None:
    selection = Selection(Rect(-2560, -360, 900, 900), BOUNDS)
    assert not selection.move(-1, -1)
    assert selection.move(10_000, 10_000)
    assert selection.rect == Rect(1020, 180, 900, 900)
    assert not selection.size(1, 1)
    assert selection.size(-10_000, -10_000)
    assert selection.rect == Rect(1020, 180, SMALLEST, SMALLEST)
    assert not selection.size(-1, 0)
