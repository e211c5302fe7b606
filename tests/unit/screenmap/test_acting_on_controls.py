"""Finding in a window of now what was captured, and what only AT-SPI programs do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from support.fake_atspi import USUAL, FakeBus, Thing

from assistant.core.actuating import NOTHING, UNANSWERED, Act, Aim, Effect, Ending
from assistant.core.geometry import Rect
from assistant.screenmap.actuators import base
from assistant.screenmap.actuators.aiming import found
from assistant.screenmap.actuators.atspi import act_over
from assistant.screenmap.elements import ElementKind
from assistant.screenmap.sources.atspi_bus import Accessible
from assistant.screenmap.sources.base import Node

K = ElementKind
WINDOW = Rect(0, 0, 400, 300)


def text(name: str, spot: tuple[int, int] = (100, 100)) -> Aim:
    rect = Rect(spot[0] - 40, spot[1] - 8, 80, 16)
    return Aim(7, "Editor", WINDOW, 1.0, rect, spot, name)


def told(kind: ElementKind, name: str, rect: Rect) -> Aim:
    return Aim(7, "Editor", WINDOW, 1.0, rect, rect.center, name, kind)


def node(kind: ElementKind | None, name: str, rect: Rect, *children: Node, value: str = "") -> Node:
    return Node(kind, rect, name, value, children=list(children))


def meant(act: Act, aim: Aim, *nodes: Node) -> Node | None:
    return found(Node(None, WINDOW, "Editor", children=list(nodes)), act, aim)


def test_a_text_means_the_innermost_control_with_its_words() -> None:
    link = node(K.LINK, "Help", Rect(80, 90, 50, 20))
    item = node(K.LIST_ITEM, "Help", Rect(60, 80, 200, 40), link)
    elsewhere = node(K.BUTTON, "Help", Rect(300, 200, 50, 20))
    assert meant(Act.PRESS, text("help"), elsewhere, item) is link
    assert meant(Act.PRESS, text("Helm"), elsewhere, item) is None


def test_a_button_may_have_its_words_inside_and_one_misread_letter() -> None:
    words = node(K.TEXT, "Save all files", Rect(85, 95, 60, 10))
    button = node(K.BUTTON, "", Rect(80, 90, 90, 20), words)
    assert meant(Act.PRESS, text("Save a1l files"), button) is button


def test_the_words_beside_a_box_mean_the_box_and_those_below_it_do_not() -> None:
    box = node(K.CHECK_BOX, "Gift", Rect(40, 94, 14, 14))
    assert meant(Act.PRESS, text("Gift"), box) is box
    assert meant(Act.PRESS, text("Gift", (100, 130)), box) is None
    assert meant(Act.PRESS, text("Gift", (300, 100)), box) is None
    other = node(K.CHECK_BOX, "Gift", Rect(150, 94, 14, 14))
    assert meant(Act.PRESS, text("Gift"), box, other) is None


def test_the_keyboard_may_go_to_the_field_around_or_with_that_label() -> None:
    field = node(K.FIELD, "Your name", Rect(200, 90, 100, 20), value="Anna Smith")
    other = node(K.FIELD, "E-mail", Rect(200, 120, 100, 20))
    assert meant(Act.FOCUS, text("Your name:"), field, other) is field
    assert meant(Act.FOCUS, text("Something", (250, 130)), field, other) is other
    assert meant(Act.PRESS, text("Your name:"), field, other) is None
    twin = node(K.FIELD, "Your name", Rect(200, 200, 100, 20))
    assert meant(Act.FOCUS, text("Your name"), field, twin) is None


def test_a_field_that_has_no_name_goes_by_the_label_beside_it() -> None:
    inner = node(K.FIELD, "", Rect(204, 92, 80, 16))
    outer = node(K.DROP_DOWN, "", Rect(200, 90, 100, 20), inner)
    farther, below = (
        node(K.FIELD, "", Rect(310, 90, 50, 20)),
        node(K.FIELD, "", Rect(60, 120, 50, 9)),
    )
    assert meant(Act.FOCUS, text("Search for:"), farther, below, outer) is inner
    assert meant(Act.FOCUS, text("Search for:", (100, 200)), farther, below, outer) is None
    outer.name = "Search for"
    assert meant(Act.FOCUS, text("Search for:"), farther, below, outer) is inner


def test_a_word_means_what_is_called_so_and_else_what_its_line_is_called() -> None:
    line = node(K.LIST_ITEM, "Save all files", Rect(60, 80, 200, 40))
    link = node(K.LINK, "Save", Rect(80, 90, 50, 20))
    field = node(K.FIELD, "Save all files:", Rect(280, 90, 50, 20))
    word = replace(text("Save"), line="Save all files")
    assert meant(Act.PRESS, word, line, link) is link
    assert meant(Act.PRESS, word, line, field) is line
    assert meant(Act.FOCUS, word, field) is field


def test_a_told_control_is_one_of_its_kind_name_and_place() -> None:
    rect = Rect(80, 90, 50, 20)
    button = node(K.BUTTON, "Save", Rect(82, 91, 50, 20))
    assert meant(Act.PRESS, told(K.BUTTON, "Save", rect), button) is button
    assert meant(Act.PRESS, told(K.ICON_BUTTON, "Save", rect), button) is button
    assert meant(Act.PRESS, told(K.LINK, "Save", rect), button) is None
    assert meant(Act.PRESS, told(K.BUTTON, "Load", rect), button) is None
    assert meant(Act.PRESS, told(K.BUTTON, "Save", rect.moved(30, 0)), button) is None


def test_a_control_that_has_no_words_may_have_been_named_by_its_picture() -> None:
    rect = Rect(80, 90, 20, 20)
    assert meant(Act.PRESS, told(K.BUTTON, "settings", rect), node(K.BUTTON, "", rect)) is not None


def test_a_control_that_is_cut_by_the_window_is_known_by_what_shows() -> None:
    button = node(K.BUTTON, "Save", Rect(350, 90, 200, 20))
    assert meant(Act.PRESS, told(K.BUTTON, "Save", Rect(350, 90, 50, 20)), button) is button


class Bus(FakeBus):
    """With one window that has one thing."""

    def __init__(self, thing: Thing, hung: tuple[int, ...] = ()) -> None:
        frame = Thing(23, "Editor", (0, 0, 400, 300), [thing])
        super().__init__({7: [frame]}, hung)

    def press(self, name: str, act: Act = Act.PRESS) -> Effect:
        return act_over(self, act, text(name))  # type: ignore[arg-type]


BUTTON, TOGGLE, MENU, PRESSED = 43, 62, 33, 20
BOX = (60, 90, 80, 20)


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "CHANGE_SECONDS", 0.05)
    monkeypatch.setattr(base, "SETTLE_SECONDS", 0.0)


def test_a_program_that_hangs_is_told_to_do_so() -> None:
    assert Bus(Thing(BUTTON, "Save", BOX), (7,)).press("Save") == UNANSWERED


def test_programs_that_tell_nothing_of_such_a_window_have_nothing_to_offer() -> None:
    assert act_over(FakeBus({}), Act.PRESS, text("Save")) == NOTHING  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["click", "Press", "doDefault", "expand or contract", "jump"])
def test_presses_go_by_the_names_that_toolkits_give_them(name: str) -> None:
    did: list[str] = []

    def does(action: str) -> bool:
        did.append(action)
        return True

    thing = Thing(BUTTON, "Save", BOX, actions=("showContextMenu", name), does=does)
    assert Bus(thing).press("Save").ending is Ending.DONE
    assert Bus(thing).press("Save", Act.SHOW_MENU).ending is Ending.DONE
    assert did == [name, "showContextMenu"]


def test_a_menu_that_can_only_be_shown_is_shown_and_a_refusal_is_no_press() -> None:
    thing = Thing(
        MENU, "File", BOX, actions=("ShowMenu",), does=lambda action: action == "ShowMenu"
    )
    assert Bus(thing).press("File").ending is Ending.DONE
    thing.does = lambda _action: False
    assert Bus(thing).press("File") == NOTHING
    thing.actions = ()
    assert Bus(thing).press("File") == NOTHING


def test_a_button_that_is_down_for_a_moment_only_has_no_new_state() -> None:
    did: list[str] = []
    looks = iter([True, False])

    class Bouncing(Bus):
        def _answer(self, to: Accessible, asked: Thing, name: str, body: tuple[Any, ...]) -> Any:
            if name == "GetState" and asked is thing and did:
                asked.states = [*USUAL, PRESSED] if next(looks) else USUAL
            return super()._answer(to, asked, name, body)

    def does(action: str) -> bool:
        did.append(action)
        return True

    thing = Thing(TOGGLE, "8", BOX, actions=("click",), does=does)
    assert Bouncing(thing).press("8") == Effect(Ending.DONE, "8", "toggle button", "")
    assert list(looks) == []


def test_a_field_is_called_by_its_label_and_never_by_what_it_holds() -> None:
    thing = Thing(79, "", (160, 90, 80, 20), text="secret", states=[*USUAL, 7, 12])
    thing.does = lambda action: action == "focus"
    assert Bus(thing).press("Code:", Act.FOCUS) == Effect(Ending.DONE, "Code", "text field")
    thing.box = BOX
    assert Bus(thing).press("secret", Act.FOCUS) == Effect(Ending.DONE, "", "text field")
