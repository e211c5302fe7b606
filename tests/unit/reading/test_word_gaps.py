"""Spaces are mended by the white on the picture."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.reading.word_gaps import mended

LETTER, BETWEEN = 16, 3


def drawn(gaps: list[int]) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.uint8]], list[float]]:
    """Draw as many letters as gaps and one; return the picture and the letters' middles."""
    starts = [8]
    for gap in gaps:
        starts.append(starts[-1] + LETTER + gap)
    pixels = np.full((48, starts[-1] + LETTER + 8), 240, np.uint8)
    for start in starts:
        pixels[10:40, start : start + LETTER] = 20
    return pixels, [start + LETTER / 2 for start in starts]


def mend(text: str, gaps: list[int]) -> str:
    """Mend a text whose letters (spaces left out) stand `gaps` apart."""
    pixels, middles = drawn(gaps)
    centres: list[float] = []
    letter = 0
    for character in text:
        if character == " ":
            centres.append((middles[letter - 1] + middles[letter]) / 2)
        else:
            centres.append(middles[letter])
            letter += 1
    return mended(text, np.array(centres), pixels)


@pytest.mark.parametrize(
    ("text", "gaps", "wanted"),
    [
        ("ab cd ef", [3, 12, 3, 12, 3], "ab cd ef"),
        ("ab cd efgh", [3, 12, 3, 12, 3, 12, 3], "ab cd ef gh"),
        ("in 12 of 11", [3, 12, 3, 12, 3, 12, 11], "in 12 of 11"),
        ("abcd", [3, 40, 3], "ab cd"),
        ("abcd", [3, 8, 3], "abcd"),
        ("print( )", [3, 3, 3, 3, 3, 14], "print()"),
        ("print ( )", [3, 3, 3, 3, 12, 14], "print()"),
        ("a - - b", [20, 12, 20], "a -- b"),
        ("a - - b", [20, 30, 20], "a - - b"),
        ("see (x)", [3, 3, 12, 3, 3], "see (x)"),
    ],
)
def test_spaces(text: str, gaps: list[int], wanted: str) -> None:
    assert mend(text, gaps) == wanted


def test_white_that_was_seen_as_a_space_is_not_counted_twice() -> None:
    # The place of the second l lies in the white behind it, as the network tells it.
    pixels, middles = drawn([3, 3, 3, 14, 3, 14, 3])
    w, i, l1, l2, n, o, m, e = middles
    places = [w, i, l1, l2 + LETTER, l2 + 18, n, o, (o + m) / 2, m, e]
    assert mended("will no me", np.array(places), pixels) == "will no me"


def test_short_texts_are_left_alone() -> None:
    blank = np.full((48, 64), 255, np.uint8)
    assert mended("", np.array([]), blank) == ""
    assert mended("a", np.array([20.0]), blank) == "a"
