"""What there is to tell of a watched window or region, look by look.

Told is what `alignment` calls new, with these exceptions:

- Of a line that changed in its place, the new words are told; the whole line where it begins
  elsewhere than before, as the next subtitle does.
- A percentage is told when it comes into another ten, and at a hundred. Other numbers that change
  in their place are told at most every ten seconds. Times, of the day or of a film, are not told.
  Lines that differ from each other by numbers only are lines of a log, and each is told.
- The same text is told at most twice in ten seconds at one place, unless it was scrolled there: a
  light that blinks.
- Lines that come back by scrolling back, and a page that comes back as it was, are not told again.
- A line that one look does not read, though something is still written there, is not told when the
  next look reads it again.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.core.findings import Box
from assistant.watching.alignment import COLUMN, Alignment, aligned
from assistant.watching.figures import Figures, only_numbers
from assistant.watching.readings import new_words, pattern, plain, related
from assistant.watching.rows import Row, overlaps

ONE_PLACE = 4
"""Pixels that the edge may be off at which a changed line begins (or ends, from right to left)."""
BLINK_SECONDS, BLINKS = 10.0, 2
"""The same text at the same place is told at most so often in that time."""
LOOKS_UNREAD = 2
"""Looks in which a line may be unread before it is taken as gone."""
PAGES, SAME_PAGE = 4, 0.8
"""Pages remembered, and the part of the lines that must be there for one to have come back."""
REMEMBERED = 2000
"""Lines remembered of what was to be seen."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something to tell: words that `row` says; without one, that some lines were missed."""

    text: str
    row: Row | None = None


class NewText:
    """Compares each look with the one before. Times are seconds of one clock.

    `scrolled`: something moved since the look before.
    """

    def __init__(self) -> None:
        self._rows: list[Row] | None = None
        self._unread: list[tuple[int, Row]] = []
        self._pages: deque[list[Row]] = deque(maxlen=PAGES)
        self._seen: deque[str] = deque(maxlen=REMEMBERED)
        self._lately: deque[tuple[float, str, Box]] = deque()
        self._figures = Figures()
        self.scrolled = False

    def look(
        self,
        rows: Sequence[Row],
        now: float,
        written: Callable[[Box], bool] = lambda _box: True,
        *,
        resized: bool = False,
    ) -> list[Told]:
        """What is new in these rows, in reading order; nothing at the first look.

        `written` says whether something can be read at a place of this look. `resized`: the lines
        may be broken elsewhere than before.
        """
        self.scrolled = False
        before = self._rows
        self._rows = list(rows)
        if before is None:
            told: list[Told] = []
            self._seen.extend(plain(row.text) for row in rows)
        elif resized:
            told = self._broken_anew(before, rows)
        else:
            told = list(self._compared(before, rows, now, written))
        return told

    def due(self, now: float) -> list[Told]:
        """What was held back and is to be told by now."""
        return [Told(text, row) for text, row in self._figures.due(now)]

    def _compared(
        self, before: Sequence[Row], rows: Sequence[Row], now: float, written: Callable[[Box], bool]
    ) -> Iterator[Told]:
        alignment = self._aligned([*before, *(row for _looks, row in self._unread)], rows)
        self._rows = alignment.rows
        self._remember_unread(alignment, rows, written)
        if alignment.missed:
            yield Told("")
        self.scrolled = bool(alignment.scrolled)
        if alignment.scrolled:
            self._lately.clear()
        seen = set(self._seen) if alignment.revealed else set()
        self._seen.extend(plain(row.text) for _was, row in alignment.fresh)
        alike = Counter(pattern(row.text) for row in rows)
        for was, row in alignment.fresh:
            if row in alignment.revealed and plain(row.text) in seen:
                continue
            log = alike[pattern(row.text)] > 1 and "%" not in row.text
            whole = was is None or log or alignment.missed
            text = row.text if was is None or whole else self._changed(was, row, now)
            if text and (alignment.scrolled or not self._blinks(text, row, now)):
                yield Told(text, row)

    def _aligned(self, before: Sequence[Row], rows: Sequence[Row]) -> Alignment:
        """Compare with the look before, or with a page of earlier that has come back."""
        alignment = aligned(before, rows)
        if alignment.scrolled or len(alignment.kept) >= len(alignment.fresh):
            return alignment
        for page in self._pages:
            earlier = aligned(page, rows)
            same = len(earlier.kept) >= max(SAME_PAGE * len(rows), COLUMN)
            if same and not earlier.scrolled:
                alignment = earlier
                break
        self._pages.append(list(before))
        return alignment

    def _remember_unread(
        self, alignment: Alignment, rows: Sequence[Row], written: Callable[[Box], bool]
    ) -> None:
        looks = {id(row): count for count, row in self._unread}
        self._unread = [
            (count, row.moved(-alignment.scrolled))
            for row in alignment.gone
            if (count := looks.get(id(row), 0) + 1) <= LOOKS_UNREAD
            and not overlaps(row.box, rows)
            and written(row.box)
        ]

    def _changed(self, was: Row, row: Row, now: float) -> str:
        if only_numbers(was.text, row.text):
            return self._figures.change(was, row, now)
        edges = abs(was.box[0] - row.box[0]), abs(was.box[2] - row.box[2])
        if min(edges) > ONE_PLACE or not related(was.text, row.text):
            return row.text
        return new_words(was.text, row.text)

    def _blinks(self, text: str, row: Row, now: float) -> bool:
        lately = self._lately
        while lately and lately[0][0] < now - BLINK_SECONDS:
            lately.popleft()
        words = plain(text)
        often = sum(said == words and overlaps(box, (row,)) for _time, said, box in lately)
        lately.append((now, words, row.box))
        return often >= BLINKS

    def _broken_anew(self, before: Sequence[Row], rows: Sequence[Row]) -> list[Told]:
        """What is new after the window's size changed: what was nowhere in the text before."""
        self._unread.clear()
        self._pages.clear()
        text = "".join(plain(row.text) for row in before)
        return [Told(row.text, row) for row in rows if plain(row.text) not in text]
