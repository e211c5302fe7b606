"""What is new, gone or otherwise since the last look at a window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.core.i18n import _
from assistant.core.places import joined
from assistant.screenmap.elements import (
    CONTAINERS,
    CONTROLS,
    STATES_OF_CHOICE,
    WORDS,
    Element,
    ElementKind,
    ScreenMap,
    State,
)
from assistant.screenmap.matching import alike, plain
from assistant.screenmap.seen import STATE_SURE
from assistant.screenmap.wording import capital, noun, own_name, phrase, sentence, short

K = ElementKind
MOST = 6
_WATCHED = set(STATES_OF_CHOICE) | {State.DISABLED, State.INVALID, State.EXPANDED, State.COLLAPSED}

_Key = tuple[ElementKind, str]


@dataclass(frozen=True, slots=True)
class Changes:
    """Elements that are new, gone, and pairs of before and now; `window`: it is another one."""

    new: Sequence[Element] = ()
    gone: Sequence[Element] = ()
    changed: Sequence[tuple[Element, Element]] = ()
    window: bool = False

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.changed or self.window)


def compared(before: ScreenMap, now: ScreenMap) -> Changes:
    """What differs. Elements are the same where kind and name are; place does not matter, because
    scrolling moves everything.
    """
    if now.kind is K.DIALOG and before.title != now.title:
        return Changes(window=True)
    old, new = _by_key(before), _by_key(now)
    arrived, left = _unpaired(new, old), _unpaired(old, new)
    pairs = [
        (was, is_now)
        for key in new
        for was, is_now in zip(old.get(key, ()), new[key], strict=False)
        if _differs(was, is_now)
    ]
    arrived, left = _read_again(arrived, left)
    return Changes(arrived, left, pairs, window=before.title != now.title)


def told(before: ScreenMap, now: ScreenMap) -> list[str]:
    """The changes in sentences; one that says so where there are none."""
    changes = compared(before, now)
    if not changes:
        return [_("Nothing has changed.")]
    return list(_sentences(changes, now))


def controls_told(before: ScreenMap, now: ScreenMap) -> list[str]:
    """The changes of controls, dialogs and messages alone; nothing where there are none."""
    changes = compared(before, now)
    kinds = CONTROLS | {K.DIALOG, K.ALERT}
    kept = Changes(
        [each for each in changes.new if each.kind in kinds],
        (),
        [pair for pair in changes.changed if pair[1].kind in kinds],
        changes.window and now.kind is K.DIALOG,
    )
    return list(_sentences(kept, now)) if kept else []


def _sentences(changes: Changes, now: ScreenMap) -> Iterator[str]:
    if changes.window and not changes.new:
        yield capital(sentence(_("new: {thing}").format(thing=_whole(now))))
    elif changes.window:
        yield capital(sentence(_("the title is now {title}").format(title=short(now.title))))
    outer = [each for each in changes.new if not _inside_any(each, changes.new, now)]
    for each in outer[:MOST]:
        yield capital(sentence(_("new: {thing}").format(thing=_with_contents(each, now))))
    if len(outer) > MOST:
        yield _("New: {count} more.").format(count=len(outer) - MOST)
    if changes.gone:
        names = [phrase(each, now) for each in changes.gone[:MOST]]
        if len(changes.gone) > MOST:
            names.append(_("{count} more").format(count=len(changes.gone) - MOST))
        yield capital(sentence(_("gone: {things}").format(things=joined(names))))
    for _was, each in changes.changed[:MOST]:
        yield capital(sentence(_("changed: {thing}").format(thing=phrase(each, now))))


def _whole(now: ScreenMap) -> str:
    """A dialog with its buttons: "dialog Save changes? with Save, Discard and Cancel"."""
    buttons = [each for each in now.elements if each.kind in CONTROLS and each.name]
    name = _("{kind} {name}").format(kind=noun(now.kind), name=short(now.title))
    return _with_names(name, [own_name(each, now) for each in buttons[:MOST]])


def _with_contents(element: Element, now: ScreenMap) -> str:
    words = phrase(element, now)
    if element.kind not in CONTAINERS:
        return words
    return _with_names(words, [own_name(each, now) for each in now.inside(element)
                               if each.kind in CONTROLS and each.name][:MOST])  # fmt: skip


def _with_names(words: str, names: Sequence[str]) -> str:
    if not names:
        return words
    return _("{thing} with {names}").format(thing=words, names=joined(names))


def _inside_any(element: Element, others: Sequence[Element], now: ScreenMap) -> bool:
    """Whether something that is new too holds it."""
    ids = {each.id for each in others}
    parent = now.parent_of(element)
    while parent is not None:
        if parent.id in ids:
            return True
        parent = now.parent_of(parent)
    return False


def _kept(screen: ScreenMap) -> list[Element]:
    """What is worth telling: not scroll bars, nor boxes without a name."""
    return [
        each for each in screen.elements
        if each.kind is not K.SCROLL_BAR
        and (each.text or each.kind in CONTROLS | {K.DIALOG, K.ALERT, K.PICTURE})
    ]  # fmt: skip


def _by_key(screen: ScreenMap) -> dict[_Key, list[Element]]:
    found: dict[_Key, list[Element]] = {}
    for each in _kept(screen):
        found.setdefault((each.kind, plain(each.name)), []).append(each)
    return found


def _unpaired(these: dict[_Key, list[Element]], others: dict[_Key, list[Element]]) -> list[Element]:
    return [each for key, group in these.items() for each in group[len(others.get(key, ())) :]]


def _differs(was: Element, now: Element) -> bool:
    states = (was.states ^ now.states) & _WATCHED
    sure = min(was.state_confidence, now.state_confidence) >= STATE_SURE
    return bool(states and sure) or not _same_value(was.value, now.value)


def _same_value(one: str, other: str) -> bool:
    """Whether two contents are the same but for spaces and letters that were read otherwise."""
    return one == other or (bool(one) and bool(other) and plain(one) == plain(other))


def _read_again(
    new: Sequence[Element], gone: Sequence[Element]
) -> tuple[list[Element], list[Element]]:
    """Texts that are the same but for reading errors are neither new nor gone."""
    arrived = list(new)
    left = list(gone)
    for each in new:
        if each.kind not in WORDS:
            continue
        twin = next((was for was in left if was.kind in WORDS and alike(was.name, each.name)), None)
        if twin is not None:
            left.remove(twin)
            arrived.remove(each)
    return arrived, left
