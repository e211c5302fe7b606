"""Rows and columns of the cells in tables, by where they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from assistant.core.findings import Box
from assistant.screenmap import boxes
from assistant.screenmap.elements import Element, ElementKind

K = ElementKind


def in_tables(elements: Sequence[Element]) -> list[Element]:
    """The elements, with cells numbered by row and column, and tables with their size."""
    changed: dict[int, Element] = {}
    for table in elements:
        if table.kind is K.TABLE:
            cells = _cells(table, elements)
            numbered = _numbered(cells)
            changed |= {cell.id: cell for cell in numbered}
            changed[table.id] = msgspec.structs.replace(
                table,
                rows=max([table.rows, *(cell.row for cell in numbered)]),
                columns=max([table.columns, *(cell.column for cell in numbered)]),
            )
    return [changed.get(element.id, element) for element in elements]


def _cells(table: Element, elements: Sequence[Element]) -> list[Element]:
    within = {table.id}
    for element in elements:
        if element.parent in within:
            within.add(element.id)
    return [
        element
        for element in elements
        if element.id in within and element.kind in (K.CELL, K.COLUMN_HEADER)
    ]


def _numbered(cells: Sequence[Element]) -> list[Element]:
    rows = grouped(cells, across=False)
    columns = grouped(cells, across=True)
    column_of = {cell.id: number for number, group in enumerate(columns, 1) for cell in group}
    numbered: list[Element] = []
    row = 0
    for group in rows:
        heads = any(cell.kind is K.COLUMN_HEADER for cell in group)
        row += not heads
        numbered += [
            msgspec.structs.replace(cell, row=0 if heads else row, column=column_of[cell.id])
            for cell in group
        ]
    return numbered


def grouped(cells: Sequence[Element], *, across: bool) -> list[list[Element]]:
    """The cells that share a row, from the top, or with `across` a column, from the left."""
    aligned = boxes.same_column if across else boxes.same_row
    start = 0 if across else 1
    span = boxes.width if across else boxes.height
    groups: list[list[Element]] = []
    for cell in sorted(cells, key=lambda each: each.box[start]):
        home = next((group for group in groups if aligned(_least(group, span), cell.box)), None)
        if home is None:
            groups.append([cell])
        else:
            home.append(cell)
    return [sorted(group, key=lambda each: each.box[1 - start]) for group in groups]


def _least(group: Sequence[Element], span: Callable[[Box], int]) -> Box:
    """The box of the smallest: one that spans two rows must not join them."""
    return min((cell.box for cell in group), key=span)
