"""Where controls are looked for: nothing drawn is missed, and letters are not asked about."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.screenmap.recognising.proposals import overlaps, proposals

Pixels = NDArray[np.uint8]
NO_TEXT = np.empty((0, 4), np.float32)


def _page(ground: int = 245) -> Pixels:
    return np.full((200, 400, 3), ground, np.uint8)


def _best(found: NDArray[np.float32], box: tuple[int, int, int, int]) -> float:
    return float(overlaps(np.array([box], np.float32), found).max())


@pytest.mark.parametrize(("ground", "line"), [(245, 150), (30, 90)])
def test_a_frame_is_proposed(ground: int, line: int) -> None:
    page = _page(ground)
    cv2.rectangle(page, (40, 30), (160, 60), (line, line, line), 1)
    assert _best(proposals(page, NO_TEXT), (40, 30, 161, 61)) > 0.9


def test_a_field_of_another_shade_without_a_frame_is_proposed() -> None:
    page = _page()
    page[30:60, 40:200] = 238
    assert _best(proposals(page, NO_TEXT), (40, 30, 200, 60)) > 0.85


def test_an_icon_of_several_strokes_is_proposed_whole() -> None:
    page = _page()
    for row in (80, 86, 92):
        page[row : row + 2, 300:316] = 20
    assert _best(proposals(page, NO_TEXT), (300, 80, 316, 94)) > 0.7


def test_a_flat_button_is_proposed_around_its_text() -> None:
    page = _page()
    text = np.array([[60, 100, 120, 112]], np.float32)
    found = proposals(page, text)
    assert _best(found, (45, 91, 135, 121)) > 0.7


def test_letters_in_a_line_are_not_proposed_but_a_check_box_in_it_is() -> None:
    page = _page()
    cv2.putText(page, "nononono", (80, 112), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (0, 0, 0), 1)
    cv2.rectangle(page, (58, 98), (72, 112), (0, 0, 0), 1)
    line = np.array([[58, 98, 160, 113]], np.float32)
    with_text = proposals(page, line)
    assert _best(with_text, (58, 98, 73, 113)) > 0.8
    middle = (with_text[:, :2] + with_text[:, 2:]) / 2
    small = (with_text[:, 2] - with_text[:, 0]) < 12
    assert not (small & (middle[:, 0] > 80)).any()


def test_an_empty_page_has_no_proposals() -> None:
    assert len(proposals(_page(), NO_TEXT)) == 0


def test_proposals_lie_in_the_picture() -> None:
    page = _page()
    cv2.rectangle(page, (0, 0), (399, 20), (90, 90, 90), 1)
    found = proposals(page, np.array([[2, 2, 60, 14]], np.float32))
    assert len(found)
    assert (found >= 0).all()
    assert (found[:, 0::2] <= 400).all()
    assert (found[:, 1::2] <= 200).all()


def test_overlap_is_intersection_over_union() -> None:
    first = np.array([[0, 0, 10, 10]], np.float32)
    second = np.array([[0, 0, 10, 5], [20, 20, 30, 30], [0, 0, 10, 10]], np.float32)
    assert overlaps(first, second).tolist() == [[0.5, 0.0, 1.0]]
