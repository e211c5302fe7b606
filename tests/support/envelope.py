"""Compares recorded speech with the same words synthesised straight by the engine."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

STEP_SECONDS = 0.01

Envelope = NDArray[np.float64]


def read_wave(path: Path) -> tuple[NDArray[np.int16], int]:
    """Samples (mono) and rate of a 16 bit wave file."""
    with wave.open(str(path), "rb") as file:
        data = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
        return data[:: file.getnchannels()], file.getframerate()


def envelope(samples: NDArray[np.int16], rate: int) -> Envelope:
    """Loudness (root mean square) every 10 ms, silence at both ends cut off."""
    step = int(rate * STEP_SECONDS)
    whole = samples[: len(samples) // step * step].astype(np.float64).reshape(-1, step)
    loudness: Envelope = np.sqrt((whole**2).mean(axis=1))
    loud = np.nonzero(loudness > 0.02 * max(1.0, float(loudness.max(initial=0.0))))[0]
    return loudness[loud[0] : loud[-1] + 1] if len(loud) else loudness[:0]


def likeness(heard: Envelope, expected: Envelope) -> float:
    """The best correlation (at most 1.0) of `expected` with any stretch of `heard`."""
    if len(heard) < len(expected):
        heard = np.pad(heard, (0, len(expected) - len(heard)))
    pattern = expected - expected.mean()
    windows = np.lib.stride_tricks.sliding_window_view(heard, len(expected))
    centred = windows - windows.mean(axis=1, keepdims=True)
    norms = np.linalg.norm(centred, axis=1) * np.linalg.norm(pattern)
    return float((centred @ pattern / np.maximum(norms, 1e-9)).max())
