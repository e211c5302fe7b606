"""What crosses the pipes of a voice's helper process: JSON lines, checked on arrival."""

from __future__ import annotations

import msgspec

from assistant.speech.base import Prosody, VoiceInfo
from assistant.speech.voices.problems import Problem


class Speak(msgspec.Struct, frozen=True, tag="speak", forbid_unknown_fields=True):
    """Say `text`, answer with `Done` when it has been heard."""

    text: str
    prosody: Prosody


class Save(msgspec.Struct, frozen=True, tag="save", forbid_unknown_fields=True):
    """Write `text` as a PCM wave file, answer with `Done`."""

    text: str
    prosody: Prosody
    path: str


Command = Speak | Save


class Ready(msgspec.Struct, frozen=True, tag="ready", forbid_unknown_fields=True):
    """The engine is loaded; the first message."""

    voices: tuple[VoiceInfo, ...]


class Done(msgspec.Struct, frozen=True, tag="done", forbid_unknown_fields=True):
    """A command is done; it took so many seconds."""

    seconds: float


class Failed(msgspec.Struct, frozen=True, tag="failed", forbid_unknown_fields=True):
    """A command, or loading the engine, failed. `detail` is for the log: no spoken text."""

    problem: Problem
    detail: str = ""


Answer = Done | Failed
Event = Ready | Answer
