"""A region follows its window as it was said."""

from __future__ import annotations

import pytest

from assistant.core.geometry import Rect
from assistant.regions.anchors import Hold, follow, followed, hold_of, holds_of

BEFORE = Rect(100, 100, 900, 600)


@pytest.mark.parametrize(
    ("extent", "hold"),
    [
        ((0, 100), Hold.START),
        ((400, 100), Hold.START),
        ((401, 100), Hold.END),
        ((800, 100), Hold.END),
        ((0, 900), Hold.BOTH),
        ((150, 600), Hold.BOTH),
        ((150, 599), Hold.START),
    ],
)
def test_the_nearest_edge_holds_and_what_is_large_grows(
    extent: tuple[int, int], hold: Hold
) -> None:
    assert hold_of(extent, 900) is hold


@pytest.mark.parametrize(
    ("hold", "expected"),
    [
        (Hold.START, (90, 300)),
        (Hold.END, (390, 300)),
        (Hold.BOTH, (90, 600)),
        (Hold.SHARE, (120, 400)),
    ],
)
def test_what_stays_the_same(hold: Hold, expected: tuple[int, int]) -> None:
    assert followed((90, 300), 900, 1200, hold) == expected
    assert followed((90, 300), 900, 900, hold) == (90, 300)
    assert followed((90, 300), 900, 10, hold)[1] >= 1


def test_a_status_bar_stays_at_the_bottom_and_as_wide_as_the_window() -> None:
    bar = Rect(100, 680, 900, 20)
    holds = holds_of(bar, BEFORE)
    assert holds == (Hold.BOTH, Hold.END)
    assert follow(bar, BEFORE, Rect(-50, 0, 1000, 500), holds) == Rect(-50, 480, 1000, 20)


def test_a_window_that_only_moved_takes_its_region_with_it() -> None:
    region = Rect(300, 250, 120, 80)
    for across in Hold:
        now = follow(region, BEFORE, BEFORE.moved(-700, 33), (across, Hold.START))
        assert now == region.moved(-700, 33)
