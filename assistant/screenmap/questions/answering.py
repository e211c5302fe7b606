"""From a question in words to an answer, or None where the map cannot give one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from assistant.core.findings import Finding, Origin, Place, Sentence
from assistant.core.i18n import _
from assistant.screenmap import changes
from assistant.screenmap.elements import ScreenMap
from assistant.screenmap.questions import counting, placing, rows, states, texts
from assistant.screenmap.questions.base import Answer, Answering, Asked, Context
from assistant.screenmap.questions.naming import meant
from assistant.screenmap.questions.phrasebook import phrasebook
from assistant.screenmap.summary import SCREEN_MAP, certainty


def _changes(_asked: Asked, context: Context) -> Answer | None:
    if context.before is None:
        return Answer([_("I have not looked at this window before, so I cannot compare.")])
    return Answer(changes.told(context.before, context.screen))


_ANSWERS: dict[str, Answering] = {
    "changes": _changes,
    "focus": placing.focus,
    "error": texts.error,
    "cell": rows.cell,
    "row": rows.row,
    "column": rows.column,
    "of": rows.of,
    "size": counting.size,
    "count": counting.count,
    "count state": counting.count_in_state,
    "list": counting.which,
    "list state": counting.which_in_state,
    "state": states.state,
    "beside": placing.beside,
    "is there": placing.is_there,
    "where": placing.where,
    "says about": texts.says_about,
    "value": texts.value,
    "window": texts.window,
}


def answer(
    question: str, screen: ScreenMap, before: ScreenMap | None = None, language: str = "en"
) -> Iterator[Finding] | None:
    """The answer's sentences and places; None where only a model could know.

    `before` is the last map of the same window, and `language` the question's.
    """
    # Whoever knows the English words for things on a screen may use them in any language.
    for book in dict.fromkeys((phrasebook(language), phrasebook())):
        context = Context(screen, partial(meant, screen=screen, book=book), book.number, before)
        for asked in book.understood(question):
            found = _ANSWERS[asked.about](asked, context)
            if found is not None:
                return _findings(found)
    return None


def where(words: str, screen: ScreenMap, language: str = "en") -> Iterator[Finding] | None:
    """Where the thing that the words name is; None where there is none."""
    book = phrasebook(language)
    context = Context(screen, lambda name: meant(name, screen, book), book.number)
    found = placing.where(Asked("where", {"x": book.essence(words)}), context)
    return _findings(found) if found is not None and found.elements else None


def _findings(found: Answer) -> Iterator[Finding]:
    for element in found.elements:
        guessed = SCREEN_MAP if element.source is Origin.RECOGNISED else ""
        yield Place(element.text, element.box, guessed)
    kind, model = certainty(found.elements)
    for text in found.texts:
        yield Sentence(text, kind, model)
