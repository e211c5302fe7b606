"""Where one is in a result, and how one moves: by line, paragraph, word and character."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum

from assistant.review.document import Item, Role
from assistant.review.units import Span, characters, words

_HEARD = 20
"""Characters by which a line that is being spoken is known."""


class Unit(StrEnum):
    """What is gone through, and said after a move."""

    LINE = "line"
    BLOCK = "block"
    WORD = "word"
    CHARACTER = "character"


class Edge(StrEnum):
    """Why a move went nowhere."""

    TOP = "top"
    BOTTOM = "bottom"
    LINE_START = "line start"
    LINE_END = "line end"


class Cursor:
    """A place in a list of items: a line, and a character in it.

    `unit` is what the last move was by; `step` is 1 forward, -1 back. Moves return the edge that
    they met, and then stay. A cursor without items is `empty`, and must not be moved.
    """

    def __init__(self, items: Sequence[Item] = ()) -> None:
        self._items = list(items)
        self._line = 0
        self._offset = 0
        self.unit = Unit.LINE

    @property
    def items(self) -> Sequence[Item]:
        """What it goes through."""
        return self._items

    @property
    def empty(self) -> bool:
        """Whether there is nothing to go through."""
        return not self._items

    @property
    def line(self) -> int:
        """The number of the line, from 0."""
        return self._line

    @property
    def item(self) -> Item:
        """The line one is in."""
        return self._items[self._line]

    @property
    def offset(self) -> int:
        """The place in the line's text."""
        return self._offset

    def follow(self, items: Sequence[Item]) -> None:
        """Go through these instead, which are the same and more; the place is kept."""
        before = None if self.empty else (self.item.text, self.item.box)
        self._items = list(items)
        same = [n for n, each in enumerate(self._items) if (each.text, each.box) == before]
        if same:
            self._line = min(same, key=lambda number: abs(number - self._line))
        else:
            self._line, self._offset = min(self._line, max(0, len(self._items) - 1)), 0

    def follow_voice(self, spoken: str) -> None:
        """Go to the line that is being read aloud, if it is one of those ahead."""
        ahead = range(self._line, len(self._items)) if spoken else ()
        # The end of a line may be half a word, which speech has mended.
        heard = (n for n in ahead if (text := self._items[n].text) and text[:_HEARD] in spoken)
        here = next(heard, self._line)
        if here != self._line:
            self.go_to(here)

    def span(self, unit: Unit) -> Span:
        """The part of the line's text that is the current word or character, else all of it."""
        text = self.item.text
        spans = {Unit.WORD: words, Unit.CHARACTER: characters}.get(unit)
        found = spans(text) if spans else []
        return next((span for span in found if span[1] > self._offset), (0, len(text)))

    def block(self) -> Sequence[Item]:
        """The lines of the current paragraph."""
        return [each for each in self._items if each.block == self.item.block]

    def go_to(self, line: int, offset: int = 0, unit: Unit = Unit.LINE) -> None:
        """Go to a place."""
        self._line, self._offset, self.unit = line, offset, unit

    def move(self, unit: Unit, step: int) -> Edge | None:
        """Go to the next or previous one."""
        self.unit = unit
        match unit:
            case Unit.LINE:
                return self._to_line(self._line + step, step)
            case Unit.BLOCK:
                return self._to_block(step)
            case Unit.WORD:
                return self._to_word(step)
            case Unit.CHARACTER:
                return self._to_character(step)

    def to_line_end(self, step: int) -> None:
        """Go to the first or last character of the line."""
        spans = characters(self.item.text) or [(0, 0)]
        self.go_to(self._line, spans[-1 if step > 0 else 0][0], Unit.CHARACTER)

    def to_end(self, step: int) -> None:
        """Go to the first or last line."""
        self.go_to(len(self._items) - 1 if step > 0 else 0)

    def skip(self, roles: Collection[Role], step: int) -> bool:
        """Go to the next or previous line of one of these roles; whether there is one."""
        ahead = range(self._line + step, len(self._items) if step > 0 else -1, step)
        line = next((number for number in ahead if self._items[number].role in roles), None)
        if line is None:
            return False
        self.go_to(line)
        return True

    def _to_line(self, line: int, step: int) -> Edge | None:
        if not 0 <= line < len(self._items):
            self._offset = 0
            return Edge.BOTTOM if step > 0 else Edge.TOP
        self._line, self._offset = line, 0
        return None

    def _to_block(self, step: int) -> Edge | None:
        """Go to a paragraph's first line; back, to that of the current one first."""
        firsts = [
            number
            for number, each in enumerate(self._items)
            if number == 0 or each.block != self._items[number - 1].block
        ]
        if step > 0:
            line = next((number for number in firsts if number > self._line), len(self._items))
        else:
            line = max((number for number in firsts if number < self._line), default=-1)
        return self._to_line(line, step)

    def _to_word(self, step: int) -> Edge | None:
        start, _end = self.span(Unit.WORD)
        starts = [first for first, _last in words(self.item.text)]
        ahead = [each for each in starts if (each > start if step > 0 else each < start)]
        if ahead:
            self._offset = ahead[0 if step > 0 else -1]
            return None
        edge = self._to_line(self._line + step, step)
        if edge is not None:
            self._offset = start
        elif step < 0:
            self._offset = (words(self.item.text) or [(0, 0)])[-1][0]
        return edge

    def _to_character(self, step: int) -> Edge | None:
        starts = [first for first, _last in characters(self.item.text)]
        here = max((n for n, each in enumerate(starts) if each <= self._offset), default=0)
        if not 0 <= here + step < len(starts):
            return Edge.LINE_END if step > 0 else Edge.LINE_START
        self._offset = starts[here + step]
        return None
