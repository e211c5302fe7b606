"""A screen in two sentences: what it is, then what is in it and what needs attention."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from assistant.core.findings import Kind, Origin, Sentence
from assistant.core.i18n import _, ngettext
from assistant.core.places import joined
from assistant.core.sentences import word_count
from assistant.screenmap.elements import (
    BUTTONS,
    WORDS,
    Element,
    ElementKind,
    ScreenMap,
    State,
)
from assistant.screenmap.wording import (
    capital,
    counted,
    names,
    noun,
    own_name,
    place_words,
    sentence,
    short,
    state_words,
    table_size,
    with_value,
)

K = ElementKind
SCREEN_MAP = "screen map"
"""Who guessed, in a sentence that pixels alone stand behind."""
MOST_NAMES = 4
MOST_PARTS = 7
MOST_WORDS = 8

Part = Callable[[ScreenMap], Iterator[str]]


def summary(screen: ScreenMap) -> list[Sentence]:
    """Two sentences at most; empty of anything that is not in the map."""
    first = sentence(_(", ").join([what_it_is(screen), *_tabs(screen)]))
    return [_said(first, screen), *_second(list(_parts(screen)), screen)]


def contents_only(screen: ScreenMap) -> list[Sentence]:
    """One sentence of what is in it, for where its title was said; none where it is empty."""
    tabs = _(", ").join(_tabs(screen))
    return _second([*([tabs] if tabs else []), *_parts(screen)], screen)


def _second(parts: Sequence[str], screen: ScreenMap) -> list[Sentence]:
    if not parts:
        return []
    words = _("; ").join(parts)
    if not screen.told and certainty(screen.elements)[0] is Kind.GUESSED:
        # Some may be missing: nobody told how many there are.
        words = _("by its looks: {parts}").format(parts=words)
    return [_said(capital(sentence(words)), screen)]


def _said(text: str, screen: ScreenMap) -> Sentence:
    kind, model = certainty(screen.elements)
    return Sentence(text, kind, model)


def _parts(screen: ScreenMap) -> list[str]:
    parts = list(contents(screen))
    more = len(parts) - MOST_PARTS
    if more > 0:
        told = ngettext("{count} more kind", "{count} more kinds", more)
        parts[MOST_PARTS:] = [told.format(count=more)]
    return [*parts, *attention(screen)]


def certainty(elements: Sequence[Element]) -> tuple[Kind, str]:
    """How surely something about these elements is known, and who guessed."""
    if any(each.source is Origin.RECOGNISED for each in elements):
        return Kind.GUESSED, SCREEN_MAP
    return (Kind.READ if elements else Kind.MEASURED), ""


def what_it_is(screen: ScreenMap) -> str:
    """Title and kind: "Order form, window of Chromium"."""
    title, application = short(screen.title), screen.application
    if screen.kind is K.PICTURE:
        return title or _("A picture")
    if not title and not application:
        return _("The screen")
    kind = noun(screen.kind)
    if application and application.casefold() not in title.casefold():
        kind = _("{kind} of {application}").format(kind=kind, application=application)
    return _("{title}, {kind}").format(title=title, kind=kind) if title else kind


def _tabs(screen: ScreenMap) -> Iterator[str]:
    tabs = screen.of(K.TAB)
    if not tabs:
        return
    yield counted(K.TAB, len(tabs))
    chosen = [tab for tab in tabs if State.SELECTED in tab.states and tab.name]
    if chosen:
        yield _("{name} selected").format(name=own_name(chosen[0], screen))


def contents(screen: ScreenMap) -> Iterator[str]:
    """What is in it, kind by kind, the most telling first."""
    yield from _menu(screen)
    for kind in (K.FIELD, K.PASSWORD, K.NUMBER, K.TEXT_AREA, K.DROP_DOWN, K.SLIDER):
        yield from _holders(screen, kind)
    yield from _choices(screen)
    yield from _named(screen, K.BUTTON, [each for each in screen.elements if each.kind in BUTTONS])
    for kind in (K.ICON, K.LINK):
        yield from _named(screen, kind, screen.of(kind))
    for table in screen.of(K.TABLE):
        yield _("{table}, {size}").format(table=_titled(table), size=table_size(table))
    yield from _lists(screen)
    for bar in screen.of(K.PROGRESS_BAR):
        yield with_value(_titled(bar), bar)
    yield from _texts(screen)
    pictures = screen.of(K.PICTURE)
    if pictures:
        yield counted(K.PICTURE, len(pictures))


def attention(screen: ScreenMap) -> list[str]:
    """Messages, dialogs inside, and what is invalid."""
    said = [
        _("attention: {message}").format(message=alert.name.rstrip(".\u3002"))
        for alert in alerts(screen)
    ]
    said += [
        _("attention: dialog {name}").format(name=own_name(each, screen))
        for each in screen.of(K.DIALOG)
    ]
    invalid = [each for each in screen.elements if State.INVALID in each.states]
    if invalid:
        named = joined([own_name(each, screen) for each in invalid])
        said.append(_("not valid: {names}").format(names=named))
    return said


def alerts(screen: ScreenMap) -> list[Element]:
    """Messages that the application calls so, and texts that begin as such."""
    words = tuple(word.strip() for word in _("error|warning|failed|failure").split("|"))
    return [
        each
        for each in screen.elements
        if each.name
        and (
            each.kind is K.ALERT or (each.kind in WORDS and each.name.casefold().startswith(words))
        )
    ]


def _titled(element: Element) -> str:
    if not element.name:
        return noun(element.kind)
    return _("{kind} {name}").format(kind=noun(element.kind), name=short(element.name))


def _menu(screen: ScreenMap) -> Iterator[str]:
    """An open menu's entries; else how many menus there are."""
    entries = screen.of(K.MENU_ITEM)
    bars = {bar.id for bar in screen.of(K.MENU_BAR)}
    menus = [*screen.of(K.MENU), *(each for each in entries if each.parent in bars)]
    opened = [each for each in entries if each.parent not in bars]
    if opened:
        yield _("open menu with {items}").format(items=counted(K.MENU_ITEM, len(opened)))
    if menus:
        yield counted(K.MENU, len(menus))


def _holders(screen: ScreenMap, kind: ElementKind) -> Iterator[str]:
    found = screen.of(kind)
    if len(found) == 1:
        words = with_value(_titled(found[0]), _beginning(found[0]))
        states = state_words(found[0])
        yield _("{element}, {states}").format(element=words, states=states) if states else words
    elif found:
        yield from _named(screen, kind, found)


def _beginning(element: Element) -> Element:
    """With the first words only of a long text."""
    words = element.value.split()
    if len(words) <= MOST_WORDS:
        return element
    return msgspec.structs.replace(element, value=" ".join(words[:MOST_WORDS]) + "…")


def _choices(screen: ScreenMap) -> Iterator[str]:
    for kind in (K.CHECK_BOX, K.SWITCH):
        found = screen.of(kind)
        if len(found) == 1:
            states = state_words(found[0]) or place_words(found[0], screen)
            yield _("{kind}, {states}").format(kind=_titled(found[0]), states=states)
        elif found:
            yield _counted_chosen(kind, found)
    radios = screen.of(K.RADIO_BUTTON)
    chosen = [each for each in radios if each.chosen]
    if radios:
        told = counted(K.RADIO_BUTTON, len(radios))
        name = names(chosen, screen, MOST_NAMES)
        seems = any(each.state_confidence < 0.9 for each in chosen)
        template = _("{radios}, {name} seems chosen") if seems else _("{radios}, {name} chosen")
        yield template.format(radios=told, name=name) if name else told


def _counted_chosen(kind: ElementKind, found: Sequence[Element]) -> str:
    on = sum(each.chosen for each in found)
    if not on:
        template = _("{all}, none on") if kind is K.SWITCH else _("{all}, none checked")
    else:
        template = _("{all}, {count} on") if kind is K.SWITCH else _("{all}, {count} checked")
    return template.format(all=counted(kind, len(found)), count=on)


def _named(screen: ScreenMap, kind: ElementKind, found: Sequence[Element]) -> Iterator[str]:
    if not found:
        return
    told = counted(kind, len(found))
    listed = names(found, screen, MOST_NAMES)
    yield _("{things}: {names}").format(things=told, names=listed) if listed else told


def _lists(screen: ScreenMap) -> Iterator[str]:
    for each in screen.of(K.LIST):
        items = [item for item in screen.inside(each) if item.kind in (K.LIST_ITEM, K.TREE_ITEM)]
        count = ngettext("{count} item", "{count} items", len(items)).format(count=len(items))
        words = _("{list}, {count}").format(list=_titled(each), count=count)
        chosen = [item for item in items if State.SELECTED in item.states and item.name]
        if len(chosen) == 1:
            words = _("{list}, {name} selected").format(
                list=words, name=own_name(chosen[0], screen)
            )
        yield words


def _texts(screen: ScreenMap) -> Iterator[str]:
    said = alerts(screen)
    plain = [each for each in screen.of(K.HEADING, K.PARAGRAPH, K.TEXT) if each not in said]
    words = sum(word_count(each.name) for each in plain)
    if words:
        yield ngettext("text of {count} word", "text of {count} words", words).format(count=words)
