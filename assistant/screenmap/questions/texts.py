"""What does it say about X, what is in X, read the error, which window is this."""

from __future__ import annotations

from assistant.core.i18n import _
from assistant.core.sentences import split
from assistant.screenmap.elements import CONTAINERS, WORDS, Element, State
from assistant.screenmap.matching import words_of
from assistant.screenmap.questions.base import Answer, Asked, Context
from assistant.screenmap.questions.naming import nothing, several
from assistant.screenmap.summary import alerts, summary
from assistant.screenmap.wording import capital, own_name, phrase, sentence

MOST = 5


def says_about(asked: Asked, context: Context) -> Answer | None:
    """The sentences that have those words; else the element of that name."""
    wanted = set(words_of(asked.thing))
    hits: list[tuple[str, Element]] = []
    for element in context.screen.elements:
        if element.kind in WORDS:
            hits += [
                (text, element) for text in split(element.name) if wanted <= set(words_of(text))
            ]
    lines = [
        line.text.strip() for line in context.screen.lines if wanted <= set(words_of(line.text))
    ]
    if hits:
        return Answer(
            [text for text, _element in hits[:MOST]], [each for _text, each in hits[:MOST]]
        )
    if lines:
        return Answer(lines[:MOST])
    return value(asked, context)


def value(asked: Asked, context: Context) -> Answer | None:
    """What something holds, says or is set to."""
    found = context.find(asked.thing or asked.words.get("chosen", ""))
    if not found:
        return nothing(asked.thing, context)
    texts = []
    for element in found[:MOST]:
        texts.append(capital(sentence(phrase(element, context.screen))))
        held = [each for each in context.screen.inside(element) if each.text]
        if element.kind in CONTAINERS and held:
            texts.append(sentence(_(", ").join(several(held, context))))
    return Answer(texts, found[:MOST])


def error(_asked: Asked, context: Context) -> Answer | None:
    """The messages, and what is marked as invalid."""
    screen = context.screen
    messages = alerts(screen)
    invalid = [each for each in screen.elements if State.INVALID in each.states]
    texts = [sentence(each.name) for each in messages]
    texts += [
        sentence(_("{name} is not valid").format(name=own_name(each, screen))) for each in invalid
    ]
    if not texts:
        return Answer([_("I find no error message here.")])
    return Answer(texts, [*messages, *invalid])


def window(_asked: Asked, context: Context) -> Answer | None:
    """The summary."""
    sentences = summary(context.screen)
    return Answer([each.text for each in sentences], context.screen.elements)
