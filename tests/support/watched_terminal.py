"""A terminal as plain rows, for tests of what is told of it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.watching.rows import Row

PITCH = 18
LETTER = 8


def row(text: str, line: int, left: int = 10, confidence: float = 0.99) -> Row:
    """A row of text in the given line of the picture."""
    top = line * PITCH + 4
    return Row(text, (left, top, left + LETTER * len(text), top + 12), text.encode(), confidence)


class Terminal:
    """Prints lines, and shows the last ones, below a title that stays."""

    def __init__(self, height: int = 24, chrome: Sequence[str] = ("Terminal  File  Edit",)) -> None:
        self._height = height
        self._chrome = chrome
        self._lines: list[str] = []

    def print(self, *lines: str) -> None:
        """Add lines below."""
        self._lines += lines

    def rows(self) -> list[Row]:
        """What is to be seen."""
        top = len(self._chrome)
        shown = self._lines[-self._height :]
        return [row(text, number) for number, text in enumerate(self._chrome)] + [
            row(text, top + number) for number, text in enumerate(shown) if text
        ]
