"""By keys alone: open the answer in its window, hear and find in it, click from it, go back."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from support.accessible_tree import Item, items
from support.desk import Desk
from support.ears import Ears
from support.leader_layer import press_in_layer
from support.processes import wait_until
from support.running_app import RunningApp
from support.unsaved_letter import DIALOG, EDITOR, QUESTION, close_unsaved_letter

pytestmark = pytest.mark.desktop

TEXT = "The quick brown fox jumps over the lazy dog."
OTHER = "Seven large boxes were sent by mail on Friday night."
PATIENCE = 20.0


@pytest.fixture(scope="module")
def app(shared_desk: Desk) -> Iterator[RunningApp]:
    app = RunningApp(shared_desk, desktop__announce_start="false", sounds__enabled="false")
    app.warm()
    yield app
    app.service.stop()


def _open(desk: Desk) -> float:
    """Open the review window by its key; returns when."""
    begun = time.monotonic()
    press_in_layer(desk, "i")
    wait_until(lambda: desk.focused_window().startswith("Review: "), "the window", PATIENCE)
    return begun


def _answer(desk: Desk) -> Item:
    """The text of the window as a screen reader finds it."""
    named = [each for each in items(desk, "EarSight") if each.name == "Answer"]
    (text,) = [each for each in named if each.role == "text"]
    return text


def test_lines_are_heard_by_the_cursor_keys_and_escape_goes_back(
    shared_desk: Desk, app: RunningApp
) -> None:
    desk, ears = shared_desk, Ears(shared_desk)
    memo = desk.open_sample(f"{TEXT}\n\n{OTHER}", "Memo")
    begun = time.monotonic()
    press_in_layer(desk, "w")
    ears.hear(OTHER, begun)
    assert desk.recorder.wait_quiet()
    begun = _open(desk)
    # The first line is the window's title.
    ears.hear("Memo", begun)
    shown = _answer(desk)
    assert (shown.role, shown.focused) == ("text", True)
    title, *lines = shown.text.splitlines()
    assert title == "1 of 1, window Memo, read."
    assert lines == ["Read", "Memo", TEXT, OTHER]
    for text in (TEXT, OTHER):
        begun = time.monotonic()
        desk.press("Down")
        ears.hear(text, begun)
    desk.press("Escape")
    wait_until(lambda: desk.focused_window() == "Memo", "the way back")
    wait_until(lambda: memo.active, "the program to know")
    # The place is kept: review by key goes on where the caret was.
    begun = time.monotonic()
    press_in_layer(desk, "e", "i")
    ears.hear(OTHER, begun)
    desk.press("Escape")
    assert memo.keys() == []
    memo.service.stop()


def test_a_button_is_found_in_the_window_and_clicked_from_it(
    shared_desk: Desk, app: RunningApp
) -> None:
    desk, ears = shared_desk, Ears(shared_desk)
    editor = close_unsaved_letter(desk)
    begun = time.monotonic()
    press_in_layer(desk, "w")
    ears.hear(QUESTION, begun)
    _open(desk)
    desk.press("ctrl+f")
    begun = time.monotonic()
    desk.type("cancel")
    desk.press("Return")
    ears.hear("Cancel", begun)
    begun = time.monotonic()
    desk.press("Return")
    wait_until(lambda: not desk.shows(DIALOG), "the question to be answered")
    ears.hear("Pressed Cancel.", begun)
    wait_until(lambda: EDITOR in desk.focused_window(), "the editor")
    desk.type("Ps. ")
    wait_until(lambda: "*" in desk.focused_window(), "the editor to get the keys again")
    editor.stop()


def test_saved_answers_are_shown_after_a_new_start_and_are_gone_when_deleted(desk: Desk) -> None:
    desk.env["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    app = RunningApp(desk, review__save_history="true", desktop__announce_start="false")
    memo = desk.open_sample(TEXT, "Memo")
    app.warm()
    assert app.earsight("trigger", "read").returncode == 0
    wait_until(lambda: "Window Memo, read." in app.earsight("history").stdout, "it to be saved")
    assert TEXT in app.earsight("history", "show", "1").stdout
    app.service.stop()
    again = RunningApp(desk)
    desk.focus("Memo")
    _open(desk)
    wait_until(lambda: TEXT in _answer(desk).text, "the answer of before")
    desk.press("Escape")
    assert again.earsight("history", "delete-all").returncode == 0
    again.service.stop()
    last = RunningApp(desk)
    desk.focus("Memo")
    _open(desk)
    wait_until(lambda: "There is nothing to go through yet" in _answer(desk).text, "no answer")
    last.service.stop()
    memo.service.stop()
