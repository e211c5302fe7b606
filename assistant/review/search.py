"""Finding words in a result, whatever their case and accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.review.document import Item


@dataclass(frozen=True, slots=True)
class Match:
    """Where the words are: line and place in its text. `wrapped`: beyond the end, or the top."""

    line: int
    offset: int
    wrapped: bool


def find(items: Sequence[Item], wanted: str, line: int, offset: int, step: int = 1) -> Match | None:
    """The next match after a place (step 1) or the one before it (-1), all around; None for none.

    The place itself is looked at last.
    """
    places = [
        (number, start)
        for number, item in enumerate(items)
        for start in _occurrences(item.text, wanted)
    ]
    here = line, offset
    ahead = [place for place in places if (place > here if step > 0 else place < here)]
    if ahead:
        return Match(*ahead[0 if step > 0 else -1], wrapped=False)
    if places:
        return Match(*places[0 if step > 0 else -1], wrapped=True)
    return None


def _occurrences(text: str, wanted: str) -> list[int]:
    folded, origins = _folded(text)
    words, _origins = _folded(wanted.strip())
    found: list[int] = []
    place = folded.find(words) if words else -1
    while place >= 0:
        found.append(origins[place])
        place = folded.find(words, place + 1)
    return found


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without case, accents and doubled spaces; and where each character of it was."""
    folded: list[str] = []
    origins: list[int] = []
    for number, char in enumerate(text):
        plain = " " if char.isspace() else unicodedata.normalize("NFKD", char.casefold())
        for each in plain:
            doubled = each == " " and folded[-1:] == [" "]
            if not unicodedata.combining(each) and not doubled:
                folded.append(each)
                origins.append(number)
    return "".join(folded), origins
