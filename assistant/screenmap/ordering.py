"""The order in which elements are said: the application's, with the rest put in by place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from assistant.screenmap import boxes
from assistant.screenmap.elements import BUTTONS, CONTAINERS, Element, ElementKind
from assistant.screenmap.tables import grouped

K = ElementKind


def in_reading_order(told: Sequence[Element], others: Sequence[Element]) -> list[Element]:
    """Told elements as told; each other one beside the nearest of those.

    Where nothing is told, texts stay as OCR ordered them, which knows columns, and controls go
    beside the nearest text.
    """
    anchors = _with_rows(told) or [each for each in others if each.kind not in _PLACED]
    rest = [each for each in others if (not told and each.kind in _PLACED) or told]
    if not anchors:
        return sorted(rest, key=_by_rows)
    after: dict[int, list[Element]] = {}
    before: dict[int, list[Element]] = {}
    for element in sorted(rest, key=_by_rows):
        leaves = [each for each in anchors if each.kind not in CONTAINERS] or anchors
        nearest = min(leaves, key=lambda each: boxes.distance(each.box, element.box))
        (before if _comes_before(element, nearest) else after).setdefault(nearest.id, []).append(
            element
        )
    return [
        each
        for anchor in anchors
        for each in (*before.get(anchor.id, ()), anchor, *after.get(anchor.id, ()))
    ]


def _with_rows(told: Sequence[Element]) -> list[Element]:
    """Told elements, with buttons side by side in rows: toolkits tell those as they were packed."""
    ordered: list[Element] = []
    for (_parent, buttons), run in groupby(told, lambda each: (each.parent, each.kind in BUTTONS)):
        members = list(run)
        if buttons:
            rows = grouped(members, across=False)
            members = [each for row in rows for each in row]
        ordered += members
    return ordered


_PLACED = frozenset(K) - {K.TEXT, K.PARAGRAPH, K.HEADING, K.TABLE, K.CELL, K.COLUMN_HEADER}


def _comes_before(element: Element, anchor: Element) -> bool:
    if boxes.same_row(element.box, anchor.box):
        return element.box[0] < anchor.box[0]
    return boxes.centre(element.box)[1] < boxes.centre(anchor.box)[1]


def _by_rows(element: Element) -> tuple[int, int]:
    return element.box[1], element.box[0]
