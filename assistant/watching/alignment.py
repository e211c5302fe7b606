"""What became of the lines of one look in the next: kept, scrolled, changed, gone, or new.

Text alone cannot tell: a terminal may print the same line a hundred times. So lines are followed by
their place. Whatever shows that a part of the picture moved, by however many pixels, is evidence
for a scroll; whatever did not move in that part is evidence against it. What a scroll brings into
the picture is new, also where it says the same as what stood there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.watching.places import Places, pairs
from assistant.watching.readings import related, same_reading
from assistant.watching.rows import Row, overlap_across

SLIDE = 3
"""Pixels that one line's left edge may be off in two looks."""
STEADY = 2
"""Pixels that a line may be higher or lower without having scrolled."""
CANDIDATES = 24
"""Most scrolls that are considered, those first that most lines speak for."""
SCROLLED_BACK = 3
"""How much more must speak for a scroll back."""
COLUMN = 4
"""Lines from which a picture may be one of running text."""
ONE_EDGE = 0.6
"""Part of the lines that begin at one left edge in running text."""


@dataclass(frozen=True, slots=True)
class Scroll:
    """Rows moved up by `shift` pixels (down if negative): `moved` has their numbers, now: before.

    They are between the columns `left` and `right`. `was` and `came` are how far down the middles
    of the uppermost and the lowest of them were and are.
    """

    shift: int
    moved: dict[int, int]
    left: int
    right: int
    was: tuple[float, float]
    came: tuple[float, float]

    def across(self, row: Row) -> bool:
        """Whether the row is in the columns that scrolled."""
        return overlap_across(row.box, (self.left, 0, self.right, 0))

    def brought(self, row: Row) -> bool:
        """Whether the row lies in the strip that the scroll uncovered."""
        if self.shift > 0:
            within = self.came[1] < row.middle <= self.was[1] + row.height / 2
        else:
            within = self.was[0] - row.height / 2 <= row.middle < self.came[0]
        return within and self.across(row)

    def crossed(self, row: Row) -> bool:
        """Whether the row lies among those that scrolled."""
        return self.came[0] < row.middle < self.came[1] and self.across(row)

    def took(self, row: Row) -> bool:
        """Whether a row of before was scrolled away."""
        if self.shift > 0:
            within = self.came[0] - row.height / 2 <= row.middle < self.was[0]
        else:
            within = self.was[1] < row.middle <= self.came[1] + row.height / 2
        return within and self.across(row)


@dataclass(slots=True)
class Alignment:
    """Where each row came from, and where it went.

    `fresh` are the rows that say something else than before, in reading order, each after the row
    that stood in its place: None where it is a new one. Of these, `revealed` came from above by
    scrolling back. `gone` are rows of before that are nowhere, and did not leave by scrolling.
    `missed`: more was written than one look shows. `rows` are all of now, those that are
    kept with the text they were told with: readings that differ a little must not add up.
    """

    scrolled: int = 0
    kept: list[Row] = field(default_factory=list)
    fresh: list[tuple[Row | None, Row]] = field(default_factory=list)
    revealed: list[Row] = field(default_factory=list)
    gone: list[Row] = field(default_factory=list)
    missed: bool = False
    rows: list[Row] = field(default_factory=list)


def aligned(before: Sequence[Row], now: Sequence[Row]) -> Alignment:
    """Compare two looks, each in reading order."""
    places = Places(before)
    still = pairs(places, before, now, 0, same_reading)
    scroll = _scroll(places, before, now, still)
    moved = scroll.moved if scroll else {}
    brought = {number for number, row in enumerate(now)
               if scroll and number not in moved and scroll.brought(row)}  # fmt: skip
    origin = {number: index for number, index in still.items() if number not in brought} | moved
    used = set(origin.values())
    result = Alignment(scroll.shift if scroll else 0)
    for number, row in enumerate(now):
        if number in origin:
            result.kept.append(row)
            result.rows.append(replace(row, text=before[origin[number]].text))
            continue
        result.rows.append(row)
        index = _changed_from(places, before, row, used, scroll)
        if index is not None:
            used.add(index)
        result.fresh.append((None if index is None else before[index], row))
        if index is None and number in brought and result.scrolled < 0:
            result.revealed.append(row)
    result.gone = [row for index, row in enumerate(before)
                   if index not in used and not (scroll and scroll.took(row))]  # fmt: skip
    result.missed = scroll is None and _ran_through(result)
    return result


def _scroll(
    places: Places, before: Sequence[Row], now: Sequence[Row], still: dict[int, int]
) -> Scroll | None:
    """The scroll that most speaks for; None where nothing does."""
    often = Counter(row.text for row in before)
    best: tuple[int, int] = (0, 0)
    found: Scroll | None = None
    for shift in _shifts(before, now, still):
        moved = pairs(places, before, now, shift, same_reading)
        shows = {number: index for number, index in moved.items() if number not in still}
        if not shows:
            continue
        core = _spanned(shift, shows, before, now)
        across = {number: index for number, index in moved.items() if core.across(now[number])}
        whole = _spanned(shift, across, before, now)
        against = sum(
            often[now[number].text] == 1 or not whole.brought(now[number])
            for number in still
            if number not in moved and _inside(now[number], core)
        )
        # What the scroll should have brought along, and what it should not have met.
        known = {*moved.values(), *still.values()}
        against += sum(
            index not in known and whole.across(row) and not whole.took(row)
            for index, row in enumerate(before)
        )
        against += sum(
            number not in moved and number not in still and whole.crossed(row)
            for number, row in enumerate(now)
        )
        # What is written goes up: only much evidence makes it a scroll back.
        points = len(shows) - against
        weight = points if shift > 0 else points // SCROLLED_BACK, -abs(shift)
        if weight[0] > 0 and weight > best:
            best, found = weight, whole
    return found


def _spanned(
    shift: int, moved: dict[int, int], before: Sequence[Row], now: Sequence[Row]
) -> Scroll:
    rows = [now[number] for number in moved]
    origins = [before[index] for index in moved.values()]
    was, came = ([row.middle for row in some] for some in (origins, rows))
    return Scroll(
        shift,
        moved,
        min(row.box[0] for row in rows),
        max(row.box[2] for row in rows),
        (min(was), max(was)),
        (min(came), max(came)),
    )


def _inside(row: Row, scroll: Scroll) -> bool:
    top, bottom = min(scroll.was[0], scroll.came[0]), max(scroll.was[1], scroll.came[1])
    return top <= row.middle <= bottom and scroll.across(row)


def _shifts(before: Sequence[Row], now: Sequence[Row], still: dict[int, int]) -> list[int]:
    """By how many pixels lines may have moved up: those of exactly equal lines, likeliest first."""
    tops: dict[str, list[Row]] = {}
    for row in before:
        tops.setdefault(row.text, []).append(row)
    votes: Counter[int] = Counter()
    for number, row in enumerate(now):
        for was in tops.get(row.text, ()):
            shift = was.box[1] - row.box[1]
            if abs(shift) > STEADY and abs(was.box[0] - row.box[0]) <= SLIDE:
                votes[shift] += 1 if number in still else 2
    likely = sorted(votes, key=lambda shift: (-votes[shift], abs(shift)))
    return likely[:CANDIDATES]


def _changed_from(
    places: Places, before: Sequence[Row], row: Row, used: set[int], scroll: Scroll | None
) -> int | None:
    """The number of the row that this one was before it changed, perhaps while it scrolled."""
    if scroll and scroll.across(row):
        for index in places.at(row, scroll.shift):
            if index not in used and related(before[index].text, row.text):
                return index
    if scroll and scroll.brought(row):
        return None
    for index in places.at(row, 0):
        if index not in used and not (scroll and scroll.took(before[index])):
            return index
    return None


def _ran_through(result: Alignment) -> bool:
    """Whether this is running text of which nothing is left: so more came than was seen."""
    was = [*result.gone, *(before for before, _row in result.fresh if before is not None)]
    rows = [row for _before, row in result.fresh]
    if min(len(was), len(rows)) < COLUMN or len(result.kept) >= len(rows):
        return False
    edge_before, edge = _edge(was), _edge(rows)
    if edge_before is None or edge is None or abs(edge_before - edge) > SLIDE:
        return False
    lowest = max(was, key=lambda row: row.middle)
    return max(row.middle for row in rows) > lowest.middle - lowest.height


def _edge(rows: Sequence[Row]) -> int | None:
    """The left edge at which most rows begin; None where they have none in common."""
    edge, _count = Counter(row.box[0] for row in rows).most_common(1)[0]
    common = sum(abs(row.box[0] - edge) <= SLIDE for row in rows)
    return edge if common >= ONE_EDGE * len(rows) else None
