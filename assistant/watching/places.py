"""Which row of one look lies where a row of the look before was, or where it was scrolled to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from assistant.watching.rows import Row, overlap_across

COMMON = 0.6
"""How much of the lower of two rows must be beside the other for both to be in one place: tight
boxes differ by the letters' ascenders, and a caret below a line makes its box higher."""

Same = Callable[[Row, Row], bool]


class Places:
    """The rows of a look, found by how far down they are."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._order = sorted(range(len(rows)), key=lambda index: rows[index].middle)
        self._middles = [rows[index].middle for index in self._order]
        self._highest = max((row.height for row in rows), default=0)

    def at(self, row: Row, shift: int) -> Iterator[int]:
        """The numbers of the rows that were at the row's place before it moved up by `shift`."""
        middle, reach = row.middle + shift, (row.height + self._highest) / 2
        first = bisect_left(self._middles, middle - reach)
        last = bisect_right(self._middles, middle + reach)
        for index in self._order[first:last]:
            other = self._rows[index]
            top, bottom = row.box[1] + shift, row.box[3] + shift
            common = min(bottom, other.box[3]) - max(top, other.box[1])
            near = common >= COMMON * min(row.height, other.height)
            if near and overlap_across(row.box, other.box):
                yield index


def pairs(places: Places, before: Sequence[Row], now: Sequence[Row], shift: int, same: Same
          ) -> dict[int, int]:  # fmt: skip
    """For each row of now that is one of before, moved up by `shift`: their numbers, now: before.

    Each row is paired once.
    """
    taken: set[int] = set()
    found: dict[int, int] = {}
    for number, row in enumerate(now):
        for index in places.at(row, shift):
            if index not in taken and same(before[index], row):
                taken.add(index)
                found[number] = index
                break
    return found
