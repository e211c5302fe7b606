"""What the networks look at."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.screenmap.recognising.crops import (
    ICON_SIDE,
    PLANES,
    VIEW_HIGH,
    VIEW_WIDE,
    Views,
    geometry,
    icon_crop,
    icon_input,
    is_tinted,
    one_colour,
)

Pixels = NDArray[np.uint8]


def _disc(ground: tuple[int, int, int], ink: tuple[int, int, int], side: int = 24) -> Pixels:
    crop = np.full((side, side, 3), ground, np.uint8)
    cv2.circle(crop, (side // 2, side // 2), side // 3, ink, -1)
    return crop


@pytest.mark.parametrize(
    ("ground", "ink"),
    [((250, 250, 250), (20, 20, 20)), ((20, 20, 20), (240, 240, 240)), ((0, 80, 200), (255,) * 3)],
)
def test_an_icon_looks_the_same_in_every_theme(
    ground: tuple[int, int, int], ink: tuple[int, int, int]
) -> None:
    usual = icon_input(_disc((255, 255, 255), (0, 0, 0))).astype(int)
    seen = icon_input(_disc(ground, ink)).astype(int)
    assert seen.shape == (ICON_SIDE, ICON_SIDE, 2)
    assert np.abs(seen - usual).max() <= 2


def test_an_even_crop_shows_nothing() -> None:
    seen = icon_input(np.full((20, 30, 3), 77, np.uint8))
    assert not seen[..., 0].any()


def test_an_icon_at_the_edge_is_cut_out_with_what_margin_there_is() -> None:
    page = np.zeros((50, 60, 3), np.uint8)
    assert icon_crop(page, (0, 0, 20, 20)).shape == (23, 23, 3)
    assert icon_crop(page, (58, 48, 60, 50)).shape[0] >= 1


def test_one_colour_with_a_small_red_dot_is_one_colour() -> None:
    crop = _disc((240, 240, 240), (40, 40, 40))
    crop[2:5, 18:21] = (220, 20, 30)
    assert one_colour(crop)


def test_several_colours_are_not() -> None:
    crop = _disc((240, 240, 240), (200, 40, 40))
    crop[12:, :12] = np.where(crop[12:, :12] == (200, 40, 40), (30, 60, 200), crop[12:, :12])
    assert not one_colour(crop)


def test_an_even_crop_is_of_one_colour() -> None:
    assert one_colour(np.full((9, 9, 3), 128, np.uint8))


def test_the_views_show_the_box_its_ends_and_what_is_around() -> None:
    page = np.full((200, 300, 3), 255, np.uint8)
    page[80:100, 50:250] = (200, 0, 0)
    page[80:100, 200:250] = 0
    boxes = np.array([[50, 80, 250, 100]], np.float32)
    views = Views(page).of(boxes)
    assert views.shape == (1, PLANES, VIEW_HIGH, VIEW_WIDE)
    red, grey_ends, around, where = views[0, 0], views[0, 3], views[0, 4], views[0, 5]
    assert red[16, 10] == 200
    # The right end is unsquashed: as wide as the view is high, margin included.
    assert grey_ends[16, 36] == 0
    assert grey_ends[16, 62] == 255
    assert around[2, 32] == 255
    assert where[16, 32] == 255
    assert where[0, 0] == 0


@pytest.mark.parametrize("box", [(0, 0, 8, 8), (292, 192, 300, 200), (0, 0, 300, 200)])
def test_boxes_at_the_edges_have_views(box: tuple[int, int, int, int]) -> None:
    page = np.full((200, 300, 3), 99, np.uint8)
    views = Views(page).of(np.array([box], np.float32))
    assert (views[0, :5] == 99).all()


def test_geometry_tells_sizes_apart() -> None:
    small, wide = geometry(np.array([[0, 0, 16, 16], [0, 0, 160, 16]], np.float32))
    assert small[2] == 0
    assert wide[2] == pytest.approx(np.log(10))


def test_a_grey_icon_is_not_tinted_and_a_red_one_is() -> None:
    assert not is_tinted(_disc((240, 240, 240), (40, 40, 40)))
    assert not is_tinted(_disc((30, 60, 200), (255, 255, 255)))
    assert is_tinted(_disc((240, 240, 240), (200, 40, 40)))


def test_an_icon_with_shades_is_tinted() -> None:
    crop = _disc((250, 250, 250), (60, 60, 60))
    shades = np.linspace(20, 190, 24).astype(np.uint8)[:, None, None]
    shaded = np.where(crop == 60, np.broadcast_to(shades, crop.shape), crop).astype(np.uint8)
    assert one_colour(shaded)
    assert is_tinted(shaded)


def test_an_even_crop_is_not_tinted() -> None:
    assert not is_tinted(np.full((9, 9, 3), 128, np.uint8))
