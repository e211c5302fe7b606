"""Numbers that change in their place: told at polite steps, and times not at all."""

from __future__ import annotations

import re
from collections import OrderedDict

from assistant.watching.readings import new_words, pattern
from assistant.watching.rows import Row

STEP = 10
"""Percentages are told when they come into another one of these steps."""
SECONDS = 10.0
"""Least time between two tellings of another number of one line."""
LINES = 256
"""Lines remembered."""

_TIME = re.compile(r"\W*\d{1,2}[:.]\d{2}([:.]\d{2})?\W*([ap]\.?m\.?)?\W*", re.IGNORECASE)
_PER_CENT = re.compile(r"\d+(?:[.,]\d+)?\s*%")


def only_numbers(before: str, now: str) -> bool:
    """Whether nothing but numbers differs."""
    return pattern(before) == pattern(now)


class Figures:
    """Decides which changes of numbers are told. A line is known by its text without them."""

    def __init__(self) -> None:
        self._told: OrderedDict[str, float] = OrderedDict()
        self._held: dict[str, tuple[float, str, Row]] = {}

    def change(self, was: Row, row: Row, now: float) -> str:
        """What to tell at once of a line whose numbers changed; empty for nothing."""
        shares, before = _PER_CENT.findall(row.text), _PER_CENT.findall(was.text)
        if shares != before:
            return " ".join(
                share
                for share, old in zip(shares, before, strict=False)
                if _value(share) // STEP != _value(old) // STEP
            )
        words = " ".join(
            word for word in new_words(was.text, row.text).split() if not _TIME.fullmatch(word)
        )
        key = pattern(row.text)
        if not words:
            return ""
        last = self._told.get(key)
        if last is not None and now - last < SECONDS:
            self._held[key] = (last + SECONDS, words, row)
            return ""
        self._tell(key, now)
        return words

    def due(self, now: float) -> list[tuple[str, Row]]:
        """What was held back and is to be told by now: the words and their line."""
        ripe = [key for key, (time, _words, _row) in self._held.items() if time <= now]
        told = []
        for key in ripe:
            _time, words, row = self._held[key]
            self._tell(key, now)
            told.append((words, row))
        return told

    def _tell(self, key: str, now: float) -> None:
        self._held.pop(key, None)
        self._told[key] = now
        self._told.move_to_end(key)
        if len(self._told) > LINES:
            self._told.popitem(last=False)


def _value(share: str) -> float:
    return float(share.rstrip("% ").replace(",", "."))
