"""From a key press to audible words, on a real desktop."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from support.audio import RATE
from support.desk import Desk
from support.envelope import envelope, likeness, read_wave
from support.running_app import RunningApp

from assistant.hotkeys.defaults import default_chords

pytestmark = pytest.mark.desktop

TEXT = "The quick brown fox jumps over the lazy dog."
OTHER = "Seven large boxes were sent by mail on Friday night."
READ_WINDOW = default_chords()["read-window"].lower()
STOP = default_chords()["stop"].lower()
LEADER = default_chords()["leader"].lower()


def synthesised(desk: Desk, text: str, tmp_path: Path) -> Path:
    """What the engine itself makes of a text, at the app's default rate."""
    path = tmp_path / f"{len(text)}.wav"
    desk.checked("espeak-ng", "-v", "en", "-s", "200", "-w", str(path), text)
    return path


def likeness_to(desk: Desk, since: float, text: str, tmp_path: Path) -> float:
    heard = envelope(desk.recorder.samples(since), RATE)
    return likeness(heard, envelope(*read_wave(synthesised(desk, text, tmp_path))))


def test_the_chord_speaks_what_the_window_says(desk: Desk, tmp_path: Path) -> None:
    sample = desk.open_sample(TEXT, title="Memo")
    app = RunningApp(desk, desktop__announce_start="false")
    app.warm()
    desk.recorder.wait_quiet()
    begun = time.monotonic()
    desk.press(READ_WINDOW)
    assert desk.recorder.onset(begun) is not None
    desk.recorder.wait_quiet(1.0)
    right = likeness_to(desk, begun, TEXT, tmp_path)
    wrong = likeness_to(desk, begun, OTHER, tmp_path)
    assert right > 0.9, (right, wrong)
    assert wrong < 0.75, (right, wrong)
    assert sample.keys() == []
    assert not sample.lost_focus
    assert desk.focused_window() == "Memo"


def test_the_layer_reads_with_one_letter_and_swallows_it(desk: Desk, tmp_path: Path) -> None:
    sample = desk.open_sample(TEXT, title="Memo")
    app = RunningApp(desk, desktop__announce_start="false")
    app.warm()
    desk.recorder.wait_quiet()
    desk.press(LEADER)
    time.sleep(0.3)
    begun = time.monotonic()
    desk.press("w")
    time.sleep(0.5)
    desk.recorder.wait_quiet(1.0)
    assert likeness_to(desk, begun, TEXT, tmp_path) > 0.9
    assert sample.keys() == []
    assert not sample.lost_focus


def test_the_stop_chord_silences_a_long_reading(desk: Desk) -> None:
    desk.open_sample("\n".join([TEXT, OTHER] * 8), title="Memo")
    app = RunningApp(desk, desktop__announce_start="false")
    app.warm()
    desk.recorder.wait_quiet()
    begun = time.monotonic()
    desk.press(READ_WINDOW)
    assert desk.recorder.onset(begun + 1.0, 5.0) is not None
    time.sleep(1.0)
    pressed = time.monotonic()
    desk.press(STOP)
    time.sleep(0.5)
    assert desk.recorder.segments(pressed + 0.5, pressed + 3.0) == []
    assert desk.recorder.wait_quiet(0.5, 2.0)


def test_a_newer_request_replaces_the_older(desk: Desk, tmp_path: Path) -> None:
    desk.open_sample("\n".join([OTHER] * 10), title="Long")
    app = RunningApp(desk, desktop__announce_start="false")
    app.warm()
    desk.recorder.wait_quiet()
    desk.press(READ_WINDOW)
    desk.open_sample(TEXT, title="Short")
    begun = time.monotonic()
    desk.press(READ_WINDOW)
    desk.recorder.wait_quiet(1.0)
    assert time.monotonic() - begun < 15.0
    assert likeness_to(desk, begun, TEXT, tmp_path) > 0.9


def test_a_russian_layout_at_start_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.checked("setxkbmap", "-layout", "ru")
    sample = desk.open_sample(TEXT, title="Memo")
    app = RunningApp(desk, desktop__announce_start="false")
    app.warm()
    desk.recorder.wait_quiet()
    begun = time.monotonic()
    desk.press(READ_WINDOW)
    time.sleep(0.5)
    desk.recorder.wait_quiet(1.0)
    assert likeness_to(desk, begun, TEXT, tmp_path) > 0.9
    assert sample.keys() == []


def test_repeat_says_the_same_again(desk: Desk, tmp_path: Path) -> None:
    desk.open_sample(TEXT, title="Memo")
    app = RunningApp(desk, desktop__announce_start="false")
    app.warm()
    desk.recorder.wait_quiet()
    desk.press(READ_WINDOW)
    time.sleep(0.5)
    desk.recorder.wait_quiet(1.0)
    begun = time.monotonic()
    assert app.earsight("trigger", "repeat").returncode == 0
    time.sleep(0.5)
    desk.recorder.wait_quiet(1.0)
    assert likeness_to(desk, begun, TEXT, tmp_path) > 0.9
