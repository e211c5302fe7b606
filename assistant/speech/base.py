"""What a voice, a wave writer and an earcon player must do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from assistant.core.backends import Backend
from assistant.core.ports import Cue

SLOWEST = 80
"""Words per minute; engines take a lower rate for an error, or for their usual one."""


@dataclass(frozen=True, slots=True)
class Prosody:
    """How to speak.

    `voice` is a VoiceInfo.id ("" for the language's default), `language` a tag such as "en",
    `rate` in words per minute (80 to 450), `pitch` and `volume` in per cent (0 to 100; pitch 50 is
    the voice's own).
    """

    voice: str = ""
    language: str = "en"
    rate: int = 200
    pitch: int = 50
    volume: int = 100

    def at_pace(self, pace: float) -> Prosody:
        """The same at a part of the rate."""
        return replace(self, rate=max(SLOWEST, round(self.rate * pace)))


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """One installed voice."""

    id: str
    name: str
    languages: tuple[str, ...]


class Voice(Backend, Protocol):
    """Speaks one sentence at a time."""

    @property
    def is_screen_reader(self) -> bool:
        """Whether speaking through this one is speaking with the person's own screen reader."""
        ...

    def voices(self) -> Sequence[VoiceInfo]:
        """Installed voices; empty for a screen reader."""
        ...

    def warm_up(self) -> None:
        """Get ready, so that the first sentence sounds at once. Returns quickly."""
        ...

    def speak(self, text: str, prosody: Prosody) -> None:
        """Speak `text` (at most about 100 words); returns when it has been heard or was stopped.

        Called from one thread at a time.

        Raises:
            SpeechError: nothing was heard (no device, the engine died or finished far too soon).

        """
        ...

    def stop(self) -> None:
        """Silence within 50 ms, from any thread; a `speak` under way returns."""
        ...

    def close(self) -> None:
        """Silence, and leave no process or thread behind."""
        ...


class WaveWriter(Backend, Protocol):
    """Synthesises to a file instead of the sound device."""

    def write(self, text: str, prosody: Prosody, path: Path) -> None:
        """Write `text` as a PCM wave file.

        Raises:
            SpeechError: the engine made no sound.
            MissingPartError: no engine is installed; the remedy names one.

        """
        ...


class CuePlayer(Backend, Protocol):
    """Plays earcons without the voice path. Called from one thread, never the user interface's."""

    def play(self, cue: Cue, volume: int = 100) -> None:
        """Start the sound (volume in per cent), cutting off the one before.

        Returns once the sound is on its way, before it has ended; opening the device may take
        some milliseconds.

        Raises:
            SpeechError: there is no sound device or player.

        """
        ...

    def close(self) -> None:
        """Let go of the device and end what still sounds; `play` opens it again."""
        ...
