"""A result as it is shown: a text of lines and headings, in which one goes as in review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.core.findings import Kind
from assistant.core.i18n import N_, _
from assistant.review.document import Item, Role
from assistant.review.wording import name_of, role_words, state_words

TITLE, SECTION, INNER = 1, 2, 3
"""Levels of headings: the answer, how its parts are known, and what is a heading on the screen."""

_SECTIONS = {
    Kind.READ: N_("Read"),
    Kind.MEASURED: N_("Measured"),
    Kind.GUESSED: N_("Guessed by {model}"),
}


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line. `level` is a heading's, 0 for text; `item` the number of its item, -1 for ours.

    What is beyond the first `length` characters of an item's line is ours, too: what it is.
    """

    text: str
    level: int = 0
    item: int = -1
    length: int = 0


@dataclass(frozen=True, slots=True)
class Landmark:
    """Something to jump to: the number of its item, and what it is."""

    text: str
    role: Role
    item: int


def page_lines(title: str, state: str, items: Sequence[Item]) -> list[PageLine]:
    """The whole page; `state` is told below the title where it has words."""
    lines = [PageLine(title, TITLE)]
    if state:
        lines.append(PageLine(state))
    lines += _content(items)
    return lines


def landmarks(items: Sequence[Item]) -> list[Landmark]:
    """Headings, controls and pictures, in reading order."""
    return [
        Landmark(_told(item), item.role, number)
        for number, item in enumerate(items)
        if item.role is not Role.TEXT
    ]


def _content(items: Sequence[Item]) -> Iterator[PageLine]:
    known: tuple[Kind, str] | None = None
    for number, item in enumerate(items):
        # What a control is known by is told with it, so that lists of them stay in one piece.
        if not item.kind and (item.known, item.model) != known:
            known = item.known, item.model
            yield PageLine(_section(item), SECTION)
        level = INNER if item.role in (Role.HEADING, Role.LARGE_TEXT) else 0
        yield PageLine(_told(item), level, number, len(item.text))


def _section(item: Item) -> str:
    if item.known is Kind.GUESSED and not item.model:
        return _("Guessed")
    return _(_SECTIONS[item.known]).format(model=item.model)


def _told(item: Item) -> str:
    """The words of an item, and after them what it is."""
    words = role_words(item)
    if item.unsure:
        words = _("unsure: {words}").format(words=_(", ").join(item.unsure))
    if not item.text:
        return _(", ").join(filter(None, (name_of(item), state_words(item))))
    return _("{text} ({what})").format(text=item.text, what=words) if words else item.text
