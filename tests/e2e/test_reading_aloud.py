"""From a key press to audible words, on a real desktop."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from support.desk import Desk
from support.ears import Ears
from support.running_app import RunningApp

from assistant.hotkeys.defaults import default_chords

pytestmark = pytest.mark.desktop

TEXT = "The quick brown fox jumps over the lazy dog."
OTHER = "Seven large boxes were sent by mail on Friday night."
READ_WINDOW = default_chords()["read-window"].lower()
STOP = default_chords()["stop"].lower()
LEADER = default_chords()["leader"].lower()


@pytest.fixture(scope="module")
def app(shared_desk: Desk) -> Iterator[RunningApp]:
    app = RunningApp(shared_desk, desktop__announce_start="false", sounds__enabled="false")
    app.warm()
    yield app
    app.service.stop()


@pytest.fixture
def ears(shared_desk: Desk, app: RunningApp) -> Ears:
    app.earsight("trigger", "stop")
    assert shared_desk.recorder.wait_quiet()
    return Ears(shared_desk)


def test_the_chord_speaks_what_the_window_says(shared_desk: Desk, ears: Ears) -> None:
    sample = shared_desk.open_sample(TEXT, title="Memo")
    begun = time.monotonic()
    shared_desk.press(READ_WINDOW)
    ears.hear(TEXT, begun)
    assert shared_desk.recorder.wait_quiet(1.0)
    assert ears.likeness(TEXT, begun) > 0.9
    assert ears.likeness(OTHER, begun) < 0.75
    assert sample.keys() == []
    assert not sample.lost_focus
    assert shared_desk.focused_window() == "Memo"


def test_the_layer_reads_with_one_letter_and_swallows_it(shared_desk: Desk, ears: Ears) -> None:
    sample = shared_desk.open_sample(OTHER, title="Layer")
    begun = time.monotonic()
    shared_desk.press(LEADER)
    time.sleep(0.3)
    shared_desk.press("w")
    ears.hear(OTHER, begun)
    assert sample.keys() == []
    assert not sample.lost_focus


def test_the_stop_chord_silences_a_long_reading(shared_desk: Desk, ears: Ears) -> None:
    shared_desk.open_sample("\n".join([TEXT, OTHER] * 8), title="Long")
    begun = time.monotonic()
    shared_desk.press(READ_WINDOW)
    ears.hear(TEXT, begun)
    shared_desk.press(STOP)
    assert shared_desk.recorder.wait_quiet(1.0, 3.0)


def test_a_newer_request_replaces_the_older(shared_desk: Desk, ears: Ears) -> None:
    shared_desk.open_sample("\n".join([OTHER] * 10), title="Older")
    begun = time.monotonic()
    shared_desk.press(READ_WINDOW)
    ears.hear(OTHER, begun)
    shared_desk.open_sample(TEXT, title="Newer")
    begun = time.monotonic()
    shared_desk.press(READ_WINDOW)
    ears.hear(TEXT, begun, 10.0)
    assert shared_desk.recorder.wait_quiet(1.0, 5.0), "the older one goes on"


def test_repeat_says_the_same_again(shared_desk: Desk, ears: Ears) -> None:
    shared_desk.open_sample(TEXT, title="Again")
    begun = time.monotonic()
    shared_desk.press(READ_WINDOW)
    ears.hear(TEXT, begun)
    assert shared_desk.recorder.wait_quiet()
    begun = time.monotonic()
    shared_desk.press(LEADER)
    time.sleep(0.3)
    shared_desk.press("r")
    ears.hear(TEXT, begun)


def test_a_russian_layout_at_start_changes_nothing(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(keyboard="ru")
    sample = desk.open_sample(TEXT, title="Memo")
    RunningApp(desk, desktop__announce_start="false", sounds__enabled="false").warm()
    assert desk.recorder.wait_quiet()
    begun = time.monotonic()
    desk.press(READ_WINDOW)
    Ears(desk).hear(TEXT, begun)
    assert sample.keys() == []
