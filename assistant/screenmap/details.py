"""A screen at length: how it is built, its controls, its text, its pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.core.findings import Kind, Sentence
from assistant.core.i18n import _
from assistant.core.places import joined
from assistant.screenmap.elements import (
    CONTROLS,
    WORDS,
    Element,
    ElementKind,
    ScreenMap,
)
from assistant.screenmap.summary import certainty
from assistant.screenmap.wording import (
    capital,
    noun,
    own_name,
    phrase,
    place_words,
    sentence,
    short,
)

K = ElementKind
_STRUCTURE = (K.DIALOG, K.MENU_BAR, K.TOOL_BAR, K.GROUP, K.TAB_LIST, K.STATUS_BAR)


def details(screen: ScreenMap) -> Iterator[Sentence]:
    """Structure, controls, tables, text and pictures, a sentence for each thing."""
    yield from structure(screen)
    yield from controls(screen)
    yield from tables(screen)
    yield from texts(screen)
    yield from pictures(screen)


def structure(screen: ScreenMap) -> Iterator[Sentence]:
    """Headings, and the parts that hold others."""
    heads = screen.of(K.HEADING)
    if heads:
        listed = joined([short(each.name) for each in heads])
        yield _said(_("Headings: {names}.").format(names=listed), heads)
    parts = [each for each in screen.of(*_STRUCTURE) if any(screen.inside(each))]
    for part in parts:
        name = noun(part.kind) if not part.name else phrase(part, screen)
        held = [own_name(each, screen) for each in screen.inside(part) if each.kind in CONTROLS]
        if held:
            text = _("{part}, {place}: {names}.")
            yield _said(
                text.format(
                    part=capital(name), place=place_words(part, screen), names=joined(held)
                ),
                [part],
            )


def controls(screen: ScreenMap) -> Iterator[Sentence]:
    """Every control with state and value, those in a described part left out."""
    parts = screen.of(*_STRUCTURE)
    said = {each.id for part in parts for each in screen.inside(part)}
    for element in screen.elements:
        if element.kind in CONTROLS | {K.ICON} and (element.id not in said or element.states):
            yield _said(capital(sentence(phrase(element, screen))), [element])


def tables(screen: ScreenMap) -> Iterator[Sentence]:
    """Tables, row by row with the headings of the columns; lists, item by item."""
    for table in screen.of(K.TABLE):
        yield _said(_("{table}:").format(table=capital(phrase(table, screen))), [table])
        for row in range(1, table.rows + 1):
            text = row_text(screen, table, row)
            if text:
                yield _said(_("Row {number}: {cells}.").format(number=row, cells=text), [table])
    for each in screen.of(K.LIST):
        items = [phrase(item, screen) for item in screen.inside(each) if item.name]
        if items:
            yield _said(_("List: {items}.").format(items=_(", ").join(items)), [each])


def row_text(screen: ScreenMap, table: Element, row: int) -> str:
    """A row as "Item Apple, Price 1.20"; empty where it does not show."""
    heads = {
        each.column: each.name for each in screen.inside(table) if each.kind is K.COLUMN_HEADER
    }
    cells = [each for each in screen.inside(table) if each.kind is K.CELL and each.row == row]
    told = [
        f"{heads.get(cell.column, '')} {phrase(cell, screen)}".strip()
        for cell in sorted(cells, key=lambda each: each.column)
        if cell.text
    ]
    return _(", ").join(told)


def texts(screen: ScreenMap) -> Iterator[Sentence]:
    """All text that is not a control's, as it was told or read."""
    for element in screen.elements:
        if element.kind in WORDS and element.name:
            yield Sentence(element.name, Kind.READ)


def pictures(screen: ScreenMap) -> Iterator[Sentence]:
    """Each picture with place, size and main colours."""
    for picture in screen.of(K.PICTURE):
        width, height = picture.box[2] - picture.box[0], picture.box[3] - picture.box[1]
        colours = picture.description
        text = (
            _("{picture}, {place}, {width} by {height} pixels, mostly {colours}.")
            if colours and not picture.name
            else _("{picture}, {place}, {width} by {height} pixels.")
        )
        name = phrase(picture, screen) if picture.name else noun(picture.kind)
        place = place_words(picture, screen)
        told = text.format(
            picture=capital(name), place=place, width=width, height=height, colours=colours
        )
        yield _said(told, [picture])


def _said(text: str, elements: Sequence[Element]) -> Sentence:
    kind, model = certainty(elements)
    return Sentence(text, kind, model)
