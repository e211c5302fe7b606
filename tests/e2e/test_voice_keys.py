"""The leader layer: one chord, then a key that no program below sees."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from support.desk import Desk
from support.ears import Ears
from support.processes import wait_until
from support.running_app import RunningApp
from support.samples import SampleWindow

from assistant.core.actions import ACTIONS
from assistant.core.resources import resource
from assistant.core.spoken_help import spoken_help
from assistant.hotkeys.chords import Chord, spoken_key
from assistant.hotkeys.defaults import default_chords

pytestmark = pytest.mark.desktop

TEXT = "The quick brown fox jumps over the lazy dog."
OTHER = "Seven large boxes were sent by mail on Friday night."
LEADER = default_chords()["leader"].lower()
LEADER_SECONDS = 2.0


@pytest.fixture(scope="module")
def app(shared_desk: Desk) -> Iterator[RunningApp]:
    app = RunningApp(
        shared_desk,
        desktop__announce_start="false",
        hotkeys__leader_seconds=str(LEADER_SECONDS),
    )
    yield app
    app.service.stop()


@pytest.fixture
def memo(shared_desk: Desk, app: RunningApp) -> Iterator[SampleWindow]:
    """A window with the focus, which must get no key."""
    memo = shared_desk.open_sample(f"{TEXT}\n\n{OTHER}", title="Memo")
    yield memo
    assert app.earsight("trigger", "stop").returncode == 0
    assert app.earsight("settings", "reset", "speech.rate").returncode == 0
    assert not memo.lost_focus
    memo.service.stop()


def _layer(desk: Desk, *keys: str) -> None:
    """Open the layer, then press keys in it."""
    desk.press(LEADER)
    for key in keys:
        time.sleep(0.2)
        desk.press(key)


def test_up_and_down_change_the_rate_that_is_heard(
    shared_desk: Desk, app: RunningApp, memo: SampleWindow
) -> None:
    ears = Ears(shared_desk)
    begun = time.monotonic()
    _layer(shared_desk, "w")
    ears.hear(TEXT, begun)
    _layer(shared_desk, "Up", "Up", "Up", "Up", "Down", "Escape")
    faster = 200 + 3 * 20
    wait_until(lambda: _setting(app, "speech.rate") == str(faster), "the rate to be kept")
    begun = time.monotonic()
    _layer(shared_desk, "r")
    ears.hear(TEXT, begun, rate=faster)
    assert ears.likeness(TEXT, begun) < 0.75
    assert memo.keys() == []


def test_space_holds_speech_and_lets_it_go_on(
    shared_desk: Desk, app: RunningApp, memo: SampleWindow
) -> None:
    ears = Ears(shared_desk)
    begun = time.monotonic()
    _layer(shared_desk, "w")
    assert shared_desk.recorder.onset(begun + 1.0, 30) is not None
    _layer(shared_desk, "space")
    paused = time.monotonic()
    assert shared_desk.recorder.wait_quiet(1.5, 5)
    assert ears.likeness(OTHER, begun) < 0.75
    _layer(shared_desk, "space")
    ears.hear(TEXT, paused)
    ears.hear(OTHER, paused)
    assert memo.keys() == []


def test_the_question_mark_lists_the_keys(
    shared_desk: Desk, app: RunningApp, memo: SampleWindow
) -> None:
    chords = {name: Chord.parse(text).spoken() for name, text in default_chords().items()}
    keys = {entry.id: spoken_key(entry.key) for entry in ACTIONS}
    first, second, *_others = spoken_help(keys, chords)
    ears = Ears(shared_desk)
    begun = time.monotonic()
    _layer(shared_desk, "shift+slash")
    ears.hear(first, begun)
    ears.hear(second, begun)
    # The layer is still open, for the key that one was waiting for.
    shared_desk.press("x")
    assert shared_desk.recorder.wait_quiet(0.5, 3)
    assert memo.keys() == []


def test_escape_leaves_and_the_next_key_is_the_programs(
    shared_desk: Desk, app: RunningApp, memo: SampleWindow
) -> None:
    begun = time.monotonic()
    _layer(shared_desk, "Escape")
    Ears(shared_desk).hear_recording(resource("sounds", "done.wav"), begun)
    assert memo.keys() == []
    shared_desk.press("w")
    wait_until(lambda: memo.keys() == ["w"], "the key to reach the program")


def test_an_unknown_key_sounds_the_failure_and_leaves(
    shared_desk: Desk, app: RunningApp, memo: SampleWindow
) -> None:
    begun = time.monotonic()
    _layer(shared_desk, "0")
    Ears(shared_desk).hear_recording(resource("sounds", "failed.wav"), begun)
    assert memo.keys() == []
    shared_desk.press("e")
    wait_until(lambda: memo.keys() == ["e"], "the key to reach the program")


def test_a_layer_that_is_left_waiting_closes(
    shared_desk: Desk, app: RunningApp, memo: SampleWindow
) -> None:
    begun = time.monotonic()
    _layer(shared_desk)
    Ears(shared_desk).hear_recording(resource("sounds", "failed.wav"), begun, LEADER_SECONDS + 3)
    shared_desk.press("e")
    wait_until(lambda: memo.keys() == ["e"], "the key to reach the program")


def _setting(app: RunningApp, key: str) -> str:
    return app.earsight("settings", "get", key).stdout.strip()
