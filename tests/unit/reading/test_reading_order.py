"""Lines are put in the order in which people read them."""

from __future__ import annotations

import random

import numpy as np
import pytest

from assistant.reading.reading_order import Boxes, paragraphs, reading_order


def box(x: int, y: int, width: int, height: int = 14) -> list[int]:
    return [x, y, x + width, y + height]


def column(x: int, width: int, count: int, top: int = 100) -> list[list[int]]:
    return [box(x, top + 20 * k, width) for k in range(count)]


LAYOUTS = {
    "one column": column(50, 400, 20),
    "two columns": column(50, 400, 20) + column(500, 400, 20),
    "three columns": column(50, 250, 15) + column(350, 250, 15) + column(650, 250, 15),
    "heading over columns": [box(50, 20, 900, 30), *column(50, 400, 15), *column(500, 400, 15)],
    "label and value": [
        cell for k in range(4) for cell in (box(50, 100 + 30 * k, 80), box(150, 100 + 30 * k, 120))
    ],
    "menu bar over text": [
        *(box(20 + 80 * k, 5, 50) for k in range(5)),
        *column(20, 600, 12, top=60),
    ],
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts(name: str) -> None:
    wanted = LAYOUTS[name]
    shuffled = random.Random(7).sample(wanted, len(wanted))  # noqa: S311 - repeatable on purpose
    order = reading_order(np.array(shuffled, np.int32))
    assert [shuffled[k] for k in order] == wanted


def boxes(*rows: list[int]) -> Boxes:
    return np.array(rows, np.int32).reshape(-1, 4)


def test_every_line_comes_once() -> None:
    random_boxes = np.random.default_rng(3).integers(0, 900, (200, 4)).astype(np.int32)
    random_boxes[:, 2:] = random_boxes[:, :2] + random_boxes[:, 2:] // 10 + 5
    assert sorted(reading_order(random_boxes)) == list(range(200))


def test_a_lone_icon_beyond_the_columns_does_not_mix_them() -> None:
    side, main, icon = column(20, 150, 25), column(250, 600, 25), box(1800, 100, 20, 20)
    order = reading_order(boxes(*side, *main, icon))
    assert order[:25] == list(range(25))
    assert [k for k in order[25:] if k != 50] == list(range(25, 50))


def test_no_line_and_one_line() -> None:
    assert reading_order(boxes()) == []
    assert paragraphs(boxes()) == []
    assert reading_order(boxes(box(0, 0, 9))) == [0]
    assert paragraphs(boxes(box(0, 0, 9))) == [0]


def test_paragraphs_end_at_white_at_short_lines_and_at_other_sizes() -> None:
    found = paragraphs(
        boxes(
            box(50, 0, 300, 30),  # a heading
            box(50, 60, 400),
            box(50, 80, 390),
            box(50, 100, 120),  # the end of a paragraph: much is left free
            box(50, 120, 400),
            box(50, 140, 395),
            box(50, 190, 400),  # after white
            box(500, 190, 400),  # beside it
        )
    )
    assert found == [0, 1, 1, 1, 2, 2, 3, 4]
