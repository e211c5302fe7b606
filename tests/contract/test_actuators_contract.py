"""What every way of acting on controls must do, over pretended AT-SPI, Windows and macOS."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.acted_program import PID, WINDOW, Part, Program, usual
from support.acted_programs import RIGS

from assistant.core.actuating import NOTHING, UNANSWERED, Act, Aim, Effect, Ending, Hand
from assistant.core.backends import choose, survey
from assistant.core.geometry import Rect
from assistant.screenmap.actuators import base
from assistant.screenmap.actuators.none import NoActuator
from assistant.screenmap.actuators.registry import actuators


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "CHANGE_SECONDS", 0.05)
    monkeypatch.setattr(base, "SETTLE_SECONDS", 0.0)


@pytest.fixture
def program() -> Program:
    return usual()


@pytest.fixture(params=RIGS)
def hand(request: pytest.FixtureRequest, program: Program) -> Hand:
    return RIGS[request.param](program)


def part(program: Program, name: str) -> Part:
    return next(each for each in program.parts if each.name == name)


def control(found: Part) -> Aim:
    """That control, as a screen map told it."""
    return Aim(
        PID, "Editor", WINDOW, 1.0, found.rect, found.rect.center, found.name, kind=found.kind
    )


def words(found: Part) -> Aim:
    """Its words, as they were read."""
    rect = Rect(found.rect.x + 4, found.rect.y + 4, found.rect.width - 8, 12)
    return replace(control(found), kind="", rect=rect)


def test_a_button_is_pressed_once(hand: Hand, program: Program) -> None:
    save = part(program, "Save")
    for number, aim in enumerate((control(save), words(save)), 1):
        assert hand.act(Act.PRESS, aim) == Effect(Ending.DONE, "Save", "button")
        assert program.got == [("press", "Save")] * number


def test_what_can_be_chosen_is_told_as_it_is_afterwards(hand: Hand, program: Program) -> None:
    box = control(part(program, "Subscribe"))
    for state in ("checked", "not checked"):
        assert hand.act(Act.PRESS, box) == Effect(Ending.DONE, "Subscribe", "check box", state)


@pytest.mark.parametrize("act", list(Act))
def test_what_is_disabled_is_left_alone(hand: Hand, program: Program, act: Act) -> None:
    aim = control(part(program, "Delete"))
    assert hand.act(act, aim) == Effect(Ending.DISABLED, "Delete", "button")
    assert program.got == []


def test_the_keyboard_goes_where_it_is_sent(hand: Hand, program: Program) -> None:
    field = part(program, "Your name")
    for aim in (control(field), words(field)):
        program.focused = ""
        assert hand.act(Act.FOCUS, aim) == Effect(Ending.DONE, "Your name", "text field")
        assert program.focused == "Your name"


def test_a_focus_that_does_not_come_is_not_claimed(hand: Hand, program: Program) -> None:
    assert hand.act(Act.FOCUS, control(part(program, "Fixed"))) == NOTHING


def test_a_menu_is_opened(hand: Hand, program: Program) -> None:
    aim = control(part(program, "Save"))
    assert hand.act(Act.SHOW_MENU, aim) == Effect(Ending.DONE, "Save", "button")
    assert program.got == [("menu", "Save")]


def test_a_field_is_not_pressed_for_that_is_its_enter_key(hand: Hand, program: Program) -> None:
    assert hand.act(Act.PRESS, control(part(program, "Your name"))) == NOTHING
    assert program.got == []


def test_an_entry_of_a_list_is_chosen_and_not_opened(hand: Hand, program: Program) -> None:
    aim = words(part(program, "Apple"))
    assert hand.act(Act.PRESS, aim).ending is Ending.DONE
    assert program.got == [("press", "Apple")]


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize(
    "other",
    [
        {"name": "Cancel"},
        {"rect": Rect(120, 300, 80, 20), "spot": (160, 310)},
        {"kind": "link"},
        {"pid": 8, "title": "Letter", "window": Rect(900, 700, 90, 90)},
        {"kind": "", "name": "Cancel"},
        {"kind": "", "spot": (160, 310)},
    ],
)
def test_what_is_not_surely_the_same_is_left_alone(
    hand: Hand, program: Program, act: Act, other: dict[str, object]
) -> None:
    aim = replace(control(part(program, "Save")), **other)  # type: ignore[arg-type]
    assert hand.act(act, aim) == NOTHING
    assert program.got == []


def test_a_press_that_opens_a_dialog_and_is_answered_later_is_done(
    hand: Hand, program: Program
) -> None:
    program.blocks = True
    assert hand.act(Act.PRESS, control(part(program, "Save"))).ending is Ending.DONE
    assert program.got == [("press", "Save")]


def test_a_program_that_hangs_on_it_is_told(hand: Hand, program: Program) -> None:
    program.hangs = True
    assert hand.act(Act.PRESS, control(part(program, "Save"))) == UNANSWERED


def test_without_a_service_nothing_is_offered(program: Program) -> None:
    assert NoActuator().act(Act.PRESS, control(part(program, "Save"))) == NOTHING


def test_there_is_always_one_to_choose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    assert choose(actuators()).name == "none"
    assert [row.used for row in survey("hand", actuators())] == [False, True]
