"""What every earcon player must do, heard on a private null sink."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.audio import NullSink, missing_programs, no_device_env

from assistant.core.errors import SpeechError
from assistant.core.ports import Cue
from assistant.speech.base import CuePlayer
from assistant.speech.cues.alsa import AlsaPlayer
from assistant.speech.cues.bell import BellPlayer
from assistant.speech.cues.pulse import PulsePlayer
from assistant.speech.cues.spawned import SpawnedPlayer, afplay_options, pipewire_options
from assistant.speech.cues.winmm import WinmmPlayer

HEARD_HERE: dict[str, Callable[[], CuePlayer]] = {
    "pulse": PulsePlayer,
    "alsa": AlsaPlayer,
    "paplay": lambda: SpawnedPlayer("paplay", lambda volume: [f"--volume={655 * volume}"]),
}
ALL: dict[str, Callable[[], CuePlayer]] = {
    **HEARD_HERE,
    "pw-play": lambda: SpawnedPlayer("pw-play", pipewire_options),
    "afplay": lambda: SpawnedPlayer("afplay", afplay_options),
    "winmm": WinmmPlayer,
    "bell": BellPlayer,
}


@pytest.fixture(scope="module")
def server() -> Iterator[NullSink]:
    if missing := missing_programs():
        pytest.skip(f"no sound server to listen to: {', '.join(missing)} missing")
    with NullSink() as sink:
        yield sink


@pytest.fixture
def sink(server: NullSink, monkeypatch: pytest.MonkeyPatch) -> NullSink:
    for name, value in server.env.items():
        monkeypatch.setenv(name, value)
    server.recorder.wait_quiet(0.2)
    return server


@pytest.fixture(params=HEARD_HERE)
def player(request: pytest.FixtureRequest, sink: NullSink) -> Iterator[CuePlayer]:
    made = HEARD_HERE[request.param]()
    if not (found := made.availability()).usable:
        pytest.skip(f"{made.name}: {found.reason}")
    yield made
    made.close()


@pytest.mark.parametrize("cue", Cue)
def test_every_cue_is_heard(player: CuePlayer, sink: NullSink, cue: Cue) -> None:
    start = time.monotonic()
    player.play(cue)
    assert sink.recorder.onset(start) is not None


def test_a_new_cue_cuts_off_the_one_before(player: CuePlayer, sink: NullSink) -> None:
    start = time.monotonic()
    player.play(Cue.FAILED)
    player.play(Cue.TAKEN)
    assert sink.recorder.wait_quiet()
    last = sink.recorder.last_sound(start, time.monotonic())
    assert last is not None
    assert last - start < 0.45


def test_half_volume_is_quieter(player: CuePlayer, sink: NullSink) -> None:
    peaks = []
    for volume in (100, 50):
        start = time.monotonic()
        player.play(Cue.DONE, volume)
        assert sink.recorder.onset(start) is not None
        assert sink.recorder.wait_quiet()
        peaks.append(int(abs(sink.recorder.samples(start).astype("i4")).max()))
    assert peaks[1] < 0.7 * peaks[0]


def test_close_may_be_repeated_and_play_opens_again(player: CuePlayer, sink: NullSink) -> None:
    player.close()
    player.close()
    player.play(Cue.DONE)
    player.close()
    assert sink.recorder.wait_quiet()
    start = time.monotonic()
    player.play(Cue.DONE)
    assert sink.recorder.onset(start) is not None


@pytest.mark.parametrize("name", ["pulse", "alsa", "paplay", "pw-play"])
def test_no_sound_server_is_an_error(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable, value in no_device_env(tmp_path).items():
        monkeypatch.setenv(variable, value)
    player = ALL[name]()
    if not (found := player.availability()).usable:
        pytest.skip(f"{name}: {found.reason}")
    with pytest.raises(SpeechError):
        player.play(Cue.DONE)
    player.close()


@pytest.mark.parametrize("name", ALL)
def test_every_player_has_a_name_and_a_reason(name: str) -> None:
    player = ALL[name]()
    found = player.availability()
    assert player.name == name
    assert found.usable or found.reason
    player.close()
