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


def _started(desk: Desk) -> RunningApp:
    return RunningApp(desk, wait=False, first_start=True)


def _settings(desk: Desk) -> str:
    return Path(desk.env["XDG_CONFIG_HOME"], "earsight", "settings.toml").read_text("utf-8")


def test_from_nothing_to_a_first_reading_by_keys_alone(desk: Desk) -> None:
    begun = time.monotonic()
    app = _started(desk)
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
