"""By keys alone: read a real program's window, walk or search to a button's text, and press it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from support.desk import Desk
from support.ears import Ears
from support.processes import wait_until
from support.running_app import RunningApp

from assistant.hotkeys.defaults import default_chords

pytestmark = pytest.mark.desktop

LEADER = default_chords()["leader"].lower()
TEXT = "Dear Anna, thank you.\n"
QUESTION = "Do you want to save the changes before closing?"
DIALOG, EDITOR = "Save Changes", "letter.txt"


@pytest.fixture(scope="module")
def shared_desk(make_shared_desk: Callable[..., Desk]) -> Desk:
    return make_shared_desk()


@pytest.fixture(scope="module")
def app(shared_desk: Desk) -> Iterator[RunningApp]:
    app = RunningApp(shared_desk, desktop__announce_start="false")
    app.warm()
    yield app
    app.service.stop()


@pytest.fixture
def dialog(shared_desk: Desk, app: RunningApp) -> Iterator[Desk]:
    """An editor that asks whether to save what was typed, and has just been read."""
    desk = shared_desk
    file = desk.home / EDITOR
    file.write_text(TEXT, encoding="utf-8")
    editor = desk.spawn("editor", ["mousepad", "--disable-server", str(file)])
    desk.focus(EDITOR)
    desk.type("And more. ")
    wait_until(lambda: "*" in desk.focused_window(), "the editor to have the text")

    def asks() -> bool:
        desk.press("ctrl+w")
        time.sleep(0.5)
        return desk.focused_window() == DIALOG

    wait_until(asks, "the editor's question")
    begun = time.monotonic()
    _layer(desk, "w")
    Ears(desk).hear(QUESTION, begun)
    yield desk
    editor.stop()
    assert app.earsight("trigger", "stop").returncode == 0


def _layer(desk: Desk, *keys: str) -> None:
    """Open the leader layer, then press keys in it."""
    for key in (LEADER, *keys):
        desk.press(key)
        time.sleep(0.3)


def test_walking_to_a_button_and_pressing_it_closes_the_editor(dialog: Desk) -> None:
    ears = Ears(dialog)
    _layer(dialog, "e", "ctrl+End")
    begun = time.monotonic()
    dialog.press("Up")
    ears.hear("Don't Save", begun)
    assert dialog.focused_window() == DIALOG
    dialog.press("Return")
    wait_until(lambda: not dialog.shows(DIALOG), "the question to be answered")
    wait_until(lambda: not dialog.shows(EDITOR), "the editor to close")
    ears.hear("Pressed Don't Save.", begun)
    assert (dialog.home / EDITOR).read_text(encoding="utf-8") == TEXT


def test_searching_for_a_button_and_pressing_it_brings_the_editor_back(dialog: Desk) -> None:
    ears = Ears(dialog)
    _layer(dialog, "e", "ctrl+f")
    wait_until(lambda: "Find in the answer" in dialog.focused_window(), "the search window")
    begun = time.monotonic()
    dialog.type("cancel")
    dialog.press("Return")
    ears.hear("Cancel", begun)
    wait_until(lambda: dialog.focused_window() == DIALOG, "the question to have the keyboard back")
    dialog.press("Return")
    wait_until(lambda: not dialog.shows(DIALOG), "the question to be answered")
    ears.hear("Pressed Cancel.", begun)
    wait_until(lambda: EDITOR in dialog.focused_window(), "the editor")
    dialog.type("Ps. ")
    wait_until(lambda: "*" in dialog.focused_window(), "the editor to get the keys again")
