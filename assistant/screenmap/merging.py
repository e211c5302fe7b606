"""One map from three sources: what the application tells, what OCR reads, what pixels look like.

The application has the last word on kinds and names, the pixels on what is really to be seen. The
same thing is never in the map twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from assistant.core.findings import Box, Line, Seen
from assistant.core.frame import Source
from assistant.screenmap import boxes
from assistant.screenmap.blocks import blocks_of
from assistant.screenmap.captions import CAPTIONED, caption_of
from assistant.screenmap.elements import (
    BUTTONS,
    CONTAINERS,
    FIELDS,
    Element,
    ElementKind,
    ScreenMap,
    State,
)
from assistant.screenmap.line_parts import parted
from assistant.screenmap.matching import alike, plain, same_words, similarity, words_of
from assistant.screenmap.ordering import in_reading_order
from assistant.screenmap.pictures import pictures
from assistant.screenmap.read_tables import read_tables
from assistant.screenmap.seen import ALONE, BESIDE_TOLD, PROBABLY, elements_seen
from assistant.screenmap.told import elements_of
from assistant.screenmap.visible import visible

if TYPE_CHECKING:
    from assistant.core.frame import Frame
    from assistant.screenmap.sources.base import ToldWindow

K = ElementKind
ACCOUNTED = 0.6
"""Part of a line's area, or of its words, in told elements, from which it is no news."""
NEAR = 40
"""Pixels from an element to the words that are its name, at 96 dpi."""
TITLE_BAR = 28
"""Pixels from a window's top in which its title bar begins to be written, at 96 dpi."""
PARTLY = 0.2
SAME_PLACE = 0.5
CROWDED = 0.3
"""Part of something recognised that told elements cover, from which it is one of them."""
_LEAVES_NAMED_BY_READING = BUTTONS | {K.TAB, K.LINK, K.MENU_ITEM, K.LIST_ITEM, K.TREE_ITEM, K.MENU}
_HELD = FIELDS | {K.DROP_DOWN}


@dataclass(frozen=True, slots=True)
class Look:
    """Everything found out about one frame. Boxes of `lines` and `seen` are as in findings."""

    frame: Frame
    lines: Sequence[Line] = ()
    seen: Sequence[Seen] = ()
    told: ToldWindow | None = None


def merged(look: Look) -> ScreenMap:
    """The map of the frame."""
    frame = look.frame
    bounds = _bounds(frame)
    told = _told(look, bounds)
    content = [line for line in look.lines if not _is_title(line, frame)]
    told, left = _with_lines(told, content, frame.scale)
    told = _refined(told, look.seen)
    news = _news(_below_title(look), told)
    left = parted(left, news, frame.image, (bounds[0], bounds[1]))
    seen = elements_seen(news, left, first_id=_next_id(told), scale=frame.scale)
    left = [line for place, line in enumerate(left) if place not in seen.used]
    others = list(seen.elements)
    tables = read_tables(left, frame.image, (bounds[0], bounds[1]), _next_id([*told, *others]))
    others += tables.elements
    others += blocks_of(tables.left, look.lines, _next_id([*told, *others]))
    others += pictures(frame, look.lines, [*told, *others], _next_id([*told, *others]))
    told, others = _captioned(told, others, frame.scale)
    return ScreenMap(
        title=frame.title,
        application=frame.application,
        box=bounds,
        kind=_window_kind(look),
        elements=tuple(in_reading_order(told, others)),
        lines=tuple(content),
        told=bool(told),
        complete=look.told is None or look.told.complete,
    )


def _bounds(frame: Frame) -> Box:
    return frame.place((0, 0, *frame.image.size))


def _is_title(line: Line, frame: Frame) -> bool:
    """Whether it is in the title bar: the title is the window's name, not a text in it."""
    if frame.source is not Source.WINDOW or not frame.title:
        return False
    at_top = line.box[1] - frame.origin[1] <= TITLE_BAR * frame.scale
    tight = "".join(plain(line.text).split())
    return at_top and (
        tight in "".join(plain(frame.title).split()) or alike(line.text, frame.title)
    )


def _below_title(look: Look) -> list[Seen]:
    """Without what stands beside the title: the window manager's buttons and ornaments."""
    titles = [line.box for line in look.lines if _is_title(line, look.frame)]
    return [
        each
        for each in look.seen
        if not any(
            boxes.same_row(each.box, title) and boxes.height(each.box) <= 2 * boxes.height(title)
            for title in titles
        )
    ]


def _window_kind(look: Look) -> ElementKind:
    if not look.frame.source.on_screen:
        return K.PICTURE
    # Toolkits call a box that asks something an alert; to people it is a dialog.
    asks = look.told is not None and look.told.root.kind in (K.DIALOG, K.ALERT)
    return K.DIALOG if asks else K.WINDOW


def _told(look: Look, bounds: Box) -> list[Element]:
    if look.told is None:
        return []
    found = elements_of(look.told.root, bounds)
    return visible(found, look.lines, look.frame.image, (bounds[0], bounds[1]))


def _next_id(elements: Sequence[Element]) -> int:
    return max((element.id for element in elements), default=0) + 1


def _with_lines(
    told: Sequence[Element], lines: Sequence[Line], scale: float
) -> tuple[list[Element], list[Line]]:
    """Told elements with the words read on them where they lack any; and the lines left over."""
    leaves = _leaves(told)
    words: dict[int, list[str]] = {}
    left: list[Line] = []
    for line in lines:
        home = _home(line, leaves)
        if home is not None:
            words.setdefault(home.id, []).append(line.text.strip())
            continue
        holder = _half_in(line, leaves)
        if holder is not None:
            words.setdefault(holder.id, []).append(_unsaid(line, leaves, scale))
        elif not _accounted(line, leaves, scale):
            left.append(line)
    return [_filled(element, words.get(element.id, [])) for element in told], left


def _leaves(told: Sequence[Element]) -> list[Element]:
    parents = {element.parent for element in told}
    return [
        element for element in told
        if element.kind not in CONTAINERS | {K.SCROLL_BAR, K.PICTURE}
        or (element.text and element.id not in parents)
        or (element.text and element.kind in (K.ALERT, K.STATUS_BAR))
    ]  # fmt: skip


def _home(line: Line, leaves: Sequence[Element]) -> Element | None:
    """The smallest told element that the line is in."""
    around = [
        leaf for leaf in leaves if boxes.covered(line.box, leaf.box) >= ACCOUNTED
    ]  # fmt: skip
    return min(around, key=lambda leaf: boxes.area(leaf.box), default=None)


def _half_in(line: Line, leaves: Sequence[Element]) -> Element | None:
    """A told field or list without a value whose words were read in one line with its label."""
    return next(
        (
            leaf
            for leaf in leaves
            if leaf.kind in _HELD
            and not leaf.value
            and boxes.same_row(line.box, leaf.box)
            and boxes.covered(line.box, leaf.box) >= PARTLY
            and plain(leaf.name) in plain(line.text)
        ),
        None,
    )


def _unsaid(line: Line, leaves: Sequence[Element], scale: float) -> str:
    """The line's words that no told element near it has."""
    near = [leaf for leaf in leaves if boxes.distance(line.box, leaf.box) <= NEAR * scale]
    told = {word for leaf in near for word in words_of(leaf.name)}
    return " ".join(each for each in line.text.split() if not set(words_of(each)) <= told)


def _accounted(line: Line, leaves: Sequence[Element], scale: float) -> bool:
    """Whether told elements on or near the line have its words: a menu bar reads as one line."""
    near = [leaf for leaf in leaves if boxes.distance(line.box, leaf.box) <= NEAR * scale
            and leaf.text]  # fmt: skip
    if any(same_words(line.text, leaf.name) or _reads_like(line, leaf) for leaf in near):
        return True
    covered = sum(boxes.covered(line.box, leaf.box) for leaf in near)
    told = {word for leaf in near for word in words_of(f"{leaf.name} {leaf.value}")}
    words = words_of(line.text)
    known = sum(word in told for word in words) / max(1, len(words))
    return covered >= ACCOUNTED or known >= ACCOUNTED


def _reads_like(line: Line, leaf: Element) -> bool:
    return similarity(line.text, leaf.name) >= 0.8 or plain(line.text) in plain(leaf.name)


def _filled(element: Element, words: Sequence[str]) -> Element:
    text = " ".join(words)
    if not text:
        return element
    if element.kind in _HELD and not element.value and not same_words(text, element.name):
        return msgspec.structs.replace(element, value=text)
    if element.kind in _LEAVES_NAMED_BY_READING and not element.name:
        return msgspec.structs.replace(element, name=text)
    return element


def _refined(told: Sequence[Element], seen: Sequence[Seen]) -> list[Element]:
    """Told elements with what only pixels show: an icon's meaning, a switch's looks."""
    return [_refined_one(element, seen) for element in told]


def _refined_one(element: Element, seen: Sequence[Seen]) -> Element:
    nameless = element.kind in BUTTONS | {K.ICON, K.TAB} and not element.name
    if not nameless and element.kind is not K.TOGGLE_BUTTON:
        return element
    for each in seen:
        if nameless and each.icon and boxes.covered(each.box, element.box) >= CROWDED:
            return msgspec.structs.replace(
                element,
                kind=K.ICON_BUTTON if element.kind in BUTTONS else element.kind,
                name=each.icon if each.icon_confidence >= PROBABLY else "",
                name_confidence=each.icon_confidence,
            )
        is_switch = each.kind == K.SWITCH and each.confidence >= BESIDE_TOLD
        if is_switch and boxes.overlap(each.box, element.box) >= SAME_PLACE:
            on = State.PRESSED in element.states
            states = element.states - {State.PRESSED} | {State.ON if on else State.OFF}
            return msgspec.structs.replace(element, kind=K.SWITCH, states=states)
    return element


def _news(seen: Sequence[Seen], told: Sequence[Element]) -> list[Seen]:
    """What was recognised surely enough and is nothing that the application told."""
    if not told:
        return [each for each in seen if each.confidence >= ALONE]
    leaves = [leaf for leaf in _leaves(told) if leaf.kind is not K.TEXT_AREA]
    return [
        each for each in seen
        if each.confidence >= BESIDE_TOLD and not _is_told(each, leaves)
    ]  # fmt: skip


def _is_told(each: Seen, leaves: Sequence[Element]) -> bool:
    return any(
        boxes.covered(each.box, leaf.box) >= CROWDED
        or boxes.covered(leaf.box, each.box) >= SAME_PLACE
        for leaf in leaves
    )


def _captioned(
    told: Sequence[Element], others: Sequence[Element], scale: float
) -> tuple[list[Element], list[Element]]:
    """Told controls without a name get the text beside them, which then is no text of its own."""
    texts = [each for each in [*told, *others] if each.kind is K.TEXT]
    taken: set[int] = set()
    named: list[Element] = []
    for element in told:
        if element.kind in CAPTIONED and not element.name:
            free = [text for text in texts if text.id not in taken]
            # An application that names nothing on purpose is no reason to guess far.
            caption = caption_of(element.kind, element.box, free, scale, above=False)
            if caption is not None:
                taken.add(caption.id)
                element = msgspec.structs.replace(element, name=caption.text.rstrip(": "))
        named.append(element)
    return (
        [each for each in named if each.id not in taken],
        [each for each in others if each.id not in taken],
    )
