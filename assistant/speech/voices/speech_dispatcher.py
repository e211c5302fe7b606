"""speech-dispatcher: the speech server of Linux desktops, with the person's own configuration."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from queue import Empty

from assistant.core.backends import Availability
from assistant.core.errors import SpeechError
from assistant.core.i18n import _
from assistant.speech.base import Prosody, VoiceInfo
from assistant.speech.voices.device import sound_device
from assistant.speech.voices.languages import all_tags, choose_voice
from assistant.speech.voices.problems import Problem, speech_error
from assistant.speech.voices.speech_server import SpeechServer
from assistant.speech.voices.ssip import Connection, Notice, Notification, RefusedError
from assistant.speech.voices.text import longest_seconds, shortest_seconds, speakable

log = logging.getLogger(__name__)

BEGIN_SECONDS = 4.0
"""A message that has not begun by then meets a module that hangs."""

VOICE_SETTINGS = frozenset({"LANGUAGE", "SYNTHESIS_VOICE"})

SLOWEST, NORMAL, FASTEST = 80, 170, 449
"""Words per minute at the rates -100, 0 and 100: those of its espeak-ng module's configuration."""


class SpeechDispatcherVoice:
    """Speaks through the server's socket, and starts the server where it does not run."""

    name = "speech-dispatcher"
    is_screen_reader = False

    def __init__(self, begin_seconds: float = BEGIN_SECONDS) -> None:
        """Nothing is connected before `warm_up` or `speak`.

        `begin_seconds`: how long others may speak before our message is taken for lost.
        """
        self._begin_seconds = begin_seconds
        self._connecting = threading.Lock()
        self._server = SpeechServer()
        self._lock = threading.Lock()
        self._connection: Connection | None = None
        self._applied: dict[str, str] = {}
        self._message = ""
        self._stops = 0
        self._closed = False
        self._voices: tuple[VoiceInfo, ...] | None = None
        self._warming: threading.Thread | None = None

    def availability(self) -> Availability:
        """Whether a server runs or can be started, and can be heard."""
        if sys.platform != "linux":
            return Availability(False, _("speech-dispatcher is for Linux."))
        if not self._server.is_installed():
            missing = _("speech-dispatcher is missing.")
            return Availability(False, missing, _("Install speech-dispatcher."))
        return sound_device()

    def voices(self) -> Sequence[VoiceInfo]:
        """Its plain voices; the thousands of variants that espeak-ng offers are left out."""
        if self._voices is None:
            with suppress(OSError, RefusedError, SpeechError):
                # On a connection of its own: the long list must not stand in the way of a stop.
                connection = self._open()
                try:
                    lines = connection.ask("LIST SYNTHESIS_VOICES", 5.0)
                finally:
                    connection.close()
                self._voices = tuple(_plain_voices(lines))
        return self._voices or ()

    def warm_up(self) -> None:
        """Connect in the background."""
        self._warming = threading.Thread(target=self._warm_up, name="voice-ssip", daemon=True)
        self._warming.start()

    def speak(self, text: str, prosody: Prosody) -> None:
        """Speak; see `Voice.speak`."""
        stops = self._stops
        words = speakable(text)
        if not words:
            return
        try:
            connection = self._connected()
            self._apply(connection, prosody)
            message = connection.speak(words)
            with self._lock:
                stopped = stops != self._stops
                self._message = "" if stopped else message
            if stopped:
                connection.ask("CANCEL SELF")
                return
            problem = self._listen(connection, message, words, prosody.rate)
        except (OSError, RefusedError) as error:
            problem = type(error).__name__
        with self._lock:
            self._message = ""
        if problem and stops == self._stops:
            log.warning("voice %s: %s", self.name, problem)
            self._give_up()
            raise speech_error(Problem.NO_DEVICE)

    def stop(self) -> None:
        """Cancel what it speaks."""
        with self._lock:
            self._stops += 1
            message, self._message = self._message, ""
            connection = self._connection
        if connection is not None and message:
            connection.notifications.put(Notification(Notice.CANCELLED, message))
            with suppress(OSError, RefusedError):
                connection.ask("CANCEL SELF", 0.5)

    def silence_everyone(self) -> None:
        """Cancel what any client of the server speaks or has queued."""
        connection = self._connection
        if connection is not None:
            with suppress(OSError, RefusedError):
                connection.ask("CANCEL ALL", 0.5)

    def close(self) -> None:
        """Cancel (the server would go on after we are gone) and disconnect."""
        self._closed = True
        self.stop()
        if self._warming is not None:
            self._warming.join()
        with self._connecting:
            self._disconnect()

    def _listen(self, connection: Connection, message: str, text: str, rate: int) -> str:
        """Wait until the message was heard or cancelled; else return why it cannot have been."""
        now = time.monotonic()
        begun, deadline = None, now + self._begin_seconds
        while True:
            try:
                notification = connection.notifications.get(timeout=deadline - time.monotonic())
            except (Empty, ValueError):
                self._server.end_own()
                return "no begin" if begun is None else "no end"
            if notification is None:
                return "disconnected"
            if notification.message != message:
                continue
            if notification.notice == Notice.BEGIN:
                begun = time.monotonic()
                deadline = begun + longest_seconds(text, rate)
            elif notification.notice == Notice.CANCELLED:
                return ""
            elif notification.notice == Notice.END:
                seconds = time.monotonic() - (begun or now)
                return "ended too soon" if seconds < shortest_seconds(text, rate) else ""

    def _apply(self, connection: Connection, prosody: Prosody) -> None:
        """Set what differs from the sentence before."""
        wanted = _voice_settings(self._voices or (), prosody) | {
            "RATE": str(server_rate(prosody.rate)),
            "PITCH": str(2 * prosody.pitch - 100),
            "VOLUME": str(2 * prosody.volume - 100),
        }
        changed = {name for name in wanted if wanted[name] != self._applied.get(name)}
        if changed & VOICE_SETTINGS:
            changed |= VOICE_SETTINGS  # a language makes the server forget the voice
        for name, value in wanted.items():
            if value and name in changed:
                with suppress(RefusedError):  # by a module without that setting
                    connection.ask(f"SET SELF {name} {value}")
        self._applied = wanted

    def _connected(self) -> Connection:
        with self._connecting:
            if self._closed:
                raise ConnectionError
            if self._connection is None or self._connection.broken:
                self._disconnect()
                self._connection = self._open()
                self._applied = {}
            return self._connection

    def _open(self) -> Connection:
        connection = self._server.connect()
        connection.ask("SET SELF CLIENT_NAME user:earsight:main")
        connection.ask("SET SELF NOTIFICATION ALL ON")
        connection.ask("SET SELF PRIORITY MESSAGE")
        return connection

    def _warm_up(self) -> None:
        with suppress(OSError, RefusedError):
            self._connected()
            self.voices()

    def _give_up(self) -> None:
        with self._connecting:
            if self._connection is not None:
                self._connection.broken = True
            self._disconnect()

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def _voice_settings(voices: Sequence[VoiceInfo], prosody: Prosody) -> dict[str, str]:
    """The language, before the voice. For "en" where there are only regions, the server chooses."""
    chosen = choose_voice(voices, prosody.voice, prosody.language)
    language = prosody.language.replace("_", "-").lower()
    if chosen is None:
        return {"LANGUAGE": language, "SYNTHESIS_VOICE": ""}
    if chosen.id == prosody.voice:
        return {"LANGUAGE": chosen.languages[0], "SYNTHESIS_VOICE": chosen.id}
    known = chosen.languages[0]
    return {
        "LANGUAGE": language if known.startswith(f"{language}-") else known,
        "SYNTHESIS_VOICE": "",
    }


def server_rate(words_per_minute: int) -> int:
    """The server's rate, -100 to 100."""
    beyond = words_per_minute - NORMAL
    span = NORMAL - SLOWEST if beyond < 0 else FASTEST - NORMAL
    return max(-100, min(100, round(100 * beyond / span)))


def _plain_voices(lines: Sequence[str]) -> Sequence[VoiceInfo]:
    """Voices from lines of name, language and variant, separated by tabulators."""
    rows = [line.split("\t") for line in lines]
    voices = [VoiceInfo(row[0], row[0], all_tags([row[1]])) for row in rows if row[2:] == ["none"]]
    return voices or [VoiceInfo(row[0], row[0], all_tags([row[1]])) for row in rows if len(row) > 1]
