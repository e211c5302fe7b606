"""By keys alone: read a real program's window, walk or search to a button's text, and press it."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from support.desk import Desk
from support.ears import Ears
from support.leader_layer import press_in_layer
from support.processes import wait_until
from support.running_app import RunningApp
from support.unsaved_letter import DIALOG, EDITOR, LETTER, QUESTION, close_unsaved_letter

pytestmark = pytest.mark.desktop


@pytest.fixture
def dialog(shared_desk: Desk, app: RunningApp) -> Iterator[Desk]:
    """An editor that asks whether to save what was typed, and has just been read."""
    desk = shared_desk
    editor = close_unsaved_letter(desk)
    begun = time.monotonic()
    press_in_layer(desk, "w")
    Ears(desk).hear(QUESTION, begun)
    yield desk
    editor.stop()
    assert app.earsight("trigger", "stop").returncode == 0


def test_walking_to_a_button_and_pressing_it_closes_the_editor(dialog: Desk) -> None:
    ears = Ears(dialog)
    press_in_layer(dialog, "e", "ctrl+End")
    begun = time.monotonic()
    dialog.press("Up")
    ears.hear("Don't Save", begun)
    assert dialog.focused_window() == DIALOG
    dialog.press("Return")
    wait_until(lambda: not dialog.shows(DIALOG), "the question to be answered")
    wait_until(lambda: not dialog.shows(EDITOR), "the editor to close")
    ears.hear("Pressed Don't Save.", begun)
    assert (dialog.home / EDITOR).read_text(encoding="utf-8") == LETTER


def test_searching_for_a_button_and_pressing_it_brings_the_editor_back(dialog: Desk) -> None:
    ears = Ears(dialog)
    press_in_layer(dialog, "e", "ctrl+f")
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
