"""The SSIP client and its voice against a scripted server on a real socket."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from assistant.core.errors import SpeechError
from assistant.speech.base import Prosody
from assistant.speech.voices import speech_dispatcher
from assistant.speech.voices.speech_dispatcher import SpeechDispatcherVoice, server_rate
from assistant.speech.voices.ssip import Connection, Notice, RefusedError

if sys.platform == "win32":
    pytest.skip("needs unix sockets", allow_module_level=True)


class Server:
    """Answers every command with success; what becomes of messages is up to `fate`."""

    def __init__(self, path: Path) -> None:
        self.fate: tuple[Notice, ...] = (Notice.BEGIN, Notice.END)
        self.mute = False
        self.commands: list[str] = []
        self.texts: list[str] = []
        self._clients: list[socket.socket] = []
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(path))
        self._socket.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._socket.close()
        self.drop()

    def drop(self) -> None:
        for client in self._clients:
            with suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            self._clients.append(client)
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with suppress(OSError), client, client.makefile("rb") as stream:
            for line in stream:
                self._obey(client, line.decode().strip(), stream)

    def _obey(self, client: socket.socket, command: str, stream: Iterator[bytes]) -> None:
        self.commands.append(command)
        if self.mute:
            return
        if command == "SPEAK":
            client.sendall(b"230 OK RECEIVING DATA\r\n")
            lines = iter(lambda: next(stream).decode().rstrip("\r\n"), ".")
            self.texts.append("\n".join(lines))
            number = len(self.texts)
            client.sendall(f"225-{number}\r\n225 OK MESSAGE QUEUED\r\n".encode())
            for notice in self.fate:
                event = f"{notice}-{number}\r\n{notice}-7\r\n{notice} {notice.name}\r\n"
                client.sendall(event.encode())
        elif command == "LIST SYNTHESIS_VOICES":
            rows = ("English\ten-us\tnone", "English+Adam\ten-us\tAdam", "German\tde\tnone")
            client.sendall("".join(f"249-{row}\r\n" for row in rows).encode() + b"249 OK\r\n")
        elif command.startswith("SET SELF PITCH"):
            client.sendall(b"409 ERR RATE TOO HIGH\r\n")
        else:
            client.sendall(b"200 OK\r\n")


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    path = tmp_path / "s"
    monkeypatch.setenv("SPEECHD_ADDRESS", f"unix_socket:{path}")
    running = Server(path)
    yield running
    running.close()


@pytest.fixture
def voice(server: Server) -> Iterator[SpeechDispatcherVoice]:
    made = SpeechDispatcherVoice(begin_seconds=0.1)
    yield made
    made.close()


def test_replies_errors_and_stuffed_dots(server: Server, tmp_path: Path) -> None:
    connection = Connection(tmp_path / "s")
    try:
        assert connection.ask("LIST SYNTHESIS_VOICES")[2] == "German\tde\tnone"
        with pytest.raises(RefusedError):
            connection.ask("SET SELF PITCH 500")
        assert connection.speak(".") == "1"
        assert connection.speak("..x") == "2"
        assert server.texts == ["..", "...x"]
        server.mute = True
        with pytest.raises(TimeoutError):
            connection.ask("SET SELF RATE 0", 0.05)
        assert connection.broken
        with pytest.raises(ConnectionError):
            connection.ask("SET SELF RATE 0")
    finally:
        connection.close()


def test_says_one_line_with_its_settings(server: Server, voice: SpeechDispatcherVoice) -> None:
    voice.speak("1\r\n.\r\n2\0", Prosody(rate=449, volume=75, language="de"))
    assert server.texts == ["1 . 2"]
    settings = {"SET SELF RATE 100", "SET SELF VOLUME 50", "SET SELF LANGUAGE de"}
    assert settings <= set(server.commands)


def test_only_plain_voices_are_listed(voice: SpeechDispatcherVoice) -> None:
    assert [(found.id, found.languages) for found in voice.voices()] == [
        ("English", ("en-us",)),
        ("German", ("de",)),
    ]


def test_a_voice_is_set_after_its_language_and_unset_by_it(
    server: Server, voice: SpeechDispatcherVoice
) -> None:
    voice.voices()
    voice.speak("One", Prosody(voice="English", language="en"))
    voice.speak("Two", Prosody(voice="English", language="en", rate=300))
    voice.speak("Three", Prosody(language="en-US", rate=300))
    about = [line for line in server.commands if "LANGUAGE" in line or "SELF SYNTHESIS" in line]
    assert about == [
        "SET SELF LANGUAGE en-us",
        "SET SELF SYNTHESIS_VOICE English",
        "SET SELF LANGUAGE en-us",
    ]


@pytest.mark.parametrize("fate", [(), (Notice.BEGIN,), (Notice.BEGIN, Notice.END)])
def test_a_message_that_hangs_or_ends_too_soon_is_an_error(
    server: Server,
    voice: SpeechDispatcherVoice,
    monkeypatch: pytest.MonkeyPatch,
    fate: tuple[Notice, ...],
) -> None:
    monkeypatch.setattr(speech_dispatcher, "longest_seconds", lambda _text, _rate: 0.1)
    server.fate = fate
    with pytest.raises(SpeechError):
        voice.speak("A sentence of quite a few plain words.", Prosody())
    server.fate = (Notice.BEGIN, Notice.CANCELLED)
    voice.speak("The next works, although another client cancelled it.", Prosody())
    assert len(server.texts) == 2


def test_a_lost_server_is_an_error_and_then_found_again(
    server: Server, voice: SpeechDispatcherVoice
) -> None:
    voice.speak("Hi", Prosody())
    server.fate = (Notice.BEGIN,)
    thread = threading.Timer(0.1, server.drop)
    thread.start()
    with pytest.raises(SpeechError):
        voice.speak("Hi", Prosody())
    thread.join()
    server.fate = (Notice.BEGIN, Notice.END)
    voice.speak("Hi", Prosody())
    assert len(server.texts) == 3


def test_stop_cancels_what_is_spoken(server: Server, voice: SpeechDispatcherVoice) -> None:
    server.fate = (Notice.BEGIN,)
    thread = threading.Timer(0.1, voice.stop)
    thread.start()
    voice.speak("A sentence of quite a few plain words.", Prosody())
    thread.join()
    assert "CANCEL SELF" in server.commands


@pytest.mark.parametrize(
    ("words", "rate"), [(10, -100), (80, -100), (125, -50), (170, 0), (449, 100), (900, 100)]
)
def test_rates(words: int, rate: int) -> None:
    assert server_rate(words) == rate
