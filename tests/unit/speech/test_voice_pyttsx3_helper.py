from __future__ import annotations

import sys
import threading
import time
import types
import wave
from pathlib import Path
from typing import Any

import pytest

from assistant.speech.base import Prosody
from assistant.speech.voices.messages import Speak
from assistant.speech.voices.player import PAUSE_SECONDS, WavePlayer, trim_end
from assistant.speech.voices.problems import NoSoundError, Problem
from assistant.speech.voices.pyttsx3_helper import Pyttsx3Engine, sapi_text

pyttsx3 = pytest.importorskip("pyttsx3")
RATE = 8000


class SapiLikeDriver:
    """Speaks asynchronously and is silenced by `stop`, as pyttsx3's SAPI 5 driver does."""

    def __init__(self, proxy: Any) -> None:
        self._proxy = proxy
        self._speaking = ""
        self.heard: list[str] = []
        self.properties: dict[str, object] = {}
        self._looping = False

    def say(self, text: str) -> None:
        self._proxy.setBusy(True)
        self._speaking = text
        threading.Timer(0.05, self._end, [text]).start()

    def _end(self, text: str) -> None:
        if self._speaking == text:
            self.heard.append(text)
            self._speaking = ""
        self._proxy.setBusy(False)
        self.endLoop()

    def stop(self) -> None:
        self._speaking = ""

    def startLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        self._looping = True
        self._proxy.setBusy(False)
        while self._looping:
            time.sleep(0.005)

    def endLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        self._looping = False

    def getProperty(self, name: str) -> object:  # noqa: N802 - pyttsx3's name
        return [] if name == "voices" else ""

    def setProperty(self, name: str, value: object) -> None:  # noqa: N802 - pyttsx3's name
        self.properties[name] = value

    def destroy(self) -> None:
        pass


@pytest.fixture
def sapi(monkeypatch: pytest.MonkeyPatch) -> list[SapiLikeDriver]:
    made: list[SapiLikeDriver] = []

    def build(proxy: Any) -> SapiLikeDriver:
        made.append(SapiLikeDriver(proxy))
        return made[-1]

    module = types.ModuleType("pyttsx3.drivers.sapi5")
    module.__dict__["buildDriver"] = build
    monkeypatch.setitem(sys.modules, "pyttsx3.drivers.sapi5", module)
    monkeypatch.setattr(pyttsx3, "init", lambda: pyttsx3.Engine("sapi5"))
    return made


def test_drivers_that_speak_themselves_speak_more_than_once(
    sapi: list[SapiLikeDriver], tmp_path: Path
) -> None:
    engine = Pyttsx3Engine(tmp_path)
    for text in ("one", "two", "three"):
        engine.speak(Speak(text, Prosody(rate=300, volume=40)))
    assert sapi[0].heard == ["one", "two", "three"]
    assert sapi[0].properties == {"rate": 300, "volume": 0.4}


def test_an_engine_that_is_not_there_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def missing() -> None:
        raise RuntimeError("This means you probably do not have eSpeak or eSpeak-ng installed!")

    monkeypatch.setattr(pyttsx3, "init", missing)
    with pytest.raises(NoSoundError) as raised:
        Pyttsx3Engine(tmp_path)
    assert raised.value.problem == Problem.NO_ENGINE


@pytest.mark.parametrize(
    ("text", "pitch", "given"),
    [
        ("Save & close", 50, "Save & close"),
        ("<b> & more", 50, '<pitch absmiddle="0">&lt;b&gt; &amp; more</pitch>'),
        ("Hello", 100, '<pitch absmiddle="10">Hello</pitch>'),
        ("Hello", 0, '<pitch absmiddle="-10">Hello</pitch>'),
    ],
)
def test_sapi_gets_xml_only_where_it_is_needed(text: str, pitch: int, given: str) -> None:
    assert sapi_text(text, pitch) == given


def write(path: Path, samples: list[int]) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(value.to_bytes(2, "little", signed=True) for value in samples))


def frames(path: Path) -> int:
    with wave.open(str(path), "rb") as file:
        return file.getnframes()


def test_the_closing_silence_is_cut_to_a_pause(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    write(path, [0] * 100 + [2000, -2000] * 500 + [3] * RATE)
    assert trim_end(path) == pytest.approx(1100 / RATE + PAUSE_SECONDS)
    assert frames(path) == 1100 + int(PAUSE_SECONDS * RATE)


def test_a_file_without_closing_silence_stays_and_a_silent_one_has_no_length(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.wav"
    write(path, [2000, -2000] * 50)
    assert trim_end(path) == pytest.approx(100 / RATE)
    assert frames(path) == 100
    write(path, [0, 5, -5] * 100)
    assert trim_end(path) == 0
    write(path, [])
    assert trim_end(path) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="players are shell scripts here")
def test_a_player_that_fails_gives_way_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log"
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoSoundError) as raised:
        WavePlayer().play(tmp_path / "a.wav")
    assert raised.value.problem == Problem.NO_PLAYER

    def install(name: str, status: int) -> None:
        script = tmp_path / name
        script.write_text(f"#!/bin/sh\necho {name} >>{log}\nexit {status}\n", encoding="ascii")
        script.chmod(0o755)

    install("aplay", 1)
    install("paplay", 0)
    player = WavePlayer()
    player.play(tmp_path / "a.wav")
    player.play(tmp_path / "a.wav")
    assert log.read_text(encoding="ascii").split() == ["aplay", "paplay", "paplay"]
    install("paplay", 1)
    with pytest.raises(NoSoundError) as raised:
        player.play(tmp_path / "a.wav")
    assert raised.value.problem == Problem.NO_DEVICE
