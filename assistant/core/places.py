"""Words for where something is: a picture in three columns and three rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations_with_replacement, product

from assistant.core.findings import Box
from assistant.core.i18n import N_, _

Cell = tuple[int, int]
"""Column and row, each 0 to 2, from the upper left."""

CELLS: tuple[Cell, ...] = tuple(product(range(3), range(3)))

_MOST_PLACES = 3

_START, _MIDDLE, _END, _ALL = range(4)
_SPANS = {(0, 0): _START, (0, 1): _START, (1, 1): _MIDDLE, (1, 2): _END, (2, 2): _END, (0, 2): _ALL}
_PHRASES = {
    (_START, _START): N_("in the upper left"),
    (_START, _MIDDLE): N_("in the middle of the left side"),
    (_START, _END): N_("in the lower left"),
    (_START, _ALL): N_("on the left"),
    (_MIDDLE, _START): N_("in the middle of the top"),
    (_MIDDLE, _MIDDLE): N_("in the middle"),
    (_MIDDLE, _END): N_("in the middle of the bottom"),
    (_MIDDLE, _ALL): N_("down the middle"),
    (_END, _START): N_("in the upper right"),
    (_END, _MIDDLE): N_("in the middle of the right side"),
    (_END, _END): N_("in the lower right"),
    (_END, _ALL): N_("on the right"),
    (_ALL, _START): N_("at the top"),
    (_ALL, _MIDDLE): N_("across the middle"),
    (_ALL, _END): N_("at the bottom"),
    (_ALL, _ALL): N_("over the whole area"),
}


def where(cells: Collection[Cell]) -> str:
    """Say in words which cells are meant, such as "on the left and at the bottom"."""
    left = set(cells)
    named: list[tuple[str, set[Cell]]] = []
    while left:
        largest = max(_rectangles(set(cells)), key=lambda entry: len(entry[1] & left))
        left -= largest[1]
        named.append(largest)
    for entry in tuple(named):
        others = [covered for _phrase, covered in named if covered is not entry[1]]
        if entry[1] <= set[Cell]().union(*others):
            named.remove(entry)
    phrases = list(dict.fromkeys(phrase for phrase, _covered in named))
    if len(phrases) > _MOST_PLACES:
        return _("in several places")
    return joined([_(phrase) for phrase in phrases])


def place_of(box: Box, area: Box) -> str:
    """Say in words in which part of `area` the middle of `box` lies: "in the upper left"."""
    x0, y0, x1, y1 = box
    left, top, right, bottom = area
    column = 3 * ((x0 + x1) // 2 - left) // max(1, right - left)
    row = 3 * ((y0 + y1) // 2 - top) // max(1, bottom - top)
    return where([(min(2, max(0, column)), min(2, max(0, row)))])


def joined(parts: Sequence[str]) -> str:
    """Make "a", "a and b" or "a, b and c"."""
    *first, last = parts
    if not first:
        return last
    return _("{list} and {last}").format(list=_(", ").join(first), last=last)


def _rectangles(cells: set[Cell]) -> list[tuple[str, set[Cell]]]:
    spans = list(combinations_with_replacement(range(3), 2))
    found = []
    for across, down in product(spans, spans):
        inside = {
            (column, row) for column, row in CELLS
            if across[0] <= column <= across[1] and down[0] <= row <= down[1]
        }  # fmt: skip
        if inside <= cells:
            found.append((_PHRASES[_SPANS[across], _SPANS[down]], inside))
    return found
