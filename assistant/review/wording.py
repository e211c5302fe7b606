"""What is said in review besides the text itself."""

from __future__ import annotations

from assistant.core.frame import Source
from assistant.core.i18n import N_, _, ngettext
from assistant.core.places import place_of
from assistant.core.request import Request, Verb
from assistant.core.result import Result
from assistant.core.sentences import ended
from assistant.review.cursor import Cursor, Edge
from assistant.review.document import Item, Role

_EDGES = {
    Edge.TOP: N_("Top."),
    Edge.BOTTOM: N_("Bottom."),
    Edge.LINE_START: N_("Start of line."),
    Edge.LINE_END: N_("End of line."),
}
_SHOWN = {
    Source.SCREEN: N_("screen"),
    Source.MONITOR: N_("monitor"),
    Source.WINDOW: N_("window"),
    Source.REGION: N_("region"),
    Source.POINTER: N_("around the pointer"),
    Source.FOCUS: N_("around the focus"),
    Source.CLIPBOARD: N_("clipboard picture"),
    Source.FILE: N_("file"),
}
_DONE = {
    Verb.READ: N_("read"),
    Verb.DESCRIBE: N_("described"),
    Verb.ASK: N_("asked: {question}"),
    Verb.FIND: N_("searched for {question}"),
    Verb.CLASSIFY: N_("classified"),
}


def edge_words(edge: Edge) -> str:
    """Why it goes no further."""
    return _(_EDGES[edge])


def name_of(item: Item) -> str:
    """What it is called, for "Clicked …": its text, or "unlabelled button"."""
    kind = item.kind or ("picture" if item.role is Role.PICTURE else "text")
    return item.text or _("unlabelled {kind}").format(kind=_(kind))


def role_words(item: Item) -> str:
    """What it is, and how: "button, pressed", "large text"; empty for plain text."""
    if item.role is Role.LARGE_TEXT:
        return _("large text")
    if not item.kind or (item.role is Role.TEXT and item.text):
        return state_words(item)
    kind = _(item.kind) if item.text else ""
    if kind and item.seems:
        kind = _("looks like a {kind}").format(kind=kind)
    return _(", ").join(filter(None, (kind, state_words(item))))


def state_words(item: Item) -> str:
    """How a control is: "checked, disabled"."""
    return _(", ").join(_(state) for state in item.state.split(", ") if state)


def sentence(words: str) -> str:
    """With a capital letter and a full stop."""
    words = words[:1].upper() + words[1:]
    return words if ended(words) else _("{words}.").format(words=words)


def line_count(number: int, count: int) -> str:
    """Make "line 3 of 12"."""
    return _("line {number} of {count}").format(number=number, count=count)


def where_words(cursor: Cursor, result: Result) -> str:
    """In which part of the picture the line is, and which of how many it is."""
    told = [line_count(cursor.line + 1, len(cursor.items))]
    if cursor.item.box is not None and result.area is not None:
        told.insert(0, place_of(cursor.item.box, result.area))
    words = _(", ").join(told)
    return sentence(words)


def result_words(result: Result, number: int, count: int) -> str:
    """Which answer this is: "3 of 12, window Memo, read."."""
    told = [_("{number} of {count}").format(number=number, count=count)]
    told += [_shown(result), _done(result.request)]
    return sentence(_(", ").join(told))


def shown_words(result: Result) -> str:
    """What an answer is about: "Window Memo, read."."""
    return sentence(_(", ").join([_shown(result), _done(result.request)]))


def saving_words(*, encrypted: bool) -> str:
    """That answers are saved, and how."""
    if encrypted:
        return _("Answers are saved, encrypted with a key from the system's keyring.")
    return _("Answers are saved in a folder that only you can read, but not encrypted: no keyring.")


def copied_words(lines: int) -> str:
    """How much is on the clipboard now."""
    return ngettext("{count} line copied.", "{count} lines copied.", lines).format(count=lines)


def _shown(result: Result) -> str:
    target = result.request.target
    name = target.path.name if target.path is not None else result.title
    words = _(_SHOWN[target.source])
    return _("{thing} {name}").format(thing=words, name=name) if name else words


def _done(request: Request) -> str:
    return _(_DONE[request.verb]).format(question=request.question)
