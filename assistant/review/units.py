"""Characters and words as people count them: grapheme clusters and word boundaries.

By Unicode's UAX 29, https://www.unicode.org/reports/tr29/, through the `regex` library.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

Span = tuple[int, int]
"""Start and end of a part of a text, as in a slice."""

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_STRONG = frozenset({"L", *_RIGHT_TO_LEFT})
"""Bidirectional classes (UAX 9) that give a text its direction."""


def characters(text: str) -> list[Span]:
    """What a person takes for one character, an accent or a whole family of emoji included."""
    return [match.span() for match in _pattern(r"\X").finditer(text)]


def words(text: str) -> list[Span]:
    """The words, each with the punctuation that touches it; a lone sign is a word, too.

    What is written without spaces is cut where letters meet punctuation, so that one can go through
    an address or a path: "https://", "x.org/", "a". Spaces belong to no word.
    """
    found: list[Span] = []
    with_letters = False
    for start, end in _segments(text):
        lettered = any(char.isalnum() for char in text[start:end])
        touches = bool(found) and found[-1][1] == start
        if touches and not (lettered and with_letters):
            found[-1] = found[-1][0], end
            with_letters = with_letters or lettered
        else:
            found.append((start, end))
            with_letters = lettered
    return found


def is_right_to_left(text: str) -> bool:
    """Whether it is written from right to left: by its first letter that has a direction."""
    directions = map(unicodedata.bidirectional, text)
    return next((each for each in directions if each in _STRONG), "L") in _RIGHT_TO_LEFT


def _segments(text: str) -> Iterator[Span]:
    cuts = [match.start() for match in _pattern(r"\b").finditer(text)]
    edges = sorted({0, *cuts, len(text)})
    for start, end in pairwise(edges):
        if not text[start:end].isspace():
            yield start, end


@cache
def _pattern(text: str) -> Any:
    import regex

    return regex.compile(text, regex.WORD | regex.VERSION1)
