"""How many of a kind there are, and which; with or without a state."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.core.i18n import _, ngettext
from assistant.core.places import joined
from assistant.screenmap.elements import CONTAINERS, SEEN_OR_READ, Element, ElementKind
from assistant.screenmap.questions.base import Answer, Asked, Context
from assistant.screenmap.questions.naming import may_miss, several
from assistant.screenmap.questions.states import in_state, tells_state
from assistant.screenmap.wording import (
    capital,
    counted,
    nouns,
    own_name,
    phrase,
    sentence,
    state_words,
)

K = ElementKind
FEW = 6


def count(asked: Asked, context: Context) -> Answer | None:
    """The number, with the names of a few."""
    if _cannot_see(asked, context):
        return _not_seen(asked)
    found = context.screen.of(*asked.kinds)
    number = counted(asked.kinds[0], len(found))
    if 0 < len(found) <= FEW:
        number = _("{things}: {names}").format(things=number, names=_names(found, context))
    return Answer([sentence(number), *may_miss(context.screen)], found)


def which(asked: Asked, context: Context) -> Answer | None:
    """All of the kind by name."""
    if _cannot_see(asked, context):
        return _not_seen(asked)
    found = context.screen.of(*asked.kinds)
    if not found:
        return Answer([_none(asked), *may_miss(context.screen)])
    number = counted(asked.kinds[0], len(found))
    text = _("{things}: {names}").format(things=number, names=_names(found, context))
    return Answer([sentence(text), *may_miss(context.screen)], found)


def count_in_state(asked: Asked, context: Context) -> Answer | None:
    """How many of a kind are checked, disabled and so on."""
    if _cannot_see(asked, context):
        return _not_seen(asked)
    found = context.screen.of(*asked.kinds)
    known = [each for each in found if tells_state(each, asked.state)]
    those = [each for each in known if in_state(each, asked.state)]
    text = _("{count} of {things}").format(
        count=len(those), things=counted(asked.kinds[0], len(found))
    )
    if those:
        text = _("{text}: {names}").format(text=text, names=joined(several(those, context)))
    return Answer([sentence(text), *_unknown(found, known)], found)


def which_in_state(asked: Asked, context: Context) -> Answer | None:
    """What is selected, checked, disabled and so on."""
    among = (
        context.screen.of(*asked.kinds)
        if asked.kinds
        else [each for each in context.screen.elements if each.kind not in CONTAINERS - {K.MENU}]
    )
    those = [each for each in among if in_state(each, asked.state)]
    if those:
        words = joined([phrase(each, context.screen) for each in those[: FEW * 2]])
        return Answer([capital(sentence(words))], those)
    unknown = _unknown(among, [each for each in among if tells_state(each, asked.state)])
    return Answer([_("I find nothing like that here."), *(unknown if asked.kinds else [])])


def size(_asked: Asked, context: Context) -> Answer | None:
    """Rows and columns of the tables."""
    tables = context.screen.of(K.TABLE)
    if not tables:
        return Answer([_("I find no table here.")])
    return Answer([sentence(capital(phrase(each, context.screen))) for each in tables], tables)


def _names(found: Sequence[Element], context: Context) -> str:
    words = []
    for each in found:
        states = state_words(each)
        name = own_name(each, context.screen)
        words.append(_("{name} ({states})").format(name=name, states=states) if states else name)
    return joined(words)


def _cannot_see(asked: Asked, context: Context) -> bool:
    """Whether the kind is one that only the program could tell, and it does not."""
    return not context.screen.told and not set(asked.kinds) & SEEN_OR_READ


def _not_seen(asked: Asked) -> Answer:
    text = _("I cannot tell {things} by their looks, and the program does not say.")
    return Answer([text.format(things=nouns(asked.kinds[0]))])


def _none(asked: Asked) -> str:
    return sentence(counted(asked.kinds[0], 0))


def _unknown(found: Sequence[Element], known: Sequence[Element]) -> list[str]:
    left = len(found) - len(known)
    if not left:
        return []
    told = ngettext("Of {count} I cannot tell.", "Of {count} I cannot tell.", left)
    return [told.format(count=left)]
