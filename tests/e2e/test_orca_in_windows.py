"""What Orca itself says in our windows, by its own record, with our voice silent."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import pytest
from support.desk import Desk
from support.processes import wait_until
from support.running_app import RunningApp

pytestmark = pytest.mark.desktop

LEADER = "super+alt+j"
MEMO = "Memo"
PATIENCE = 20.0
PAUSE = 1.5
"""Seconds after each key, in which Orca finishes."""
Step = tuple[str, Sequence[str]]
"""A key, and what Orca says then, in this order."""

WINDOWS: dict[str, Sequence[Step]] = {
    "main": (
        ("o", ["EarSight frame", "Groups", "List with 7 items", "Most used"]),
        ("Tab", ["Read window push button", "Read the active window."]),
    ),
    "settings": (
        (",", ["EarSight settings", "Search text", "Shows only the settings"]),
        ("Tab", ["Sections", "List with", "Speech"]),
        ("Down", ["Sounds"]),
        ("Tab", ["Enabled check box not checked", "Play short sounds beside the voice"]),
        ("space", ["checked"]),
        ("space", ["not checked"]),
        ("Tab", ["Volume 70 spin button", "Loudness of the sounds"]),
    ),
    "models": (
        ("g", ["Models", "List with", "megabytes"]),
        ("Tab", ["Details read only text"]),
        ("Tab", ["Install", "Asks how large"]),
    ),
    "set-up": (("F2", ["Set up EarSight dialog", "Step 1 of 12", "Press Return to go on"]),),
    "about": (("F9", ["About EarSight", "EarSight 0"]), ("Tab", ["Copy push button"])),
    "report": (("F10", ["Report a problem", "read only text"]), ("Tab", ["Save push button"])),
    "menu": (("n", ["Read window"]), ("Down", ["Read screen"])),
}
NOISE = ("layered pane", "filler", "unknown")
"""What is said of things that mean nothing to the person."""


@pytest.fixture(scope="module")
def shared_desk(make_shared_desk: Callable[..., Desk]) -> Desk:
    return make_shared_desk(orca=True, orca_log=True)


@pytest.fixture(scope="module")
def app(shared_desk: Desk) -> Iterator[RunningApp]:
    app = RunningApp(shared_desk, desktop__announce_start="false", sounds__enabled="false")
    shared_desk.open_sample("Invoice for Zebulon", title=MEMO)
    yield app
    app.service.stop()


def _visit(desk: Desk, steps: Sequence[Step]) -> None:
    desk.press(LEADER)
    time.sleep(0.4)  # The layer's keys are taken then.
    for key, _wanted in steps:
        desk.press(key)
        time.sleep(PAUSE)
    desk.press("Escape")
    wait_until(lambda: desk.focused_window() == MEMO, "the focus back", PATIENCE)
    time.sleep(PAUSE)


def _unsaid(said: Sequence[str]) -> list[str]:
    """What of all that is wanted is not said where it should be."""
    text, place, missing = "\n".join(said), 0, []
    for name, steps in WINDOWS.items():
        for key, wanted in steps:
            for words in wanted:
                found = text.find(words, place)
                if found < 0:
                    missing.append(f"{name}, {key}: {words}")
                else:
                    place = found + len(words)
    return missing


def test_orca_says_what_one_comes_to_and_nothing_twice(shared_desk: Desk, app: RunningApp) -> None:
    """Last: Orca does not come back."""
    for steps in WINDOWS.values():
        _visit(shared_desk, steps)
        assert app.voice_pids() == []
    # Only then is its record whole.
    shared_desk.end_orca()
    said = shared_desk.said_by_orca()
    print("\n".join(said))
    assert _unsaid(said) == []
    assert [words for words in said if words.strip(" .") in NOISE] == []
    assert [words for words, again in pairwise(said) if words == again] == []
