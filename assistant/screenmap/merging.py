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
from assistant.core.i18n import _
from assistant.screenmap import boxes
from assistant.screenmap.accounted import leaves, with_lines
from assistant.screenmap.blocks import blocks_of
from assistant.screenmap.captions import CAPTIONED, caption_of
from assistant.screenmap.elements import (
    BUTTONS,
    Element,
    ElementKind,
    ScreenMap,
    State,
)
from assistant.screenmap.line_parts import parted
from assistant.screenmap.matching import alike, plain
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
TITLE_BAR = 28
"""Pixels from a window's top in which its title bar begins to be written, at 96 dpi."""
SAME_PLACE = 0.5
CROWDED = 0.3
"""Part of something recognised that told elements cover, from which it is one of them."""
_TOLD_WHOLE = frozenset({K.TOOL_BAR, K.TAB_LIST, K.MENU_BAR, K.STATUS_BAR, K.LIST, K.TABLE, K.MENU})
"""An application that tells one thing in these tells all."""


_LIKE_CELLS = frozenset({K.FIELD, K.BUTTON, K.DROP_DOWN, K.TAB})


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
    told, left = with_lines(told, content, frame.scale)
    told = _refined(told, look.seen)
    news = _news(_below_title(look), told)
    tables = read_tables(left, frame.image, (bounds[0], bounds[1]), _next_id(told))
    news = _outside_tables(news, tables.elements)
    left = parted(tables.left, news, frame.image, (bounds[0], bounds[1]))
    told_or_table = [*told, *tables.elements]
    seen = elements_seen(news, left, first_id=_next_id(told_or_table), scale=frame.scale)
    left = [line for place, line in enumerate(left) if place not in seen.used]
    others = [*tables.elements, *seen.elements]
    controls = [each.box for each in seen.elements if each.kind in CAPTIONED | BUTTONS]
    others += blocks_of(left, look.lines, _next_id([*told, *others]), controls)
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
                name=_(each.icon) if each.icon_confidence >= PROBABLY else "",
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
    parents = {element.parent for element in told}
    known = leaves(told)
    known += [each for each in told if each.kind in _TOLD_WHOLE and each.id in parents]
    return [
        each for each in seen
        if each.confidence >= BESIDE_TOLD and not _is_told(each, known)
    ]  # fmt: skip


def _outside_tables(seen: Sequence[Seen], elements: Sequence[Element]) -> list[Seen]:
    """Without what looks like a field or button because it is a cell with its border."""
    tables = [each.box for each in elements if each.kind is K.TABLE]
    return [
        each
        for each in seen
        if each.kind not in _LIKE_CELLS
        or not any(boxes.covered(each.box, table) >= CROWDED for table in tables)
    ]


def _is_told(each: Seen, known: Sequence[Element]) -> bool:
    return any(
        boxes.covered(each.box, one.box) >= CROWDED
        or boxes.covered(one.box, each.box) >= SAME_PLACE
        for one in known
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
