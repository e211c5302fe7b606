"""Controls recognised on pictures that are drawn here."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.core.resources import resource
from assistant.screenmap.recognising import icon_model
from assistant.screenmap.recognising.base import Recognised
from assistant.screenmap.recognising.control_model import Judged
from assistant.screenmap.recognising.icon_model import IconModel
from assistant.screenmap.recognising.labels import KINDS, SURE, SURE_FROM
from assistant.screenmap.recognising.recogniser import ControlRecogniser, kept

Pixels = NDArray[np.uint8]
LABEL = (64, 30, 150, 44)


@pytest.fixture(scope="module")
def recogniser() -> ControlRecogniser:
    return ControlRecogniser()


def _with_check_box(*, checked: bool) -> Pixels:
    page = np.full((120, 320, 3), 240, np.uint8)
    cv2.rectangle(page, (40, 30), (54, 44), (120, 120, 120), 1)
    page[31:44, 41:54] = 255
    if checked:
        cv2.rectangle(page, (40, 30), (54, 44), (40, 110, 220), -1)
        tick = np.array([[43, 37], [46, 40], [51, 34]], np.int32)
        cv2.polylines(page, [tick], False, (255, 255, 255), 2, cv2.LINE_AA)
    cv2.putText(page, "Remember me", (64, 42), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (20, 20, 20), 1)
    return page


def _best(found: list[Recognised], kind: str) -> Recognised:
    return max((each for each in found if each.kind == kind), key=lambda each: each.confidence)


@pytest.mark.parametrize(("checked", "state"), [(True, "checked"), (False, "unchecked")])
def test_a_check_box_and_its_state(
    recogniser: ControlRecogniser, checked: bool, state: str
) -> None:
    box = _best(recogniser.recognise(_with_check_box(checked=checked), [LABEL]), "check box")
    assert box.state == state
    assert np.abs(np.array(box.box) - (40, 30, 55, 45)).max() <= 3
    assert box.confidence >= 0.5


def test_the_same_picture_is_recognised_the_same_again(recogniser: ControlRecogniser) -> None:
    page = _with_check_box(checked=True)
    assert recogniser.recognise(page, [LABEL]) == recogniser.recognise(page, [LABEL])
    # A new one has nothing in memory.
    assert ControlRecogniser().recognise(page, [LABEL]) == recogniser.recognise(page, [LABEL])


def test_an_icon_is_named(recogniser: ControlRecogniser) -> None:
    page = np.full((80, 200, 3), 250, np.uint8)
    for row in (30, 36, 42):
        cv2.line(page, (90, row), (106, row), (30, 30, 30), 2)
    icon = _best(recogniser.recognise(page, []), "icon")
    assert icon.icon == "menu"
    assert icon.icon_confidence > 0.7


def _three_lines(ink: tuple[int, int, int]) -> Pixels:
    page = np.full((80, 200, 3), 250, np.uint8)
    for row in (30, 36, 42):
        page[row - 1 : row + 1, 90:107] = ink
    return page


def test_a_tinted_icon_must_be_surer_to_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    box = [(90.0, 29.0, 107.0, 43.0)]
    monkeypatch.setattr(icon_model, "SURE", 1.01)
    model = IconModel(resource("models", "icons"), 1)
    assert model.name(_three_lines((200, 20, 20)), box)[0][0] == ""
    assert model.name(_three_lines((30, 30, 30)), box)[0][0] == "menu"


@pytest.mark.parametrize("size", [(1, 1), (1, 500), (40, 40)])
def test_nothing_is_found_on_nothing(recogniser: ControlRecogniser, size: tuple[int, int]) -> None:
    assert recogniser.recognise(np.full((*size, 3), 200, np.uint8), []) == []


def _judged(*found: tuple[str, float, tuple[int, int, int, int]]) -> Judged:
    kinds = [kind.value for kind in KINDS]
    chances = np.zeros((len(found), 1 + len(kinds)), np.float32)
    for row, (kind, chance, _box) in zip(chances, found, strict=True):
        row[1 + kinds.index(kind)] = chance
        row[0] = 1 - chance
    boxes = np.array([box for _kind, _sure, box in found], np.float32)
    return Judged.of(chances, boxes, np.zeros(len(found), np.float32))


def test_confidence_means_the_same_for_all_kinds() -> None:
    least = [(kind.value, SURE_FROM[kind], (0, 0, 9, 9)) for kind in KINDS]
    assert _judged(*least).confidence == pytest.approx(np.full(len(KINDS), SURE))
    surest = [(kind.value, 1.0, (0, 0, 9, 9)) for kind in KINDS]
    assert _judged(*surest).confidence == pytest.approx(np.ones(len(KINDS)))


def test_a_second_look_that_differs_makes_less_sure() -> None:
    first = _judged(("button", 0.9, (0, 0, 100, 30)), ("icon", 0.9, (0, 40, 20, 60)))
    second = _judged(("icon", 0.7, (0, 42, 20, 62)))
    both = first.seen_again([1], second)
    assert second.confidence[0] < both.confidence[0] < first.confidence[1]
    assert both.boxes.tolist() == [[0, 41, 20, 61]]


def test_the_surest_of_several_boxes_for_one_control_stays() -> None:
    judged = _judged(
        ("button", 0.7, (0, 0, 100, 30)),
        ("button", 0.9, (2, 1, 101, 30)),
        ("text field", 0.8, (0, 0, 100, 32)),
    )
    assert kept(judged) == [1]


def test_an_icon_on_a_button_stays_beside_it_and_in_a_slider_does_not() -> None:
    on_button = _judged(("button", 0.9, (0, 0, 100, 30)), ("icon", 0.8, (8, 7, 24, 23)))
    assert kept(on_button) == [0, 1]
    in_slider = _judged(("slider", 0.9, (0, 0, 100, 30)), ("icon", 0.8, (8, 7, 24, 23)))
    assert kept(in_slider) == [0]


def test_what_is_not_sure_enough_is_left_out() -> None:
    assert kept(_judged(("button", 0.4, (0, 0, 100, 30)))) == []
