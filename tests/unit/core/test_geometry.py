"""Rectangles."""

from __future__ import annotations

import pytest

from assistant.core.geometry import Rect, around


def test_intersection_of_apart_rectangles_is_empty() -> None:
    assert Rect(0, 0, 10, 10).intersection(Rect(20, 0, 5, 5)).is_empty
    assert Rect(0, 0, 10, 10).intersection(Rect(20, 20, 5, 5)).area == 0


def test_union_and_intersection_with_negative_origins() -> None:
    left, right = Rect(-100, -50, 100, 80), Rect(-20, 0, 60, 60)
    assert left.intersection(right) == Rect(-20, 0, 20, 30)
    assert left.union(right) == Rect(-100, -50, 140, 110)


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        (50, 50, Rect(40, 45, 20, 10)),
        (0, 0, Rect(0, 0, 20, 10)),
        (99, 99, Rect(80, 90, 20, 10)),
    ],
)
def test_around_stays_inside(x: int, y: int, expected: Rect) -> None:
    assert around(x, y, 20, 10, Rect(0, 0, 100, 100)) == expected


def test_around_is_clipped_to_small_bounds() -> None:
    assert around(5, 5, 100, 100, Rect(-10, -10, 30, 20)) == Rect(-10, -10, 30, 20)


def test_a_box_there_and_back() -> None:
    assert Rect.of_box((-5, 2, 15, 12)) == Rect(-5, 2, 20, 10)
    assert Rect(-5, 2, 20, 10).box == (-5, 2, 15, 12)


def test_overlap_is_the_share_that_both_have() -> None:
    one = Rect(0, 0, 10, 10)
    assert one.overlap(one) == 1
    assert one.overlap(Rect(5, 0, 10, 10)) == pytest.approx(50 / 150)
    assert one.overlap(Rect(20, 0, 10, 10)) == 0
    assert Rect(0, 0, 0, 0).overlap(Rect(0, 0, 0, 0)) == 0
