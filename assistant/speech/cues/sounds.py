"""The earcons' samples."""

from __future__ import annotations

import io
import sys
import wave
from array import array
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.core.ports import Cue
from assistant.core.resources import resource


@dataclass(frozen=True, slots=True)
class Sound:
    """Mono signed 16 bit samples in the machine's byte order; `rate` in samples per second."""

    pcm: bytes
    rate: int

    @property
    def seconds(self) -> float:
        """How long it sounds."""
        return len(self.pcm) / 2 / self.rate


def path(cue: Cue) -> Path:
    """The shipped wave file."""
    return resource("sounds", f"{cue}.wav")


@lru_cache(maxsize=16)
def load(cue: Cue, volume: int) -> Sound:
    """Read a cue, scaled to `volume` per cent.

    Raises:
        OSError: the shipped file is missing.

    """
    with wave.open(str(path(cue)), "rb") as file:
        samples = array("h", file.readframes(file.getnframes()))
        rate = file.getframerate()
    if sys.byteorder == "big":
        samples.byteswap()
    scaled = array("h", (sample * volume // 100 for sample in samples))
    return Sound(scaled.tobytes(), rate)


def as_wave(sound: Sound) -> bytes:
    """The sound as a wave file in memory."""
    samples = array("h", sound.pcm)
    if sys.byteorder == "big":
        samples.byteswap()
    stream = io.BytesIO()
    with wave.open(stream, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sound.rate)
        file.writeframes(samples.tobytes())
    return stream.getvalue()
