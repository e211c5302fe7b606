from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from support.fake_atspi import ENABLED, SENSITIVE, SHOWING, USUAL, VISIBLE, FakeBus, Thing

from assistant.core.geometry import Rect
from assistant.screenmap.elements import Element, ElementKind, State
from assistant.screenmap.sources.atspi import told_window
from assistant.screenmap.sources.atspi_values import accessibles, readable, rect_of
from assistant.screenmap.sources.base import TargetWindow
from assistant.screenmap.told import elements_of

K = ElementKind
TARGET = TargetWindow(7, "Editor", Rect(100, 100, 400, 300))
FRAME, PANEL, BUTTON, CHECK, LABEL, ENTRY, SLIDER, LIST, ITEM, TABLE = (
    23, 39, 43, 7, 29, 79, 51, 31, 32, 55,
)  # fmt: skip
CHECKED, EDITABLE, FOCUSED, ACTIVE, EXPANDABLE, INDETERMINATE = 4, 7, 12, 1, 9, 32


def frame(*children: Thing, **more: Any) -> Thing:
    return Thing(FRAME, "Editor", (100, 120, 400, 280), children, **more)


def found(bus: FakeBus, target: TargetWindow = TARGET) -> list[Element]:
    told = told_window(bus, target)  # type: ignore[arg-type]
    assert told is not None
    return elements_of(told.root, (100, 100, 500, 400))


def test_controls_come_with_names_states_and_values() -> None:
    label = Thing(LABEL, "Size:", (110, 200, 40, 20))
    bus = FakeBus(
        {
            7: [
                frame(
                    Thing(BUTTON, "Save", (110, 130, 60, 20), states=(SHOWING, VISIBLE)),
                    Thing(CHECK, "Wrap", (110, 160, 60, 20), states=(*USUAL, CHECKED)),
                    Thing(CHECK, "Some", (210, 160, 60, 20), states=(*USUAL, INDETERMINATE)),
                    label,
                    Thing(SLIDER, "", (160, 200, 80, 20), span=(3.0, 0.0, 9.0), labelled_by=label),
                    Thing(ENTRY, "Name", (110, 230, 90, 20), text="Anna",
                          states=(*USUAL, EDITABLE, FOCUSED)),
                )
            ]
        }
    )  # fmt: skip
    told = {each.name: each for each in found(bus)}
    assert set(told) == {"Save", "Wrap", "Some", "Size:", "Name"}
    assert told["Save"].states == {State.DISABLED}
    assert told["Wrap"].states == {State.CHECKED}
    assert told["Some"].states == {State.PARTLY_CHECKED}
    assert (told["Size:"].kind, told["Size:"].value) == (K.SLIDER, "3")
    assert told["Name"].value == "Anna"
    assert told["Name"].states == {State.FOCUSED}


def test_what_does_not_show_is_asked_no_further() -> None:
    inside = Thing(BUTTON, "Hidden", (110, 130, 60, 20))
    closed = Thing(33, "File", (110, 120, 40, 20), [inside], states=(SENSITIVE, ENABLED))
    assert found(FakeBus({7: [frame(closed)]})) == []
    assert inside.asked == []


def test_the_window_is_found_among_others_by_its_place() -> None:
    other = Thing(FRAME, "Other", (600, 120, 400, 280), [Thing(BUTTON, "No", (610, 130, 50, 20))])
    own = frame(Thing(BUTTON, "Yes", (110, 130, 60, 20)))
    foreign = frame(Thing(BUTTON, "Foreign", (110, 130, 60, 20)))
    assert [each.name for each in found(FakeBus({9: [foreign], 7: [other, own]}))] == ["Yes"]


def test_a_sandboxed_program_is_found_by_its_window_alone() -> None:
    bus = FakeBus({9: [frame(Thing(BUTTON, "Yes", (110, 130, 60, 20)))]})
    assert [each.name for each in found(bus)] == ["Yes"]


def test_nothing_is_told_for_a_window_of_nobody() -> None:
    far = Thing(FRAME, "Other", (900, 120, 90, 80))
    assert told_window(FakeBus({7: [far, far]}), TARGET) is None  # type: ignore[arg-type]


def test_a_hung_program_tells_nothing_and_does_not_hide_others() -> None:
    own = frame(Thing(BUTTON, "Yes", (110, 130, 60, 20)))
    assert told_window(FakeBus({7: [own]}, hung=[7]), TARGET) is None  # type: ignore[arg-type]
    told = told_window(FakeBus({7: [own], 9: [frame()]}, hung=[9]), TARGET)  # type: ignore[arg-type]
    assert told is not None
    assert told.complete


def test_a_menu_that_is_open_over_the_window_belongs_to_it() -> None:
    menu = Thing(69, "", (120, 140, 100, 80), [Thing(35, "Open", (120, 140, 100, 20))])
    names = [each.name for each in found(FakeBus({7: [frame(), menu]}))]
    assert names == ["Open"]


def test_places_without_a_desktop_are_moved_to_where_the_window_is() -> None:
    own = Thing(FRAME, "Editor", (0, 0, 400, 290), [Thing(BUTTON, "Save", (10, 20, 60, 20))])
    (button,) = found(FakeBus({7: [own]}))
    assert button.box == (110, 120, 170, 140)


def long_list(count: int, first: int) -> tuple[Thing, Sequence[Thing]]:
    """A list of `count` entries of 20 pixels, scrolled to entry `first`; ten show."""
    items = [
        Thing(ITEM, f"Entry {n}", (110, 150 + 20 * (n - first), 100, 20),
              states=USUAL if first <= n < first + 10 else (SENSITIVE, ENABLED))
        for n in range(count)
    ]  # fmt: skip
    return Thing(LIST, "", (110, 150, 100, 200), items), items


@pytest.mark.parametrize("first", [0, 4000])
def test_of_a_long_list_only_what_shows_is_asked(first: int) -> None:
    listed, items = long_list(5000, first)
    names = [each.name for each in found(FakeBus({7: [frame(listed)]})) if each.kind is K.LIST_ITEM]
    assert names == [f"Entry {n}" for n in range(first, first + 10)]
    assert "GetChildren" not in listed.asked
    assert sum(bool(item.asked) for item in items) <= 12


def test_odd_answers_are_no_answers() -> None:
    assert rect_of((1, 2, 3)) is None
    assert rect_of((0, 0, 0, 5)) is None
    assert rect_of((-(2**31), 0, 10, 10)) is None
    assert rect_of("no") is None
    assert accessibles([("a", "b"), ("c",)]) == []
    assert accessibles(None) == []
    assert readable(("s", "a\ufffc\n b")) == "a b"
    assert readable(7) == ""
    assert readable("<p style='x'>Words <b>here</b></p>") == "Words here"
