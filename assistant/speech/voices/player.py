"""Playing a wave file with whichever player is installed and works."""

from __future__ import annotations

import array
import shutil
import subprocess
import sys
import wave
from pathlib import Path

from assistant.speech.voices.problems import NoSoundError, Problem

PLAYERS = (
    # 80 ms of buffer: the first sound is not later for it, and the end is told 35 ms sooner.
    ("aplay", "-q", "--buffer-time=80000"),
    ("paplay", "--latency-msec=80"),
    ("pw-play",),
)
"""In order of preference; pyttsx3 itself knows only the first."""

SILENT = 64
"""Absolute sample value up to which a sample is silence."""

PAUSE_SECONDS = 0.06
"""What is left of the engine's pause at the end: players take about 50 ms more to end and begin."""


def installed_players() -> list[tuple[str, ...]]:
    """The commands of the players that are installed."""
    return [command for command in PLAYERS if shutil.which(command[0])]


class WavePlayer:
    """Plays files one after the other, and remembers which player works."""

    def __init__(self) -> None:
        self._commands = installed_players()

    def play(self, path: Path) -> None:
        """Play; return when it has been heard. The player is of this process's group.

        Raises:
            NoSoundError: no player is installed, or none finds a device.

        """
        if not self._commands:
            raise NoSoundError(Problem.NO_PLAYER)
        failures: list[str] = []
        for command in list(self._commands):
            status = subprocess.run([*command, str(path)], check=False).returncode
            if status == 0:
                return
            failures.append(f"{command[0]}: exit status {status}")
            # The one that failed is tried last next time.
            self._commands.remove(command)
            self._commands.append(command)
        raise NoSoundError(Problem.NO_DEVICE, "; ".join(failures))


def trim_end(path: Path) -> float:
    """Cut a 16-bit wave file's closing silence down to `PAUSE_SECONDS`; return its seconds.

    0 is returned, and nothing changed, where all of it is silent.
    """
    with wave.open(str(path), "rb") as file:
        parameters = file.getparams()
        frames = file.readframes(file.getnframes())
    samples = array.array("h", frames)
    if sys.byteorder == "big":
        samples.byteswap()
    last = len(samples) - 1
    while last >= 0 and -SILENT <= samples[last] <= SILENT:
        last -= 1
    if last < 0:
        return 0.0
    kept = last + 1 + int(PAUSE_SECONDS * parameters.framerate) * parameters.nchannels
    with wave.open(str(path), "wb") as file:
        file.setparams(parameters)
        file.writeframes(frames[: 2 * kept])
    return min(kept, len(samples)) / parameters.nchannels / parameters.framerate
