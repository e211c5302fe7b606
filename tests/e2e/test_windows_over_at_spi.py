"""Each window opened by its key, as a screen reader gets it: names, roles, states, focus events."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

import pytest
from support.accessible_tree import Item, items
from support.desk import Desk
from support.focus_events import FocusEvents
from support.processes import wait_until
from support.running_app import RunningApp

pytestmark = pytest.mark.desktop

LEADER = "super+alt+j"
MEMO = "Memo"
PATIENCE = 20.0
Told = tuple[str, str]
"""Role, and how the name begins."""

WINDOWS: dict[str, tuple[str, str, Sequence[Told]]] = {
    "main": (
        "o",
        "EarSight",
        [("list", "Groups"), ("push button", "Read window"), ("push button", "Read screen")],
    ),
    "settings": (
        ",",
        "EarSight settings",
        [("text", "Search"), ("list", "Sections"), ("check box", "Use screen reader")],
    ),
    "models": (
        "g",
        "Models",
        [("list", "Models"), ("text", "Details"), ("push button", "Install")],
    ),
    "review": ("i", "Review: ", [("text", "Answer"), ("combo box", "Everything")]),
    "question": (
        "k",
        f"Ask about {MEMO}",
        [("text", "Question"), ("radio button", "Answer"), ("combo box", "My own words")],
    ),
    "set-up": (
        "F2",
        "Set up EarSight",
        [("text", "Welcome to EarSight"), ("push button", "Say again"), ("push button", "Back")],
    ),
    "guide": ("F1", "EarSight guide", [("", "EarSight guide")]),
    "about": ("F9", "About EarSight", [("text", "About EarSight"), ("push button", "Copy")]),
    "report": ("F10", "Report a problem", [("text", "Report"), ("push button", "Save")]),
}
"""The key in the leader layer, the title, and what has the keyboard first and after each Tab."""


@pytest.fixture(scope="module")
def events(shared_desk: Desk) -> Iterator[FocusEvents]:
    with FocusEvents(shared_desk) as events:
        yield events


@pytest.fixture(scope="module")
def app(shared_desk: Desk, events: FocusEvents) -> Iterator[RunningApp]:
    programs = shared_desk.home / "programs"
    programs.mkdir()
    # No browser: the guide opens in a window of ours.
    (programs / "xdg-mime").write_text("#!/bin/sh\n")
    (programs / "xdg-mime").chmod(0o755)
    shared_desk.env["PATH"] = f"{programs}:{shared_desk.env['PATH']}"
    app = RunningApp(shared_desk, desktop__announce_start="false", sounds__enabled="false")
    yield app
    app.service.stop()


@pytest.fixture(scope="module")
def memo(shared_desk: Desk, app: RunningApp) -> None:
    """The program in front, which was just read."""
    app.warm()
    shared_desk.open_sample("Invoice for Zebulon", title=MEMO)
    assert app.earsight("trigger", "read", "--target", "window").returncode == 0
    time.sleep(2.0)


def _open(desk: Desk, key: str, title: str) -> None:
    desk.press(LEADER)
    time.sleep(0.4)  # The layer's keys are taken then.
    desk.press(key)
    wait_until(lambda: desk.focused_window().startswith(title), f"{title!r} in front", PATIENCE)


def _shown(desk: Desk) -> list[Item]:
    """Everything of the windows that is on the screen."""
    for _try in range(5):
        try:
            return [item for item in items(desk, "EarSight") if item.showing]
        except ValueError:
            time.sleep(0.3)  # A window came or went while it was looked at.
    raise AssertionError("the tree does not come to rest")


def _await_focus(events: FocusEvents, begun: int, wanted: Told) -> None:
    role, name = wanted

    def come() -> bool:
        return any(
            shown.startswith(role) and called.startswith(name)
            for shown, called in events.seen[begun:]
        )

    try:
        wait_until(come, "the focus event", PATIENCE)
    except TimeoutError:
        raise AssertionError(f"{wanted} is not among {events.seen[begun:]}") from None


@pytest.mark.parametrize("name", list(WINDOWS))
def test_a_window_tells_screen_readers_what_it_is(
    name: str, shared_desk: Desk, events: FocusEvents, memo: None
) -> None:
    desk = shared_desk
    key, title, (first, *others) = WINDOWS[name]
    begun = len(events.seen)
    _open(desk, key, title)
    _await_focus(events, begun, first)
    shown = _shown(desk)
    assert any(item.role in ("frame", "dialog") and title in item.name for item in shown)
    assert any(item.focused and item.name.startswith(first[1]) for item in shown)
    assert [item for item in shown if item.focusable and not item.name] == []
    for told in others:
        begun = len(events.seen)
        desk.press("Tab")
        _await_focus(events, begun, told)
    desk.press("Escape")
    wait_until(lambda: desk.focused_window() == MEMO, "the focus back", PATIENCE)


def test_the_menu_tells_each_entry(shared_desk: Desk, events: FocusEvents, memo: None) -> None:
    desk = shared_desk
    begun = len(events.seen)
    desk.press(LEADER)
    time.sleep(0.4)
    desk.press("n")
    _await_focus(events, begun, ("menu item", "Read window"))
    # The entry is told before the menu has the keyboard, which takes less time than fingers do.
    time.sleep(0.5)
    desk.press("Down")
    _await_focus(events, begun, ("menu item", "Read screen"))
    desk.press("Escape")
    wait_until(lambda: desk.focused_window() == MEMO, "the focus back", PATIENCE)


def test_the_state_of_a_check_box_is_told(
    shared_desk: Desk, events: FocusEvents, memo: None
) -> None:
    desk = shared_desk

    def checked() -> bool:
        (box,) = (item for item in _shown(desk) if item.name == "Use screen reader")
        assert box.role == "check box"
        return box.checked

    begun = len(events.seen)
    _open(desk, ",", "EarSight settings")
    desk.press("Tab")
    desk.press("Tab")
    _await_focus(events, begun, ("check box", "Use screen reader"))
    assert checked()
    desk.press("space")
    wait_until(lambda: not checked(), "the state to change", PATIENCE)
    desk.press("space")
    wait_until(checked, "the state to change back", PATIENCE)
    desk.press("Escape")
    wait_until(lambda: desk.focused_window() == MEMO, "the focus back", PATIENCE)
