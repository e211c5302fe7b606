"""Rows, columns and cells of tables, by number or by name."""

from __future__ import annotations

from assistant.core.i18n import _
from assistant.screenmap import matching
from assistant.screenmap.details import row_text
from assistant.screenmap.elements import Element, ElementKind, ScreenMap
from assistant.screenmap.questions.base import Answer, Asked, Context
from assistant.screenmap.wording import phrase, sentence, table_size

K = ElementKind


def row(asked: Asked, context: Context) -> Answer | None:
    """A row by its number, or by a word in it."""
    table = _table(context)
    if table is None:
        return _no_table()
    number = _in_range(asked.number, table.rows) or _row_of(asked.thing, table, context.screen)
    text = row_text(context.screen, table, number) if number else ""
    if not text:
        return _not_there(table)
    return Answer([sentence(text)], [table])


def column(asked: Asked, context: Context) -> Answer | None:
    """A column by its number or heading; without one, all headings."""
    table = _table(context)
    if table is None:
        return _no_table()
    if not asked.thing:
        heads = [
            each.name for each in _cells(table, context.screen) if each.kind is K.COLUMN_HEADER
        ]
        return Answer([sentence(_(", ").join(heads) or table_size(table))], [table])
    number = _column_of(asked.thing, table, context)
    cells = [
        each
        for each in _cells(table, context.screen)
        if each.kind is K.CELL and each.column == number and each.text
    ]
    if not cells:
        return _not_there(table)
    return Answer([sentence(_(", ").join(phrase(each, context.screen) for each in cells))], cells)


def cell(asked: Asked, context: Context) -> Answer | None:
    """The cell in a row and column."""
    table = _table(context)
    if table is None:
        return _no_table()
    number = _in_range(asked.number, table.rows)
    return _cell(table, number, _column_of(asked.thing, table, context), context)


def of(asked: Asked, context: Context) -> Answer | None:
    """A heading and a row: "the price of Apple"."""
    table = _table(context)
    if table is not None:
        number = _row_of(asked.thing, table, context.screen)
        heading = _column_of(asked.words.get("y", ""), table, context)
        if number and heading:
            return _cell(table, number, heading, context)
    return None


def _cell(table: Element, row_number: int, column_number: int, context: Context) -> Answer:
    found = [
        each
        for each in _cells(table, context.screen)
        if each.kind is K.CELL and (each.row, each.column) == (row_number, column_number)
    ]
    if not found:
        return _not_there(table)
    words = " ".join(phrase(each, context.screen) for each in found if each.text)
    return Answer([sentence(words or _("The cell is empty"))], found)


def _table(context: Context) -> Element | None:
    tables = context.screen.of(K.TABLE)
    return max(tables, key=lambda each: each.rows * each.columns, default=None)


def _cells(table: Element, screen: ScreenMap) -> list[Element]:
    return [each for each in screen.inside(table) if each.kind in (K.CELL, K.COLUMN_HEADER)]


def _in_range(number: int, most: int) -> int:
    """The number, counted from the end where it is negative; 0 where there is none such."""
    number = most + 1 + number if number < 0 else number
    return number if 1 <= number <= most else 0


def _row_of(words: str, table: Element, screen: ScreenMap) -> int:
    cells = [each for each in _cells(table, screen) if each.kind is K.CELL]
    found = matching.best(words, cells) if words else []
    return found[0].row if found else 0


def _column_of(words: str, table: Element, context: Context) -> int:
    heads = [each for each in _cells(table, context.screen) if each.kind is K.COLUMN_HEADER]
    found = matching.best(words, heads) if words else []
    return found[0].column if found else _in_range(context.number(words), table.columns)


def _no_table() -> Answer:
    return Answer([_("I find no table here.")])


def _not_there(table: Element) -> Answer:
    text = _("I do not see that part of the table; it has {size}.")
    return Answer([text.format(size=table_size(table))], [table])
