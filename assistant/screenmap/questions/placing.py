"""Where is X, is there X, what is under or next to X, where is the focus."""

from __future__ import annotations

from assistant.core.findings import Line, Origin
from assistant.core.i18n import _, ngettext
from assistant.core.places import joined
from assistant.screenmap import boxes
from assistant.screenmap.elements import CONTAINERS, Element, ElementKind, ScreenMap, State
from assistant.screenmap.matching import score
from assistant.screenmap.questions.base import Answer, Asked, Context
from assistant.screenmap.questions.naming import nothing
from assistant.screenmap.wording import capital, phrase, place_words, sentence, short

K = ElementKind
MOST_HITS = 5
MOST_NEIGHBOURS = 3
FAR = 250
"""Pixels beyond which something is not next to something else."""


def where(asked: Asked, context: Context) -> Answer | None:
    """The place of each thing that is meant."""
    found = _found(asked, context)
    if not found:
        return nothing(asked.thing, context)
    return Answer(_located(found, context), found[:MOST_HITS])


def is_there(asked: Asked, context: Context) -> Answer | None:
    """Yes with the place, or no."""
    found = _found(asked, context)
    if not found:
        none = nothing(asked.thing, context)
        return Answer([_("No."), *none.texts])
    return Answer([_("Yes."), *_located(found, context)], found[:MOST_HITS])


def _found(asked: Asked, context: Context) -> list[Element]:
    """The elements meant; the line that says it rather than the whole text it is in."""
    found = context.find(asked.thing)
    if found and any(each.kind is not K.TEXT_AREA for each in found):
        return found
    named = [each for each in found if score(asked.thing, each.name) or asked.kinds]
    return named or _in_lines(asked.thing, context) or found


def focus(_asked: Asked, context: Context) -> Answer | None:
    """What has the keyboard focus, if anything tells."""
    found = [each for each in context.screen.elements if State.FOCUSED in each.states]
    if not found:
        return Answer([_("I do not know where the focus is: nothing here tells it.")])
    innermost = found[-1]
    text = _("{thing}, {place}, has the focus").format(
        thing=capital(phrase(innermost, context.screen)),
        place=place_words(innermost, context.screen),
    )
    return Answer([sentence(text)], [innermost])


def beside(asked: Asked, context: Context) -> Answer | None:
    """What is on one side of something, the nearest first."""
    anchors = context.find(asked.thing)
    if not anchors:
        return nothing(asked.thing, context)
    anchor = anchors[0]
    found = neighbours(anchor, asked.side, context)
    if asked.kinds:
        found = [each for each in found if each.kind in asked.kinds]
    if not found:
        text = _("I find nothing there beside {thing}.")
        return Answer([text.format(thing=phrase(anchor, context.screen))], [anchor])
    words = joined([phrase(each, context.screen) for each in found[:MOST_NEIGHBOURS]])
    return Answer([capital(sentence(words))], found[:MOST_NEIGHBOURS])


def neighbours(anchor: Element, side: str, context: Context) -> list[Element]:
    """The elements on that side of another one, nearest first."""
    others = [
        each
        for each in context.screen.elements
        if each.id != anchor.id
        and (each.kind not in CONTAINERS or each.kind in (K.MENU, K.ALERT, K.TABLE, K.LIST))
        and each.kind is not K.SCROLL_BAR
        and each.parent != anchor.id
        and boxes.covered(each.box, anchor.box) < 0.5
        and boxes.covered(anchor.box, each.box) < 0.5
    ]
    if side in ("above", "below"):
        return _vertical(anchor, others, below=side == "below")
    row = [each for each in others if boxes.same_row(anchor.box, each.box)]
    right = _nearest(anchor, [each for each in row if each.box[0] >= boxes.centre(anchor.box)[0]])
    left = _nearest(anchor, [each for each in row if each.box[2] <= boxes.centre(anchor.box)[0]])
    if side == "left":
        return left[:1]
    return right[:1] if side == "right" else [*left[:1], *right[:1]]


def _vertical(anchor: Element, others: list[Element], *, below: bool) -> list[Element]:
    """The nearest row on that side: what stands straight over or under comes first."""
    _x, middle = boxes.centre(anchor.box)
    beyond = [
        each for each in others
        if (each.box[1] >= middle if below else each.box[3] <= middle)
        and not boxes.same_row(anchor.box, each.box)
    ]  # fmt: skip
    straight = [each for each in beyond if boxes.same_column(anchor.box, each.box)]
    nearest = _nearest(anchor, straight or beyond)
    return [each for each in nearest if boxes.same_row(nearest[0].box, each.box)]


def _nearest(anchor: Element, elements: list[Element]) -> list[Element]:
    close = [each for each in elements if boxes.distance(anchor.box, each.box) <= FAR]
    return sorted(close, key=lambda each: boxes.distance(anchor.box, each.box))


def _located(found: list[Element], context: Context) -> list[str]:
    screen = context.screen
    texts = [capital(sentence(_with_place(each, screen))) for each in found[:MOST_HITS]]
    more = len(found) - MOST_HITS
    if more > 0:
        texts.append(ngettext("{count} more.", "{count} more.", more).format(count=more))
    return texts


def _with_place(element: Element, screen: ScreenMap) -> str:
    """Its words and its place, which those of a nameless one say already."""
    words = phrase(element, screen)
    if not element.name and not element.value:
        return words
    return _("{thing}: {place}").format(thing=words, place=place_words(element, screen))


def _in_lines(words: str, context: Context) -> list[Element]:
    """Lines that say it: the text of an editor is no element of its own."""
    return [_of_line(line) for line in context.screen.lines if score(words, line.text)]


def _of_line(line: Line) -> Element:
    return Element(
        kind=K.TEXT, box=line.box, source=Origin.READ, id=-1, name=short(line.text.strip()),
        confidence=line.confidence,
    )  # fmt: skip
