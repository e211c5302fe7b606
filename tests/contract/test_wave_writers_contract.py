"""What every wave writer promises."""

from __future__ import annotations

import os
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistant.core.errors import BadInputError, SpeechError
from assistant.speech.base import Prosody, WaveWriter
from assistant.speech.voices.helper_process import HelperProcess
from assistant.speech.voices.wave_writer import EspeakWaveWriter, Pyttsx3WaveWriter

WRITERS: dict[str, Callable[[], WaveWriter]] = {
    "espeak-ng": EspeakWaveWriter,
    "pyttsx3": Pyttsx3WaveWriter,
}


@pytest.fixture(params=WRITERS)
def writer(request: pytest.FixtureRequest) -> WaveWriter:
    found = WRITERS[request.param]()
    availability = found.availability()
    if not availability.usable:
        pytest.skip(f"{found.name} cannot be used here: {availability.reason}")
    return found


def seconds(path: Path) -> float:
    with wave.open(str(path), "rb") as file:
        assert file.getcomptype() == "NONE"
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        assert np.abs(samples).max() > 3000
        return file.getnframes() / file.getframerate()


def test_writes_a_file_and_leaves_nothing_else(writer: WaveWriter, tmp_path: Path) -> None:
    path = tmp_path / "out.wav"
    path.write_bytes(b"old")
    writer.write("Save button, disabled.", Prosody(), path)
    assert 1.0 < seconds(path) < 4.0
    assert list(tmp_path.iterdir()) == [path]
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        assert path.stat().st_mode & 0o777 == 0o666 & ~mask


def test_rate_is_heard(writer: WaveWriter, tmp_path: Path) -> None:
    lengths = []
    for rate in (120, 360):
        path = tmp_path / f"{rate}.wav"
        writer.write("Save button, disabled.", Prosody(rate=rate), path)
        lengths.append(seconds(path))
    assert lengths[0] > 1.5 * lengths[1]


def test_writes_text_of_any_length_and_kind(writer: WaveWriter, tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    sentence = "The dialog \0 shows <an> error \ud800 message.\n"
    writer.write(sentence * 10, Prosody(rate=300), path)
    few = seconds(path)
    writer.write(sentence * 100, Prosody(rate=300), path)
    assert 8 < seconds(path) / few < 12


@pytest.mark.parametrize("text", ["", " \n", "\0\x07"])
def test_nothing_to_say_is_bad_input(writer: WaveWriter, tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInputError):
        writer.write(text, Prosody(), tmp_path / "out.wav")
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_bad_input(writer: WaveWriter, tmp_path: Path) -> None:
    for path in (tmp_path / "missing" / "out.wav", tmp_path):
        with pytest.raises(BadInputError) as raised:
            writer.write("Hello.", Prosody(), path)
        assert path.name in raised.value.message
    assert not list(tmp_path.iterdir())


def test_a_helper_that_dies_leaves_no_file(
    writer: WaveWriter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kill_instead(process: HelperProcess, _command: object) -> None:
        process.kill()

    monkeypatch.setattr(HelperProcess, "send", kill_instead)
    with pytest.raises(SpeechError):
        writer.write("Hello.", Prosody(), tmp_path / "out.wav")
    assert not list(tmp_path.iterdir())
