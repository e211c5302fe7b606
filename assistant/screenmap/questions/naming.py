"""Which elements a person means, and what is said where none is meant."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.core.i18n import _
from assistant.screenmap import matching
from assistant.screenmap.elements import CONTROLS, Element, ElementKind, ScreenMap
from assistant.screenmap.questions.base import Answer, Context
from assistant.screenmap.questions.phrasebook import Phrasebook
from assistant.screenmap.wording import own_name


def meant(words: str, screen: ScreenMap, book: Phrasebook) -> list[Element]:
    """The elements that the words name best; "save button" looks at buttons first.

    A control comes before a text with the same words.
    """
    name, kinds = book.kind_in(words)
    if kinds:
        of_kind = [each for each in screen.elements if each.kind in kinds]
        found = _best(name, of_kind, book) if name else of_kind
        if found:
            return found
    found = _best(words, screen.elements, book) or _best(name, screen.elements, book)
    controls = [each for each in found if each.kind in CONTROLS]
    return controls or found


def _best(name: str, elements: Sequence[Element], book: Phrasebook) -> list[Element]:
    exact = matching.best(name, elements)
    if exact:
        return exact
    return [
        each for each in elements
        if each.name and matching.score(name, book.without_fillers(each.name.casefold()))
    ]  # fmt: skip


def nothing(words: str, context: Context) -> Answer:
    """Say that there is no such thing, what is called nearly so, and what may be missed."""
    screen = context.screen
    texts = [_("I find nothing called {words} here.").format(words=words)]
    near = matching.nearest_name(words, screen.elements)
    if near:
        texts.append(_("There is {name}.").format(name=near))
    else:
        texts += may_miss(screen)
    return Answer(texts)


def may_miss(screen: ScreenMap) -> list[str]:
    """A warning where the program did not tell all, so that more may be there."""
    if screen.kind is ElementKind.PICTURE:
        return []
    if not screen.told:
        return [_("The program does not tell its controls, so I may miss some.")]
    return [] if screen.complete else [_("The program did not tell everything in time.")]


def several(elements: Sequence[Element], context: Context, most: int = 12) -> list[str]:
    """Their names, the first ones where they are many."""
    names = [own_name(each, context.screen) for each in elements[:most]]
    if len(elements) > most:
        names.append(_("{count} more").format(count=len(elements) - most))
    return names
