"""Is X checked, on, disabled, empty …; never more surely than it is known."""

from __future__ import annotations

from assistant.core.findings import Origin
from assistant.core.i18n import _
from assistant.screenmap.elements import (
    CHECKABLE,
    FIELDS,
    STATES_OF_CHOICE,
    Element,
    ElementKind,
    State,
)
from assistant.screenmap.questions.base import Answer, Asked, Context
from assistant.screenmap.questions.naming import nothing
from assistant.screenmap.seen import STATE_SURE
from assistant.screenmap.wording import capital, own_name, phrase, sentence, state_word, state_words

K = ElementKind
_SELECTABLE = frozenset({K.TAB, K.LIST_ITEM, K.TREE_ITEM, K.CELL})
_CHOSEN = frozenset({State.CHECKED, State.ON, State.PRESSED, State.SELECTED})
_PLAIN = {
    "disabled": State.DISABLED, "invalid": State.INVALID, "required": State.REQUIRED,
    "expanded": State.EXPANDED, "collapsed": State.COLLAPSED, "focused": State.FOCUSED,
}  # fmt: skip


def in_state(element: Element, state: str) -> bool:
    """Whether it is so, as far as is known. `state` is of the phrasebook's vocabulary."""
    match state:
        case "chosen":
            return bool(element.states & _CHOSEN)
        case "not chosen":
            return not element.states & _CHOSEN and tells_state(element, state)
        case "enabled":
            return State.DISABLED not in element.states and tells_state(element, state)
        case "empty":
            return element.kind in FIELDS and not element.value and tells_state(element, state)
        case "filled":
            return element.kind in FIELDS and bool(element.value)
        case _:
            return _PLAIN[state] in element.states


def tells_state(element: Element, state: str) -> bool:
    """Whether it is known if the element is in that state at all."""
    told = element.source is Origin.TOLD
    match state:
        case "chosen" | "not chosen":
            has_one = bool(element.states & set(STATES_OF_CHOICE))
            pressable = element.kind in CHECKABLE | _SELECTABLE and told
            return has_one or (pressable and element.kind is not K.CHECK_BOX)
        case "empty" | "filled":
            known = element.value_known and element.kind is not K.PASSWORD
            return element.kind in FIELDS and (known or bool(element.value))
        case "expanded" | "collapsed":
            return bool(element.states & {State.EXPANDED, State.COLLAPSED})
        case _:
            return told


def state(asked: Asked, context: Context) -> Answer | None:
    """Yes, no, "seems", or that it cannot be told."""
    found = context.find(asked.thing)
    if not found:
        return nothing(asked.thing, context)
    wanted = asked.state or "chosen"
    element = next((each for each in found if tells_state(each, wanted)), found[0])
    name = own_name(element, context.screen)
    if not tells_state(element, wanted):
        text = _("I cannot tell whether {thing} is {state}.")
        thing = phrase(element, context.screen)
        return Answer([text.format(thing=thing, state=_asked_word(asked))], [element])
    told = _now(element, wanted, name)
    if not asked.state or element.state_confidence < STATE_SURE:
        return Answer([told], [element])
    yes = in_state(element, wanted) is not bool(asked.words.get("not"))
    return Answer([_("Yes.") if yes else _("No."), told], [element])


def _now(element: Element, wanted: str, name: str) -> str:
    """How it is, in words: "Subscribe is checked." or "Subscribe seems checked."."""
    words = state_words(element, every=True)
    if wanted in ("empty", "filled"):
        if not element.value:
            return sentence(capital(_("{name} is empty").format(name=name)))
        return sentence(capital(_("{name} holds {value}").format(name=name, value=element.value)))
    if wanted in ("disabled", "enabled") and State.DISABLED not in element.states:
        return sentence(capital(_("{name} is enabled").format(name=name)))
    if wanted in ("chosen", "not chosen") and not element.states & set(STATES_OF_CHOICE):
        word = state_word(State.PRESSED if element.kind is K.TOGGLE_BUTTON else State.SELECTED)
        return sentence(capital(_("{name} is not {state}").format(name=name, state=word)))
    if wanted in _PLAIN and _PLAIN[wanted] not in element.states:
        word = state_word(_PLAIN[wanted])
        return sentence(capital(_("{name} is not {state}").format(name=name, state=word)))
    if element.state_confidence < STATE_SURE:
        return sentence(capital(_("{name} {states}").format(name=name, states=words)))
    return sentence(capital(_("{name} is {states}").format(name=name, states=words)))


def _asked_word(asked: Asked) -> str:
    return asked.words.get("state", "") or state_word(State.CHECKED)
