"""What was read is remembered by its pixels, and only so much of it."""

from __future__ import annotations

import numpy as np

from assistant.reading.line_cache import LeastRecent, digest


def test_same_pixels_have_the_same_key_wherever_they_are() -> None:
    page = np.random.default_rng(0).integers(0, 256, (60, 80), np.uint8)
    page[40:50, 30:60] = page[10:20, 5:35]
    assert digest(page[10:20, 5:35]) == digest(page[40:50, 30:60].copy())


def test_shape_pixels_and_note_all_count() -> None:
    pixels = np.zeros((4, 6), np.uint8)
    other = pixels.copy()
    other[3, 5] = 1
    keys = {digest(pixels), digest(pixels.reshape(6, 4)), digest(other), digest(pixels, "x")}
    assert len(keys) == 4


def test_the_least_recently_used_goes_first() -> None:
    memory: LeastRecent[str] = LeastRecent(2)
    memory.put(b"a", "A")
    memory.put(b"b", "B")
    assert memory.get(b"a") == "A"
    memory.put(b"c", "C")
    assert (memory.get(b"a"), memory.get(b"b"), memory.get(b"c")) == ("A", None, "C")
    assert len(memory) == 2
