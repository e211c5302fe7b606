"""The menu and its submenus by real keys, while another program keeps the focus."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from support.desk import Desk
from support.processes import wait_until
from support.running_app import RunningApp
from support.samples import SampleWindow
from Xlib import X, error
from Xlib.display import Display

from assistant.core.actions import action
from assistant.ui.action_groups import parts

pytestmark = pytest.mark.desktop

MENU_KEYS = ("super+alt+j", "n")
VOICE = next(part for part in parts(without="menu") if action("faster") in part.actions)


@pytest.fixture(scope="module")
def app(shared_desk: Desk) -> Iterator[RunningApp]:
    app = RunningApp(shared_desk, desktop__announce_start="false")
    yield app
    app.service.stop()


@pytest.fixture
def memo(shared_desk: Desk, app: RunningApp) -> Iterator[SampleWindow]:
    """A program with the focus; afterwards it must have it still, and have got no key of ours."""
    memo = shared_desk.open_sample("Memo", title="Memo")
    yield memo
    _wait(shared_desk, 0)
    assert shared_desk.focused_window() == "Memo"
    shared_desk.press("z")
    wait_until(memo.keys, "the keyboard back in the program")
    assert memo.keys() == ["z"]
    memo.service.stop()


def _menus(desk: Desk) -> int:
    """How many menus are open: windows that the window manager has nothing to do with."""
    display = Display(desk.env["DISPLAY"])
    try:
        shown = [_is_menu(window) for window in display.screen().root.query_tree().children]
    finally:
        display.close()
    return sum(shown)


def _is_menu(window: object) -> bool:
    try:
        state = window.get_attributes()  # type: ignore[attr-defined]
        kind = window.get_wm_class()  # type: ignore[attr-defined]
    except error.XError:
        return False
    shown = state.override_redirect and state.map_state == X.IsViewable
    return bool(shown and kind and "earsight" in kind[1].lower())


def _open(desk: Desk) -> None:
    for keys in MENU_KEYS:
        desk.press(keys)
        time.sleep(0.3)  # Nobody's fingers are faster.
    _wait(desk, 1)


def _wait(desk: Desk, menus: int) -> None:
    wait_until(lambda: _menus(desk) == menus, f"{menus} open menus")


def _letter(label: str) -> str:
    return label.partition("&")[2][0].lower()


def _rate(app: RunningApp) -> int:
    return int(app.earsight("settings", "get", "speech.rate").stdout)


def test_arrows_and_escape_walk_in_and_out(shared_desk: Desk, memo: SampleWindow) -> None:
    _open(shared_desk)
    assert shared_desk.focused_window() == "Memo"
    shared_desk.press("Up")
    for back in ("Left", "Escape"):
        shared_desk.press("Right")
        _wait(shared_desk, 2)
        shared_desk.press(back)
        _wait(shared_desk, 1)
    shared_desk.press("Escape")


def test_return_opens_a_submenu_and_chooses(
    shared_desk: Desk, app: RunningApp, memo: SampleWindow
) -> None:
    before = _rate(app)
    _open(shared_desk)
    groups = parts(without="menu")
    for _press in range(len(groups) - groups.index(VOICE)):
        shared_desk.press("Up")
    shared_desk.press("Return")
    _wait(shared_desk, 2)
    for _press in range(VOICE.actions.index(action("faster"))):
        shared_desk.press("Down")
    shared_desk.press("Return")
    wait_until(lambda: _rate(app) == before + 20, "the faster rate")


def test_letters_open_a_submenu_and_choose(
    shared_desk: Desk, app: RunningApp, memo: SampleWindow
) -> None:
    before = _rate(app)
    _open(shared_desk)
    shared_desk.press(_letter(VOICE.title))
    _wait(shared_desk, 2)
    shared_desk.press(_letter(action("slower").label))
    wait_until(lambda: _rate(app) == before - 20, "the slower rate")
