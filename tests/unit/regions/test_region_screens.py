"""Pixels and points on screens of different scales, left of and above the first."""

from __future__ import annotations

import pytest

from assistant.core.geometry import Rect
from assistant.regions.screens import between, screen_place

ONE = screen_place(Rect(0, 0, 1920, 1080), 1.0)
LEFT = screen_place(Rect(-2560, -360, 1280, 720), 2.0)
MAC = screen_place(Rect(-1280, 0, 1280, 800), 1.0, common=2.0)


def test_a_screen_has_its_corner_in_pixels_on_x11_and_windows() -> None:
    assert LEFT.pixels == Rect(-2560, -360, 2560, 1440)
    assert LEFT.to_points(Rect(-2560, -360, 200, 100)) == Rect(-2560, -360, 100, 50)
    assert LEFT.to_pixels(-2560 + 1279.5, -360 + 719.5) == (-1, 1079)


def test_macs_and_wayland_count_the_whole_desktop_in_points() -> None:
    assert MAC.pixels == Rect(-2560, 0, 2560, 1600)
    assert MAC.to_points(Rect(-2560, 0, 2560, 1600)) == MAC.points
    assert MAC.to_pixels(-1280, 400) == (-2560, 800)


@pytest.mark.parametrize("place", [ONE, LEFT, MAC])
def test_points_never_cut_pixels_off(place: object) -> None:
    assert isinstance(place, type(ONE))
    rect = Rect(place.pixels.x + 31, place.pixels.y + 7, 55, 33)
    points = place.to_points(rect)
    x, y = place.to_pixels(points.x, points.y)
    right, bottom = place.to_pixels(points.right, points.bottom)
    assert x <= rect.x
    assert y <= rect.y
    assert right >= rect.right
    assert bottom >= rect.bottom


def test_a_rectangle_is_drawn_from_any_corner() -> None:
    assert between((30, 40), (10, 90)) == Rect(10, 40, 20, 50)
