"""While Orca runs there is one voice: its own. When it ends, ours takes over."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from support.desk import Desk
from support.ears import Ears
from support.running_app import RunningApp

pytestmark = pytest.mark.desktop

TEXT = "The quick brown fox jumps over the lazy dog."
OTHER = "Seven large boxes were sent by mail on Friday night."
ORCAS = "speech-dispatcher"
"""How the streams of the server behind Orca begin."""


@pytest.fixture(scope="module")
def shared_desk(make_shared_desk: Callable[..., Desk]) -> Desk:
    return make_shared_desk(orca=True)


@pytest.fixture(scope="module")
def app(shared_desk: Desk) -> Iterator[RunningApp]:
    app = RunningApp(shared_desk, desktop__announce_start="false", sounds__enabled="false")
    yield app
    app.service.stop()


def _read(desk: Desk, app: RunningApp, text: str, title: str) -> float:
    """Show a text, silence what Orca says of it, and ask for the window; returns when."""
    shown = time.monotonic()
    desk.open_sample(text, title=title)
    desk.recorder.onset(shown, 3.0)
    desk.press("Control_L")
    assert desk.recorder.wait_quiet(1.0)
    begun = time.monotonic()
    assert app.earsight("trigger", "read").returncode == 0
    return begun


def test_only_orcas_speech_server_sounds(shared_desk: Desk, app: RunningApp) -> None:
    ears = Ears(shared_desk)
    begun = _read(shared_desk, app, f"{TEXT}\n\n{OTHER}", "Memo")
    assert shared_desk.recorder.onset(begun, 30) is not None
    streams = shared_desk.streams()
    assert app.voice_pids() == []
    # Two voices at once would not sound like one.
    ears.hear(TEXT, begun)
    ears.hear(OTHER, begun)
    streams |= shared_desk.streams()
    assert streams
    assert all(name.startswith(ORCAS) for name in streams), streams
    assert app.voice_pids() == []


def test_orca_and_we_do_not_talk_over_each_other(shared_desk: Desk, app: RunningApp) -> None:
    ears = Ears(shared_desk)
    begun = _read(shared_desk, app, f"{OTHER}\n\n{TEXT}", "Both")
    assert shared_desk.recorder.onset(begun, 30) is not None
    # Orca says the new window's name meanwhile.
    shared_desk.open_editor("Nothing.", "interruption.txt")
    ears.hear(OTHER, begun)
    ears.hear(TEXT, begun)


def test_stop_silences_what_orcas_server_says_for_us(shared_desk: Desk, app: RunningApp) -> None:
    ears = Ears(shared_desk)
    begun = _read(shared_desk, app, f"{TEXT}\n\n" + f"{OTHER}\n" * 8, "Long")
    ears.hear(TEXT, begun)
    assert app.earsight("trigger", "stop").returncode == 0
    assert shared_desk.recorder.wait_quiet(1.5, 3)


def test_when_orca_ends_our_own_voice_takes_over(shared_desk: Desk, app: RunningApp) -> None:
    """Last: Orca does not come back."""
    shared_desk.end_orca()
    ears = Ears(shared_desk)
    ears.hear(TEXT, _read(shared_desk, app, TEXT, "Alone"))
    assert app.voice_pids() != []
