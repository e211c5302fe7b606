"""Asking its program to press or focus what one is at."""

from __future__ import annotations

import pytest
from support.acting_person import SAVE, Person, screen

from assistant.core.actuating import UNANSWERED, Act, Aim, Effect, Ending
from assistant.core.errors import MissingPartError
from assistant.core.findings import Control, Origin
from assistant.core.frame import Source, WindowInfo
from assistant.core.geometry import Rect


@pytest.fixture
def person() -> Person:
    person = Person()
    person.press("")
    assert person.keys
    return person


SAVE_RECT, SHOWN_RECT = Rect(1020, 520, 80, 20), Rect(1000, 500, 300, 200)
BOX_CONTROL = Control("check box", "Save all", "not checked", SAVE, Origin.TOLD, 1.0)


@pytest.mark.parametrize(
    ("action", "act", "effect", "said"),
    [
        ("click", Act.PRESS, Effect(Ending.DONE, "Save all", "button"), "Pressed Save all."),
        (
            "click",
            Act.PRESS,
            Effect(Ending.DONE, "Subscribe", "check box", "checked"),
            "Subscribe, checked.",
        ),
        (
            "right-click",
            Act.SHOW_MENU,
            Effect(Ending.DONE, "Save all", "button"),
            "Opened the menu of Save all.",
        ),
        (
            "focus",
            Act.FOCUS,
            Effect(Ending.DONE, "Your name", "text field"),
            "Focus on Your name, text field.",
        ),
    ],
)
def test_what_the_program_does_itself_needs_no_mouse_and_is_told_as_it_was(
    person: Person, action: str, act: Act, effect: Effect, said: str
) -> None:
    person.problem = MissingPartError("Wayland lets no program use the mouse.")
    person.effect = effect
    assert person.press(action) == said
    aim = Aim(7, "Memo", SHOWN_RECT, 2.0, SAVE_RECT, (1060, 530), "Save all")
    assert person.aims == [(act, aim)]
    assert person.did == []
    assert not person.keys


def test_a_told_control_is_meant_as_such_and_what_only_looks_like_one_by_its_words(
    person: Person,
) -> None:
    person.reads(lines=(BOX_CONTROL,))
    person.press("click")
    ((_act, aim),) = person.aims
    assert (aim.kind, aim.name, aim.rect) == ("check box", "Save all", SAVE_RECT)
    person.reads(lines=(Control("button", "Save all", "", SAVE, Origin.RECOGNISED, 0.9),))
    person.press("click")
    assert person.aims[-1][1].kind == ""
    assert len(person.did) == 2, "nothing was offered: the mouse did it"


def test_a_word_of_a_line_is_meant_where_it_stands(person: Person) -> None:
    person.effect = Effect(Ending.DONE, "Help", "link")
    assert person.press("next-line", "right-word", "click") == "Pressed Help."
    ((_act, aim),) = person.aims
    assert (aim.name, aim.line) == ("Help", "File Help")
    assert 1150 < aim.spot[0] < 1190


@pytest.mark.parametrize("action", ["click", "focus", "right-click"])
def test_what_is_disabled_is_said_to_be_and_left_alone(person: Person, action: str) -> None:
    person.effect = Effect(Ending.DISABLED, "Save all", "button")
    assert person.press(action) == "Save all is disabled."
    assert person.did == []
    assert person.keys


def test_a_program_that_hangs_is_told_and_not_clicked_besides(person: Person) -> None:
    person.effect = UNANSWERED
    assert person.press("click") == "memo does not answer. Try again in a moment."
    assert person.did == []


def test_the_focus_never_goes_by_a_click(person: Person) -> None:
    assert person.press("focus") == "The focus cannot be moved there."
    assert person.did == []
    assert person.keys


@pytest.mark.parametrize("action", ["double-click", "move-pointer"])
def test_what_only_a_mouse_does_asks_nobody(person: Person, action: str) -> None:
    person.press(action)
    assert person.aims == []
    assert len(person.did) == 1


def test_nothing_is_pressed_on_a_changed_screen(person: Person) -> None:
    person.effect = Effect(Ending.DONE, "Save all", "button")
    person.now = screen((22, 21, "Close"))
    assert person.press("click") == "The screen has changed. Reading it again."
    assert person.aims == []


def test_on_a_whole_screen_the_front_window_at_that_place_is_meant() -> None:
    person = Person(Source.SCREEN)
    person.press("")
    person.effect = Effect(Ending.DONE, "Save all", "button")
    person.windows = [
        WindowInfo(1, "Away", "away", SHOWN_RECT, 3, minimised=True),
        WindowInfo(2, "Beside", "beside", Rect(0, 0, 50, 50), 4),
        WindowInfo(3, "Front", "front", Rect(1010, 510, 200, 100), 5),
        WindowInfo(4, "Back", "back", SHOWN_RECT, 6),
    ]
    person.press("click")
    ((_act, aim),) = person.aims
    assert (aim.pid, aim.title, aim.window) == (5, "Front", Rect(1010, 510, 200, 100))
    person.windows = []
    assert person.press("click") == "Clicked Save all."
    assert len(person.aims) == 1
