from __future__ import annotations

import runpy
import threading
import wave
from array import array
from collections.abc import Iterator

import pytest

from assistant.core.backends import USABLE, Availability, Candidate
from assistant.core.errors import SpeechError
from assistant.core.ports import Cue
from assistant.core.resources import resource
from assistant.speech.base import CuePlayer
from assistant.speech.cues import earcons as earcons_module
from assistant.speech.cues.bell import BellPlayer
from assistant.speech.cues.earcons import Earcons
from assistant.speech.cues.sounds import as_wave, load
from assistant.speech.cues.spawned import afplay_options, pipewire_options

LONG = 10.0


class FakePlayer:
    def __init__(self, name: str) -> None:
        self.name = name
        self.problem: Exception | None = None
        self.played: list[tuple[Cue, int]] = []
        self.rung = threading.Semaphore(0)
        self.released = threading.Semaphore(0)

    def candidate(self) -> Candidate[CuePlayer]:
        def load_it() -> CuePlayer:
            return self

        return Candidate(self.name, load_it)

    def availability(self) -> Availability:
        return USABLE

    def play(self, cue: Cue, volume: int = 100) -> None:
        if self.problem is not None:
            raise self.problem
        self.played.append((cue, volume))
        self.rung.release()

    def close(self) -> None:
        self.released.release()


@pytest.fixture
def players() -> list[FakePlayer]:
    return [FakePlayer("first"), FakePlayer("second")]


@pytest.fixture
def earcons(players: list[FakePlayer]) -> Iterator[Earcons]:
    made = Earcons([player.candidate() for player in players], volume=60)
    yield made
    made.close()


def test_the_first_player_plays_at_the_volume_of_the_settings(
    earcons: Earcons, players: list[FakePlayer]
) -> None:
    earcons.play(Cue.TAKEN)
    assert players[0].rung.acquire(timeout=LONG)
    assert players[0].played == [(Cue.TAKEN, 60)]
    assert players[1].played == []


@pytest.mark.parametrize("problem", [SpeechError("no device"), OSError("gone")])
def test_the_next_player_takes_over_and_the_failed_one_is_passed_over(
    earcons: Earcons, players: list[FakePlayer], problem: Exception
) -> None:
    players[0].problem = problem
    earcons.play(Cue.TAKEN)
    assert players[1].rung.acquire(timeout=LONG)
    players[0].problem = None
    earcons.play(Cue.DONE)
    assert players[1].rung.acquire(timeout=LONG)
    assert players[0].played == []


def test_a_failed_player_is_tried_again_later(
    earcons: Earcons, players: list[FakePlayer], monkeypatch: pytest.MonkeyPatch
) -> None:
    players[0].problem = SpeechError("no device")
    earcons.play(Cue.TAKEN)
    assert players[1].rung.acquire(timeout=LONG)
    players[0].problem = None
    monkeypatch.setattr(earcons_module, "PENALTY_SECONDS", 0.0)
    earcons.play(Cue.DONE)
    assert players[0].rung.acquire(timeout=LONG)


def test_nothing_is_raised_when_no_player_works(
    earcons: Earcons, players: list[FakePlayer]
) -> None:
    for player in players:
        player.problem = SpeechError("no device")
    earcons.play(Cue.FAILED)
    assert players[1].released.acquire(timeout=LONG)
    assert players[0].played == players[1].played == []


def test_switched_off_is_silent(earcons: Earcons, players: list[FakePlayer]) -> None:
    earcons.configure(enabled=False, volume=60)
    earcons.play(Cue.TAKEN)
    earcons.configure(enabled=True, volume=20)
    earcons.play(Cue.DONE)
    assert players[0].rung.acquire(timeout=LONG)
    assert players[0].played == [(Cue.DONE, 20)]


def test_the_device_is_let_go_when_idle(
    players: list[FakePlayer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(earcons_module, "RELEASE_SECONDS", 0.05)
    earcons = Earcons([players[0].candidate()])
    earcons.play(Cue.TAKEN)
    assert players[0].released.acquire(timeout=LONG)
    earcons.close()


def test_close_ends_the_thread(players: list[FakePlayer]) -> None:
    before = set(threading.enumerate())
    earcons = Earcons([players[0].candidate()])
    earcons.close()
    assert set(threading.enumerate()) == before
    assert players[0].released.acquire(timeout=LONG)


@pytest.mark.parametrize("cue", Cue)
def test_shipped_sounds_are_what_their_script_makes(cue: Cue) -> None:
    script = runpy.run_path(str(resource("sounds", "make_sounds.py")))
    made: array[int] = script["samples"](script["SOUNDS"][cue])
    with wave.open(str(resource("sounds", f"{cue}.wav")), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 44_100)
    shipped = array("h", load(cue, 100).pcm)
    assert len(made) == len(shipped)
    assert max(abs(a - b) for a, b in zip(made, shipped, strict=True)) <= 1


def test_the_tick_is_short_and_begins_at_once() -> None:
    sound = load(Cue.TAKEN, 100)
    samples = array("h", sound.pcm)
    loud = [index for index, sample in enumerate(samples) if abs(sample) > 300]
    assert sound.seconds <= 0.06
    assert loud[0] / sound.rate < 0.002


def test_volume_scales_the_samples() -> None:
    full, half = (array("h", load(Cue.DONE, volume).pcm) for volume in (100, 50))
    assert max(half) == max(full) // 2
    assert not any(array("h", load(Cue.DONE, 0).pcm))


def test_a_wave_in_memory_equals_the_file() -> None:
    assert as_wave(load(Cue.DONE, 100)) == resource("sounds", "done.wav").read_bytes()


def test_volume_options_of_the_programs() -> None:
    assert pipewire_options(70) == ["--latency=20ms", "--volume=0.70"]
    assert afplay_options(5) == ["-v", "0.05"]


def test_the_bell_needs_a_display_or_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    bell = BellPlayer()
    assert not bell.availability().usable
    with pytest.raises(SpeechError):
        bell.play(Cue.TAKEN)
    bell.play(Cue.WORKING)
