"""Reads one line of text: PP-OCRv6 cut to Latin, 8 bits, on OpenVINO."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import cv2
import numpy as np
import openvino as ov
from numpy.typing import NDArray

from assistant.reading.word_gaps import mended

Gray = NDArray[np.uint8]
"""Height x width, brightness."""

HEIGHT = 48
"""The network's input height, pixels."""
WIDTHS = (64, 128, 192, 256, 320, 400, 480, 576, 672, 768, 864, 960)
"""Input widths in use. Each costs about 50 ms and 13 MB once: its code is compiled."""
PADDING = 127
"""What fills the input to the next width: the middle of the brightness range, as in training."""
SHRINK_BY_AREA = 60
"""From this height (pixels) on, a line is shrunk by averaging, which keeps thin strokes."""
WORD_GAP = 0.2
"""White at least this part of the line's height wide is a space between words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line says, and how sure that is, 0 .. 1."""

    text: str
    confidence: float


def decode(
    probabilities: NDArray[np.float32], characters: Sequence[str]
) -> tuple[str, NDArray[np.intp], float]:
    """Decode CTC output (steps x classes, class 0 is "no character") by its best path.

    Repeats without a blank between them are one character (Graves et al., 2006). Returns the
    text, the step of each character, and the mean probability of the characters, 0 .. 1.
    """
    best = probabilities.argmax(axis=1)
    taken = best > 0
    taken[1:] &= best[1:] != best[:-1]
    steps = np.flatnonzero(taken)
    if not len(steps):
        return "", steps, 0.0
    sure = float(probabilities[steps, best[steps]].mean())
    text = "".join(characters[k - 1] for k in best[steps].tolist())
    return text, steps, min(1.0, max(0.0, sure))


def pieces(crop: Gray, limit: int = WIDTHS[-1]) -> list[tuple[Gray, str]]:
    """Cut a line that is too long for the network at its gaps, at a space where there is one.

    Returns the pieces with what stands before each: a space or nothing.
    """
    height, width = crop.shape
    longest = max(1, limit * height // HEIGHT)
    if width <= longest:
        return [(crop, "")]
    blank = np.ptp(crop, axis=0) < 24
    edges = np.flatnonzero(np.diff(np.concatenate([[False], blank, [False]]).astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    found: list[tuple[Gray, str]] = []
    begin, joint = 0, ""
    while width - begin > longest:
        middle = (starts + ends) // 2
        ahead = np.flatnonzero((middle > begin + longest // 2) & (middle < begin + longest))
        if len(ahead):
            gaps = (ends - starts)[ahead]
            spaces = ahead[gaps >= WORD_GAP * height]
            best = int(spaces[-1]) if len(spaces) else int(ahead[gaps.argmax()])
            cut = int(middle[best])
            after = " " if len(spaces) else ""
        else:
            cut, after = begin + longest, ""
        found.append((crop[:, begin:cut], joint))
        begin, joint = cut, after
    return [*found, (crop[:, begin:], joint)]


def joined(readings: Sequence[tuple[Reading, str]]) -> Reading:
    """Join what the pieces of a line say; the confidence is their mean by length."""
    text = "".join(joint + reading.text for reading, joint in readings)
    weight = sum(len(reading.text) for reading, _ in readings)
    sure = sum(reading.confidence * len(reading.text) for reading, _ in readings)
    return Reading(text, min(1.0, sure / weight) if weight else 0.0)


def fitted(crop: Gray) -> NDArray[np.uint8]:
    """Scale a crop to the network's input, 1 x 1 x 48 x one of `WIDTHS`."""
    height, width = crop.shape
    wide = min(WIDTHS[-1], max(16, round(width * HEIGHT / height)))
    method = cv2.INTER_AREA if height > SHRINK_BY_AREA else cv2.INTER_LINEAR
    pixels = _blank(WIDTHS[bisect.bisect_left(WIDTHS, wide)])
    pixels[0, 0, :, :wide] = cv2.resize(crop, (wide, HEIGHT), interpolation=method)
    return pixels


def _blank(width: int) -> NDArray[np.uint8]:
    return np.full((1, 1, HEIGHT, width), PADDING, np.uint8)


class Recogniser:
    """The network with `threads` lines at a time, one processor core each."""

    def __init__(self, folder: Path, threads: int = 2) -> None:
        """Load `model.xml`, `model.bin` and `characters.txt`; OSError or RuntimeError if broken."""
        listing = (folder / "characters.txt").read_text(encoding="utf-8")
        self._characters = listing.removesuffix("\n").split("\n")
        # 32-bit rests, so that processors with and without bfloat16 read the same.
        self._network: Any = ov.Core().compile_model(
            folder / "model.xml",
            "CPU",
            {
                "INFERENCE_NUM_THREADS": threads,
                "NUM_STREAMS": threads,
                "INFERENCE_PRECISION_HINT": "f32",
            },
        )
        self._idle: SimpleQueue[Any] = SimpleQueue()
        for _ in range(threads):
            self._idle.put(self._network.create_infer_request())
        # The binding initialises itself in its first call; two of them at once can lock each
        # other out for ever (one waits for the interpreter lock, the other for the first).
        self._infer(_blank(WIDTHS[0]))
        self._threads = threads
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="recogniser")

    def warm_up(self) -> None:
        """Compile every width, widest first (the order that needs the least memory)."""
        for width in reversed(WIDTHS):
            together = [self._pool.submit(self._infer, _blank(width)) for _ in range(self._threads)]
            for job in together:
                job.result()

    def submit(self, crop: Gray) -> Future[Reading]:
        """Start to read one piece of a line; pieces are taken in the order they came."""
        return self._pool.submit(self._read, crop)

    def close(self) -> None:
        """Stop the threads; what waits is dropped."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _read(self, crop: Gray) -> Reading:
        pixels = fitted(crop)
        probabilities = self._infer(pixels)
        text, steps, sure = decode(probabilities, self._characters)
        columns = pixels.shape[3] / len(probabilities)
        return Reading(mended(text, (steps + 0.5) * columns, pixels[0, 0]), sure)

    def _infer(self, pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
        request = self._idle.get()
        try:
            request.infer([pixels])
            return np.array(request.get_output_tensor().data[0], np.float32)
        finally:
            self._idle.put(request)
