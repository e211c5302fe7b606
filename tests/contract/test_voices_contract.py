"""What every voice promises, checked by ear: on a private sound server whose output is recorded."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from support.audio import RATE, NullSink, Recorder, missing_programs, no_device_env
from support.processes import processes_with, wait_until
from support.voices import FakeVoice

from assistant.core.errors import SpeechError
from assistant.speech.base import Prosody, Voice
from assistant.speech.voices.espeak_ng import EspeakNgVoice
from assistant.speech.voices.pyttsx3_process import Pyttsx3Voice
from assistant.speech.voices.speech_dispatcher import SpeechDispatcherVoice
from assistant.speech.voices.wave_writer import EspeakWaveWriter

REAL: dict[str, Callable[[], Voice]] = {
    "pyttsx3": Pyttsx3Voice,
    "espeak-ng": EspeakNgVoice,
    "speech-dispatcher": SpeechDispatcherVoice,
}
IN_HELPER = ("pyttsx3", "espeak-ng")

SENTENCE = "The window has two buttons."
LONG = "The dialog shows an error message about a missing file, and offers retry and cancel. " * 2
AWKWARD = (
    "Null \0 and bell \a and escape \x1b[31m.",
    "Lone \ud800 surrogate.",
    "<speak>Five < six & seven</speak> <mark name='x'/>",
    ".",
    "A line\r\n.\r\nSET SELF VOLUME -100\r\n.",
    "[[inpt PHON]] brackets",
    "supercalifragilistic" * 6,
)


@contextmanager
def environment(values: dict[str, str]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SPEECHD_ADDRESS", raising=False)
        for name, value in values.items():
            patch.setenv(name, value)
        yield


@pytest.fixture(scope="module")
def sink() -> Iterator[NullSink]:
    if sys.platform != "linux" or missing_programs():
        pytest.skip(f"no private sound server here: {missing_programs() or sys.platform}")
    with NullSink() as running, environment(running.env):
        yield running
        own = {"pulseaudio", "parec"}
        folder = str(running.runtime_dir)
        # An idle speech-dispatcher ends by itself, five seconds after its last client.
        wait_until(
            lambda: {line.split()[0] for _, line in processes_with(folder) if line} <= own,
            "voices' processes to end",
        )
        assert not list(running.runtime_dir.glob("earsight-*"))


@pytest.fixture
def ears(sink: NullSink) -> Recorder:
    assert sink.recorder.wait_quiet(0.2)
    return sink.recorder


def usable(name: str) -> Voice:
    voice = REAL[name]()
    availability = voice.availability()
    if not availability.usable:
        pytest.skip(f"{name} cannot be used here: {availability.reason}")
    return voice


@pytest.fixture(scope="module", params=REAL)
def shared(request: pytest.FixtureRequest, sink: NullSink) -> Iterator[Voice]:
    voice = usable(request.param)
    voice.warm_up()
    yield voice
    voice.close()


@pytest.fixture(params=REAL)
def fresh(request: pytest.FixtureRequest, sink: NullSink) -> Iterator[Voice]:
    voice = usable(request.param)
    yield voice
    voice.close()


def listen(voice: Voice, ears: Recorder, text: str, prosody: Prosody) -> NDArray[np.int16]:
    """Let it speak; the samples that were heard, from the first audible to the last."""
    start = time.monotonic()
    voice.speak(text, prosody)
    end = time.monotonic()
    spans = ears.segments(start, end + 0.1, gap=2.0)
    assert len(spans) == 1, "nothing was heard"
    assert spans[0][1] <= end + 0.02, "it returned before it had been heard"
    return ears.samples(*spans[0])


def envelope(samples: NDArray[np.int16]) -> NDArray[np.float64]:
    """Loudness in windows of 20 ms, one every 5 ms, without silence.

    On a busy machine a player may run dry for a moment; that is not the voice's doing.
    """
    window, hop = RATE // 50, RATE // 200
    summed = np.concatenate([[0.0], np.cumsum(np.abs(samples.astype(float)))])
    starts = np.arange(0, len(samples) - window, hop)
    loudness: NDArray[np.float64] = (summed[starts + window] - summed[starts]) / window
    sounding: NDArray[np.float64] = loudness[loudness > 0.03 * loudness.max()]
    return sounding


def likeness(one: NDArray[np.int16], other: NDArray[np.int16]) -> float:
    """The best correlation of the two envelopes, shifted against each other."""
    a, b = (sound - sound.mean() for sound in map(envelope, (one, other)))
    scale = float(np.sqrt((a**2).sum() * (b**2).sum()))
    return float(np.correlate(a, b, "full").max()) / scale


def pitch(samples: NDArray[np.int16]) -> float:
    """The median pitch of its voiced parts, Hz."""
    window = 2048
    found = []
    for start in range(0, len(samples) - window, window):
        part = samples[start : start + window].astype(float)
        correlation = np.correlate(part, part, "full")[window - 1 :]
        lag = int(np.argmax(correlation[RATE // 300 : RATE // 55])) + RATE // 300
        if correlation[0] > 1e9 and correlation[lag] > 0.5 * correlation[0]:
            found.append(RATE / lag)
    return float(np.median(found))


def spoken_by_engine(text: str, folder: Path, prosody: Prosody) -> NDArray[np.int16]:
    """The same text straight from the engine, at the recorder's rate."""
    path = folder / "engine.wav"
    EspeakWaveWriter().write(text, prosody, path)
    with wave.open(str(path), "rb") as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        assert 2 * file.getframerate() == RATE
    return samples.repeat(2)


def test_says_the_words_and_returns_when_they_were_heard(
    shared: Voice, ears: Recorder, tmp_path: Path
) -> None:
    heard = listen(shared, ears, SENTENCE, Prosody())
    same = likeness(heard, spoken_by_engine(SENTENCE, tmp_path, Prosody()))
    other = likeness(heard, spoken_by_engine("Who ate all of my apples?", tmp_path, Prosody()))
    assert same > 0.7
    assert same > other + 0.15


def test_lists_voices_by_language(shared: Voice) -> None:
    voices = shared.voices()
    assert len({voice.id for voice in voices}) == len(voices)
    assert any("de" in voice.languages for voice in voices)
    assert not shared.is_screen_reader


def test_rate_pitch_volume_and_language_are_heard(shared: Voice, ears: Recorder) -> None:
    usual = listen(shared, ears, SENTENCE, Prosody())
    fast = listen(shared, ears, SENTENCE, Prosody(rate=400))
    high = listen(shared, ears, SENTENCE, Prosody(pitch=90))
    low = listen(shared, ears, SENTENCE, Prosody(pitch=10))
    quiet = listen(shared, ears, SENTENCE, Prosody(volume=30))
    german = listen(shared, ears, SENTENCE, Prosody(language="de"))
    again = listen(shared, ears, SENTENCE, Prosody())
    assert len(envelope(fast)) < 0.75 * len(envelope(usual))
    assert pitch(low) * 1.2 < pitch(usual) < pitch(high) / 1.2
    assert np.abs(quiet).max() < 0.6 * np.abs(usual).max()
    assert likeness(usual, again) > likeness(usual, german) + 0.1


def test_a_voice_can_be_chosen_and_an_unknown_one_is_the_default(
    shared: Voice, ears: Recorder
) -> None:
    german = next(voice for voice in shared.voices() if "de" in voice.languages)
    usual = listen(shared, ears, SENTENCE, Prosody(rate=350))
    chosen = listen(shared, ears, SENTENCE, Prosody(rate=350, voice=german.id))
    unknown = listen(shared, ears, SENTENCE, Prosody(rate=350, voice="nobody"))
    strange = listen(shared, ears, SENTENCE, Prosody(rate=350, language="xx-XX"))
    assert likeness(usual, unknown) > likeness(usual, chosen) + 0.1
    assert len(strange) > 0


def test_stop_silences_and_the_next_sentence_is_heard(shared: Voice, ears: Recorder) -> None:
    for _ in range(3):
        start = time.monotonic()
        thread = threading.Thread(target=shared.speak, args=(LONG, Prosody()))
        thread.start()
        assert ears.onset(start) is not None
        shared.stop()
        stopped = time.monotonic()
        thread.join(5)
        assert not thread.is_alive()
        assert ears.last_sound(stopped + 0.5, stopped + 1.0) is None
    assert len(listen(shared, ears, "Next.", Prosody())) > 0


def test_stop_without_a_sentence_does_not_harm_the_next(shared: Voice, ears: Recorder) -> None:
    shared.stop()
    shared.stop()
    assert len(listen(shared, ears, SENTENCE, Prosody())) > RATE


def test_awkward_text_harms_nothing(shared: Voice, ears: Recorder) -> None:
    for text in AWKWARD:
        shared.speak(text, Prosody(rate=450))
    assert ears.wait_quiet(0.2)
    loud = listen(shared, ears, "Still here.", Prosody(rate=300))
    assert np.abs(loud).max() > 3000


def test_nothing_to_say_is_said_at_once(shared: Voice, ears: Recorder) -> None:
    start = time.monotonic()
    for text in ("", " \n\t", "\0\x01"):
        shared.speak(text, Prosody())
    assert ears.last_sound(start, time.monotonic() + 0.2) is None


def test_close_silences_and_is_final(fresh: Voice, ears: Recorder) -> None:
    start = time.monotonic()
    thread = threading.Thread(target=fresh.speak, args=(LONG, Prosody()))
    thread.start()
    assert ears.onset(start) is not None
    fresh.close()
    closed = time.monotonic()
    thread.join(5)
    assert not thread.is_alive()
    assert ears.last_sound(closed + 0.5, closed + 1.0) is None
    assert not [thread.name for thread in threading.enumerate() if "voice-" in thread.name]
    with pytest.raises(SpeechError):
        fresh.speak("Too late.", Prosody())
    fresh.close()


@pytest.mark.parametrize("name", REAL)
def test_without_a_device_it_says_so(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform != "linux" or shutil.which("speech-dispatcher") is None:
        pytest.skip("needs Linux with speech-dispatcher")
    with environment(no_device_env(tmp_path)):
        voice = REAL[name]()
        try:
            with pytest.raises(SpeechError) as raised:
                voice.speak("Hi.", Prosody())
            assert raised.value.remedy
        finally:
            voice.close()
    wait_until(
        lambda: not [line for _, line in processes_with(str(tmp_path)) if line],
        "its processes to end",
    )


def helpers(folder: Path) -> list[int]:
    """The running helper processes of a desktop."""
    found = processes_with(str(folder))
    return [pid for pid, line in found if "_helper" in line]


def kill(pid: int) -> None:
    if sys.platform != "win32":
        os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("name", IN_HELPER)
def test_a_helper_that_dies_is_replaced(name: str, sink: NullSink, ears: Recorder) -> None:
    voice = usable(name)
    try:
        voice.warm_up()
        wait_until(lambda: len(helpers(sink.runtime_dir)) == 2, "helper and spare")
        assert voice.voices()
        for pid in helpers(sink.runtime_dir):
            kill(pid)
        wait_until(lambda: not helpers(sink.runtime_dir), "the helpers' end")
        time.sleep(0.1)
        assert len(listen(voice, ears, SENTENCE, Prosody())) > RATE
        errors: list[SpeechError] = []

        def speak() -> None:
            try:
                voice.speak(LONG, Prosody())
            except SpeechError as error:
                errors.append(error)

        start = time.monotonic()
        thread = threading.Thread(target=speak)
        thread.start()
        assert ears.onset(start) is not None
        for pid in helpers(sink.runtime_dir):
            kill(pid)
        thread.join(5)
        assert len(errors) == 1
        time.sleep(0.1)
        assert len(listen(voice, ears, SENTENCE, Prosody())) > RATE
    finally:
        voice.close()


SPEAK_ON = """
import sys
from {module} import {name}
from assistant.speech.base import Prosody
{name}().speak(sys.argv[1], Prosody())
"""


@pytest.mark.parametrize("kind", [Pyttsx3Voice, EspeakNgVoice], ids=IN_HELPER)
def test_nothing_outlives_an_app_that_is_killed(
    kind: type[Voice], sink: NullSink, ears: Recorder
) -> None:
    program = SPEAK_ON.format(module=kind.__module__, name=kind.__name__)
    start = time.monotonic()
    app = subprocess.Popen([sys.executable, "-c", program, LONG])
    try:
        assert ears.onset(start) is not None
    finally:
        app.kill()
        app.wait()
    wait_until(lambda: not helpers(sink.runtime_dir), "the helpers' end")
    assert not list(sink.runtime_dir.glob("earsight-*"))
    assert ears.wait_quiet(0.3, timeout=2)


def test_the_fake_voice_keeps_the_silent_part_of_the_contract() -> None:
    fake = FakeVoice(slow=True)
    voice: Voice = fake
    thread = threading.Thread(target=voice.speak, args=(SENTENCE, Prosody()))
    thread.start()
    assert fake.begun.acquire(timeout=5)
    voice.stop()
    thread.join(5)
    assert not thread.is_alive()
    fake.broken = True
    with pytest.raises(SpeechError):
        voice.speak(SENTENCE, Prosody())
    voice.stop()
    voice.close()
