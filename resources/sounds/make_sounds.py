"""Make the earcons: `python3 resources/sounds/make_sounds.py`. Standard library only.

Each sound is a few notes; a note is a decaying tone with soft overtones, so that small
loudspeakers, which swallow deep tones, still let it be told apart. Mono, 16 bit, 44.1 kHz.
"""

from __future__ import annotations

import math
import wave
from array import array
from dataclasses import dataclass
from pathlib import Path

RATE = 44_100
RELEASE = 0.008
"""Seconds in which every note fades out, so that it does not click."""
OVERTONES = ((1, 1.0), (2, 0.35), (3, 0.12))


@dataclass(frozen=True)
class Note:
    """A tone of `pitch` Hz from `start` for `length` seconds, gliding to `end_pitch`.

    `level` is its peak (1.0 is full scale), `attack` the seconds to reach it and `decay` the time
    constant, in seconds, of its fall.
    """

    pitch: float
    start: float
    length: float
    level: float
    decay: float
    attack: float = 0.001
    end_pitch: float | None = None


SOUNDS: dict[str, tuple[Note, ...]] = {
    "taken": (Note(1320, 0, 0.055, 0.55, 0.015, attack=0.0005),),
    "working": (Note(440, 0, 0.16, 0.20, 0.06, attack=0.025),),
    "done": (Note(523.25, 0, 0.16, 0.35, 0.07), Note(783.99, 0.1, 0.24, 0.35, 0.09)),
    "failed": (
        Note(311.13, 0, 0.2, 0.45, 0.15, attack=0.003),
        Note(233.08, 0.16, 0.32, 0.5, 0.18, attack=0.003, end_pitch=207.65),
    ),
}


def sample(note: Note, time: float) -> float:
    """The note's value, `time` seconds after its start."""
    if not 0 <= time < note.length:
        return 0.0
    end_pitch = note.pitch if note.end_pitch is None else note.end_pitch
    glide = (end_pitch - note.pitch) / note.length
    phase = 2 * math.pi * (note.pitch * time + glide * time * time / 2)
    rise = min(1.0, time / note.attack)
    fall = min(1.0, (note.length - time) / RELEASE)
    envelope = rise * fall * math.exp(-time / note.decay)
    weight = sum(share for _, share in OVERTONES)
    tone = sum(share * math.sin(order * phase) for order, share in OVERTONES) / weight
    return note.level * envelope * tone


def samples(notes: tuple[Note, ...]) -> array[int]:
    """All notes mixed, as signed 16 bit samples."""
    count = round(RATE * max(note.start + note.length for note in notes))
    mixed = (
        sum(sample(note, index / RATE - note.start) for note in notes) for index in range(count)
    )
    return array("h", (round(32767 * max(-1.0, min(1.0, value))) for value in mixed))


def main(folder: Path) -> None:
    """Write every sound into `folder`."""
    for name, notes in SOUNDS.items():
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(samples(notes).tobytes())


if __name__ == "__main__":
    main(Path(__file__).parent)
