"""Orca before 49 has no door for others: speak beside it, through the same speech-dispatcher.

There is one server, and messages of the priority that Orca itself uses ("message") are neither
dropped nor spoken at once: Orca's come between our sentences, never over them. A stop silences
Orca too, as it does with the other screen readers, so that a new answer is heard at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from assistant.core.backends import Availability
from assistant.core.i18n import _
from assistant.speech.base import Prosody, Voice, VoiceInfo

PROC = Path("/proc")

SESSION = ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY")
"""What tells the sessions of one person apart."""

BEGIN_SECONDS = 30.0
"""How long Orca may go on before our sentence is taken for lost, and the server for hung."""


class OrcaProcess:
    """Finds a running Orca by the name that it gives its process."""

    def __init__(self, proc: Path = PROC, environment: Mapping[str, str] = os.environ) -> None:
        self._proc = str(proc)
        self._environment = environment
        self._known = ""

    def runs(self) -> bool:
        """Whether the person's Orca runs: microseconds while it does, else a millisecond or two."""
        if self._known and self._is_orca(self._known):
            return True
        try:
            self._known = next(filter(self._is_ours, self._own_processes()), "")
        except OSError:  # no /proc
            self._known = ""
        return bool(self._known)

    def _own_processes(self) -> list[str]:
        if sys.platform == "win32":
            return []
        user = os.getuid()
        found = []
        with os.scandir(self._proc) as entries:
            for entry in entries:
                try:
                    if entry.name.isdigit() and entry.stat().st_uid == user:
                        found.append(entry.name)
                except OSError:  # it has just ended
                    continue
        return found

    def _is_ours(self, pid: str) -> bool:
        return self._is_orca(pid) and not self._is_elsewhere(pid)

    def _is_elsewhere(self, pid: str) -> bool:
        """Whether it runs in another session of the same person, where nobody here hears it."""
        try:
            entries = Path(self._proc, pid, "environ").read_bytes().split(b"\0")
        except OSError:
            return False
        theirs = dict(entry.split(b"=", 1) for entry in entries if b"=" in entry)
        return any(
            os.fsencode(self._environment[name]) != theirs[name.encode()]
            for name in SESSION
            if name in self._environment and name.encode() in theirs
        )

    def _is_orca(self, pid: str) -> bool:
        try:
            comm = os.open(f"{self._proc}/{pid}/comm", os.O_RDONLY)
        except OSError:
            return False
        try:
            return os.read(comm, 32) == b"orca\n"
        except OSError:
            return False
        finally:
            os.close(comm)


class SharedVoice(Voice, Protocol):
    """A voice on a server that speaks for others, too."""

    def silence_everyone(self) -> None:
        """Cancel what any client speaks or has queued."""
        ...


class OrcaSpeechdVoice:
    """Lends the running Orca's place to a voice that speaks through speech-dispatcher."""

    name = "orca-speechd"
    is_screen_reader = True

    def __init__(self, voice: SharedVoice, process: OrcaProcess | None = None) -> None:
        self._voice = voice
        self._process = process or OrcaProcess()

    def availability(self) -> Availability:
        """Usable while an Orca runs and speech-dispatcher can be reached."""
        if not self._process.runs():
            return Availability(False, _("{name} does not run.").format(name="Orca"))
        return self._voice.availability()

    def voices(self) -> Sequence[VoiceInfo]:
        """None: the person's speech-dispatcher has its own default."""
        return ()

    def warm_up(self) -> None:
        """Connect."""
        self._voice.warm_up()

    def speak(self, text: str, prosody: Prosody) -> None:
        """Speak when Orca has ended its own sentence."""
        self._voice.speak(text, prosody)

    def stop(self) -> None:
        """Silence our sentence and Orca."""
        self._voice.stop()
        self._voice.silence_everyone()

    def close(self) -> None:
        """Disconnect."""
        self._voice.close()
