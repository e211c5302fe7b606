"""What is said of the place one is at, in the language of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import groupby
from typing import TYPE_CHECKING

from assistant.core.i18n import _
from assistant.core.sentences import join
from assistant.review.cursor import Unit
from assistant.review.document import Item, Role
from assistant.review.narrator import Utterance
from assistant.review.spelling import spelled
from assistant.review.wording import name_of, role_words, state_words

if TYPE_CHECKING:
    from assistant.review.history import Entry


def current(entry: Entry) -> tuple[Utterance, ...]:
    """The current line, paragraph, word or character."""
    cursor = entry.cursor
    item = cursor.item
    start, end = cursor.span(cursor.unit)
    match cursor.unit:
        case Unit.LINE:
            return line(entry, item)
        case Unit.BLOCK:
            return tuple(_block(entry, cursor.block()))
        case Unit.WORD if any(char.isalnum() for char in item.text[start:end]):
            return (Utterance(item.text[start:end], _language(entry)),)
        case _:
            return (spelling(entry, item.text[start:end]),)


def from_here(entry: Entry) -> tuple[Utterance, ...]:
    """Everything from the current line on, paragraph by paragraph."""
    left = entry.cursor.items[entry.cursor.line :]
    blocks = groupby(left, key=lambda item: item.block)
    return tuple(part for _block_number, items in blocks for part in _block(entry, items))


def spelling(entry: Entry, text: str, *, code_words: bool = False) -> Utterance:
    """The characters of a text, by name or by code words."""
    language = _language(entry)
    return Utterance(spelled(text, language, code_words=code_words) or _("blank"), language)


def _block(entry: Entry, items: Iterable[Item]) -> Iterator[Utterance]:
    """Plain lines as one text; what has a role, and is thus a thing of its own, by itself."""
    for plain, members in groupby(items, key=lambda item: item.role is Role.TEXT):
        if plain:
            yield Utterance(reduce(join, (item.text for item in members)), _language(entry))
        else:
            for item in members:
                yield from line(entry, item)


def line(entry: Entry, item: Item) -> tuple[Utterance, ...]:
    """One line: its words and what it is."""
    if not item.text:
        return (Utterance(name_of(item)), Utterance(state_words(item)))
    return (Utterance(item.text, _language(entry)), Utterance(role_words(item)))


def _language(entry: Entry) -> str:
    return entry.result.request.text_language
