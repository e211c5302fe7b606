"""Earcons through a small program that plays a wave file."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import SpeechError
from assistant.core.i18n import _
from assistant.core.ports import Cue
from assistant.speech.cues.sounds import path

_FAILS_WITHIN = 0.15
"""A player that finds no device says so by its exit status within so many seconds."""


class SpawnedPlayer:
    """Starts `program` for each cue. `options` turns a volume in per cent into its arguments."""

    def __init__(self, program: str, options: Callable[[int], Sequence[str]]) -> None:
        self.name = program
        self._options = options
        self._process: subprocess.Popen[bytes] | None = None

    def availability(self) -> Availability:
        """Usable where the program is installed."""
        if shutil.which(self.name) is None:
            return Availability(False, _("{name} is not installed.").format(name=self.name))
        return USABLE

    def play(self, cue: Cue, volume: int = 100) -> None:
        """Start the sound, cutting off the one before."""
        self.close()
        self._process = subprocess.Popen(
            [self.name, *self._options(volume), str(path(cue))],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            status = self._process.wait(_FAILS_WITHIN)
        except subprocess.TimeoutExpired:
            return
        if status != 0:
            raise SpeechError(_("{program} does not play.").format(program=self.name))

    def close(self) -> None:
        """End what still sounds."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def pipewire_options(volume: int) -> list[str]:
    """Arguments of `pw-play`."""
    return ["--latency=20ms", f"--volume={volume / 100:.2f}"]


def afplay_options(volume: int) -> list[str]:
    """Arguments of macOS' `afplay`."""
    return ["-v", f"{volume / 100:.2f}"]
