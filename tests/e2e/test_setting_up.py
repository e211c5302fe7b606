"""The set-up from nothing: by keys alone, hearing each page, to a first reading and new keys."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from support.desk import Desk
from support.ears import Ears
from support.processes import wait_until
from support.running_app import RunningApp

from assistant.hotkeys.defaults import default_chords

pytestmark = pytest.mark.desktop

LEADER = default_chords()["leader"].lower()
WINDOW = "Set up EarSight"
STEPS = (
    ("Language", "EarSight talks English to you."),
    ("Voice and rate", "Whatever you change is spoken as a sample."),
    ("Sound check", "Did you hear this?"),
    ("Screen reader", "No screen reader is running now."),
    ("Keys", "The leader key is Super plus Alt plus J."),
    ("Permissions", "No permission is needed on this desktop."),
    ("What can be read", "EarSight reads all text that can be seen:"),
)


def _settings(desk: Desk) -> str:
    return Path(desk.env["XDG_CONFIG_HOME"], "earsight", "settings.toml").read_text("utf-8")


def _press(desk: Desk, leader: str, key: str) -> float:
    begun = time.monotonic()
    desk.press(leader)
    time.sleep(0.3)
    desk.press(key)
    return begun


def test_from_nothing_to_a_first_reading_by_keys_alone(desk: Desk) -> None:
    begun = time.monotonic()
    app = RunningApp(desk, wait=False, first_start=True)
    ears = Ears(desk)
    ears.hear("Welcome to EarSight.", begun)
    ears.hear("Press Return to go on, Escape to leave.", begun)
    wait_until(lambda: desk.focused_window() == WINDOW, "the set-up to have the keyboard")

    for number, (title, sentence) in enumerate(STEPS, 2):
        begun = time.monotonic()
        desk.press("Return")
        ears.hear(f"{title}. Step {number} of 12.", begun)
        ears.hear(sentence, begun)

    begun = time.monotonic()
    desk.press("t")
    ears.hear("One moment.", begun)
    ears.hear("EarSight reads the screen aloud", begun, 60.0)
    assert desk.focused_window() == WINDOW

    begun = time.monotonic()
    desk.press("Escape")
    ears.hear("Set-up was left.", begun)
    assert "set_up = true" in _settings(desk)
    assert app.quit() == 0
    begun = time.monotonic()
    app = RunningApp(desk, wait=False, first_start=True)
    ears.hear("EarSight is ready.", begun)
    assert not desk.shows(WINDOW)
    assert app.quit() == 0


def test_another_chord_is_chosen_by_pressing_it_and_works(desk: Desk) -> None:
    sample = desk.open_sample("Seven boxes of apples.", title="Memo")
    app = RunningApp(desk, desktop__announce_start="false", sounds__enabled="false")
    app.warm()
    assert desk.recorder.wait_quiet()
    ears = Ears(desk)
    _press(desk, LEADER, "F2")
    wait_until(lambda: desk.focused_window() == WINDOW, "the set-up to have the keyboard")
    begun = time.monotonic()
    for _step in range(5):
        desk.press("Return")
        time.sleep(0.2)
    ears.hear("Keys. Step 6 of 12.", begun)
    ears.hear("The leader key is Super plus Alt plus J.", begun)

    begun = time.monotonic()
    desk.press("alt+p")
    desk.press("super+alt+q")
    ears.hear("Super plus Alt plus Q.", begun)
    begun = time.monotonic()
    desk.press("alt+t")
    ears.hear("Press Super plus Alt plus Q now.", begun)
    begun = time.monotonic()
    desk.press("super+alt+q")
    ears.hear("Super plus Alt plus Q works.", begun)

    desk.press("Escape")
    wait_until(lambda: desk.focused_window() == "Memo", "the focus to go back")
    assert desk.recorder.wait_quiet()
    begun = _press(desk, "super+alt+q", "w")
    ears.hear("Seven boxes of apples.", begun)
    assert sample.keys() == []
    assert app.earsight("setup").returncode == 0
    wait_until(lambda: desk.focused_window() == WINDOW, "the set-up to come back")
    assert app.quit() == 0
