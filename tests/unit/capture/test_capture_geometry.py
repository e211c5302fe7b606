from __future__ import annotations

import pytest

from assistant.capture.base import Monitor
from assistant.capture.geometry import (
    area_around,
    bounds,
    clip,
    monitor_at,
    monitor_of_rect,
    primary,
    scaled,
)
from assistant.core.geometry import Rect

MAIN = Monitor(1, Rect(0, 0, 1920, 1080), 1.0, primary=True)
SHARP_LEFT = Monitor(2, Rect(-2560, -360, 2560, 1440), 2.0)
SMALL_RIGHT = Monitor(3, Rect(1920, 0, 1280, 1024), 1.25)
ALL = (SHARP_LEFT, MAIN, SMALL_RIGHT)


def test_bounds_reach_into_the_negative() -> None:
    assert bounds(ALL) == Rect(-2560, -360, 5760, 1440)


def test_clip_cuts_what_no_monitor_shows() -> None:
    assert clip(Rect(-50, -400, 100, 100), (MAIN,)).is_empty
    assert clip(Rect(1900, 1000, 100, 200), ALL) == Rect(1900, 1000, 100, 80)


def test_clip_leaves_out_the_gap_below_a_smaller_monitor() -> None:
    # Below SMALL_RIGHT there is nothing, though it lies in the bounds of the desktop.
    assert clip(Rect(2000, 1024, 100, 50), ALL).is_empty
    assert clip(Rect(2000, 1000, 100, 50), ALL) == Rect(2000, 1000, 100, 24)


def test_clip_spans_monitors() -> None:
    assert clip(Rect(-100, 0, 200, 10), ALL) == Rect(-100, 0, 200, 10)


def test_primary_is_the_first_where_none_is_named() -> None:
    assert primary(ALL) is MAIN
    assert primary((SMALL_RIGHT, SHARP_LEFT)) is SMALL_RIGHT


def test_a_window_belongs_to_the_monitor_that_shows_most_of_it() -> None:
    assert monitor_of_rect(Rect(-100, 10, 300, 50), ALL) is MAIN
    assert monitor_of_rect(Rect(-200, 10, 300, 50), ALL) is SHARP_LEFT


def test_a_window_off_the_desktop_belongs_to_the_nearest_monitor() -> None:
    assert monitor_of_rect(Rect(4000, 0, 50, 50), ALL) is SMALL_RIGHT


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ((0, 0), MAIN),
        ((-1, 0), SHARP_LEFT),
        ((1919, 1079), MAIN),
        ((1920, 0), SMALL_RIGHT),
        ((2500, 1079), SMALL_RIGHT),
        ((-9999, -9999), SHARP_LEFT),
    ],
)
def test_monitor_at(place: tuple[int, int], expected: Monitor) -> None:
    assert monitor_at(*place, ALL) is expected


def test_an_area_has_its_points_in_the_monitors_own_pixels() -> None:
    assert area_around(-1280, 360, (800, 240), ALL) == Rect(-2080, 120, 1600, 480)
    assert area_around(2560, 512, (800, 240), ALL) == Rect(2060, 362, 1000, 300)


def test_an_area_stays_on_its_monitor() -> None:
    assert area_around(5, 5, (800, 240), ALL) == Rect(0, 0, 800, 240)
    assert area_around(1915, 1079, (800, 240), ALL) == Rect(1120, 840, 800, 240)


def test_an_area_is_cut_to_a_tiny_monitor() -> None:
    tiny = (Monitor(1, Rect(0, 0, 320, 200)),)
    assert area_around(10, 10, (800, 240), tiny) == Rect(0, 0, 320, 200)


@pytest.mark.parametrize("factor", [1.0, 1.25, 1.5, 1.7, 2.0])
def test_scaled_neighbours_still_touch(factor: float) -> None:
    left, right = scaled(Rect(-1281, 3, 1281, 7), factor), scaled(Rect(0, 3, 853, 7), factor)
    assert left.right == right.x == 0
    assert left.height == right.height
