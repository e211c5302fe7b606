"""A desktop without a tray: the window stands in, out of the way, and the keyboard reaches all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from support.accessible_tree import items
from support.desk import Desk
from support.ears import Ears
from support.processes import wait_until
from support.running_app import RunningApp

from assistant.core.actions import ACTIONS, action
from assistant.core.labels import without_mnemonic
from assistant.ui.action_groups import parts

pytestmark = pytest.mark.desktop

TEXT = "The quick brown fox jumps over the lazy dog."
WINDOW = "EarSight"


@pytest.fixture(scope="module")
def shared_desk(make_shared_desk: Callable[..., Desk]) -> Desk:
    return make_shared_desk(tray=False)


@pytest.fixture
def app(shared_desk: Desk) -> Iterator[RunningApp]:
    """The app, whose window came by itself while a program had the focus and kept it."""
    memo = shared_desk.open_sample(TEXT, title="Memo")
    app = RunningApp(shared_desk, desktop__announce_start="false")
    wait_until(lambda: shared_desk.shows(WINDOW), "the window")
    assert shared_desk.focused_window() == "Memo"
    assert not memo.lost_focus
    yield app
    app.service.stop()
    memo.service.stop()


MNEMONICS = {entry.id: entry.label.partition("&")[2][0].lower() for entry in ACTIONS}


def _show_group_of(desk: Desk, action_id: str) -> None:
    """Choose a group by its first letters, as in any list."""
    group = next(part for part in parts("show-window") if action(action_id) in part.actions)
    _tab_to(desk, "Groups")
    desk.type(without_mnemonic(group.title))


def _tab_to(desk: Desk, name: str) -> None:
    """Press Tab until what has that name has the keyboard."""
    for _press in ACTIONS:
        desk.press("Tab")
        wait_until(lambda: any(item.focused for item in items(desk, WINDOW)), "a focused item")
        if any(item.focused and item.name == name for item in items(desk, WINDOW)):
            return
    pytest.fail(f"{name} cannot be reached by Tab")


def _setting(app: RunningApp, key: str) -> str:
    return app.earsight("settings", "get", key).stdout.strip()


def test_every_action_is_offered_with_its_keys(shared_desk: Desk, app: RunningApp) -> None:
    names = {item.name for item in items(shared_desk, WINDOW) if item.role == "push button"}
    offered = {entry.label.replace("&", "") for entry in ACTIONS if entry.id != "show-window"}
    assert names == offered


def test_it_is_a_window_to_screen_readers(shared_desk: Desk, app: RunningApp) -> None:
    assert ("frame", WINDOW) in {(item.role, item.name) for item in items(shared_desk, WINDOW)}


def test_a_mnemonic_reads_the_window_that_was_in_use(shared_desk: Desk, app: RunningApp) -> None:
    shared_desk.focus(WINDOW)
    begun = time.monotonic()
    shared_desk.press(f"alt+{MNEMONICS['read-window']}")
    Ears(shared_desk).hear(TEXT, begun)
    assert shared_desk.focused_window() == "Memo"


def test_mnemonics_and_tab_reach_the_voice(shared_desk: Desk, app: RunningApp) -> None:
    before = int(_setting(app, "speech.rate"))
    shared_desk.focus(WINDOW)
    _show_group_of(shared_desk, "faster")
    shared_desk.press(f"alt+{MNEMONICS['faster']}")
    wait_until(lambda: int(_setting(app, "speech.rate")) == before + 20, "the faster rate")
    _tab_to(shared_desk, "Speak slower")
    shared_desk.press("space")
    wait_until(lambda: int(_setting(app, "speech.rate")) == before, "the slower rate")


def test_escape_keeps_the_only_way_to_the_program_open(shared_desk: Desk, app: RunningApp) -> None:
    shared_desk.focus(WINDOW)
    shared_desk.press("Escape")
    time.sleep(0.5)
    assert shared_desk.shows(WINDOW)


def test_closing_the_only_way_to_the_program_ends_it(shared_desk: Desk, app: RunningApp) -> None:
    shared_desk.focus(WINDOW)
    shared_desk.press("alt+F4")
    assert app.service.wait(15) == 0


def test_a_tray_that_appears_later_is_used(shared_desk: Desk, app: RunningApp) -> None:
    """Last: the tray stays."""
    shared_desk.start_tray()
    wait_until(lambda: shared_desk.has_in_tray(WINDOW), "the icon in the tray")
    shared_desk.focus(WINDOW)
    shared_desk.press("Escape")
    wait_until(lambda: not shared_desk.shows(WINDOW), "the window to hide")
    assert app.service.running
