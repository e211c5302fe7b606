"""Processes that are killed: the person hears of it where something was lost, and can go on."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from support.desk import Desk
from support.ears import Ears
from support.processes import wait_until
from support.running_app import RunningApp

if sys.platform == "win32":
    pytest.skip("signals and permissions of POSIX", allow_module_level=True)

pytestmark = pytest.mark.desktop

TEXT = "The quick brown fox jumps over the lazy dog."
OTHER = "Seven large boxes were sent by mail on Friday night."
LOST = "The text reader stopped unexpectedly. It starts again by itself. Please try again."


@pytest.fixture(scope="module")
def shared_desk(make_shared_desk: Callable[..., Desk]) -> Desk:
    return make_shared_desk(size=(1920, 1200), tray=False)


@pytest.fixture
def app(shared_desk: Desk) -> Iterator[RunningApp]:
    app = RunningApp(shared_desk, desktop__announce_start="false", sounds__enabled="false")
    yield app
    app.service.stop()


def _read(app: RunningApp, target: str = "window") -> float:
    """Ask for a reading; returns when."""
    begun = time.monotonic()
    assert app.earsight("trigger", "read", "--target", target).returncode == 0
    return begun


def _kill(pids: list[int]) -> None:
    assert pids
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


def test_a_reader_killed_while_it_loads_starts_again(shared_desk: Desk, app: RunningApp) -> None:
    shared_desk.open_sample(TEXT, title="Loading")
    ears = Ears(shared_desk)
    wait_until(app.worker_pids, "the text reader")
    _kill(app.worker_pids())
    ears.hear(TEXT, _read(app))


def test_a_reader_killed_while_idle_is_not_missed(shared_desk: Desk, app: RunningApp) -> None:
    shared_desk.open_sample(TEXT, title="Idle")
    ears = Ears(shared_desk)
    ears.hear(TEXT, _read(app))
    before = app.worker_pids()
    _kill(before)
    wait_until(lambda: not app.worker_pids(), "the reader's end")
    ears.hear(TEXT, _read(app))
    assert app.worker_pids() != before


def test_a_reader_killed_while_it_reads_is_told_and_the_next_request_works(
    shared_desk: Desk, app: RunningApp
) -> None:
    long = shared_desk.open_sample("\n".join([OTHER, TEXT] * 20), title="Long")
    ears = Ears(shared_desk)
    begun = _read(app)
    assert shared_desk.recorder.onset(begun, 30) is not None
    _kill(app.worker_pids())
    ears.hear(LOST, begun)
    long.service.stop()
    shared_desk.open_sample(TEXT, title="Next")
    ears.hear(TEXT, _read(app))


def test_a_killed_voice_says_the_sentence_all_the_same(shared_desk: Desk, app: RunningApp) -> None:
    shared_desk.open_sample(TEXT, title="Voice")
    ears = Ears(shared_desk)
    ears.hear(TEXT, _read(app))
    _kill(app.voice_pids())
    ears.hear(TEXT, _read(app))


def test_a_voice_killed_in_a_sentence_does_not_silence_the_rest(
    shared_desk: Desk, app: RunningApp
) -> None:
    shared_desk.open_sample(f"{OTHER}\n\n{TEXT}", title="Sentences")
    ears = Ears(shared_desk)
    begun = _read(app)
    assert shared_desk.recorder.onset(begun, 30) is not None
    _kill(app.voice_pids())
    ears.hear(OTHER, begun)
    ears.hear(TEXT, begun)
