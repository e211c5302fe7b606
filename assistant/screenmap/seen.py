"""From what pixels look like to elements, named by the words on or beside them or by their icon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from assistant.core.findings import Line, Origin, Seen
from assistant.core.i18n import _
from assistant.screenmap import boxes
from assistant.screenmap.captions import CAPTIONED, caption_of
from assistant.screenmap.elements import BUTTONS, FIELDS, Element, ElementKind, State

K = ElementKind
NAMED, PROBABLY = 0.9, 0.7
"""From these confidences on an icon is named plainly, and with "probably"."""
STATE_SURE = 0.9
"""Below it a state "seems"."""
ALONE, BESIDE_TOLD = 0.8, 0.9
"""Least confidence of a control: a false one is worse than a missing one, and where the application
tells its own, hardly any is missing."""
INSIDE = 0.7

_STATES = {
    (K.CHECK_BOX, True): State.CHECKED, (K.CHECK_BOX, False): State.NOT_CHECKED,
    (K.RADIO_BUTTON, True): State.CHECKED, (K.RADIO_BUTTON, False): State.NOT_CHECKED,
    (K.SWITCH, True): State.ON, (K.SWITCH, False): State.OFF, (K.TAB, True): State.SELECTED,
}  # fmt: skip
_ON = "checked"
"""What the recogniser calls checked, on and selected; the rest is "unchecked"."""


@dataclass(slots=True)
class Named:
    """Elements from pixels, and the lines whose words they took for names and values."""

    elements: list[Element] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


def elements_seen(
    seen: Sequence[Seen], lines: Sequence[Line], *, first_id: int, scale: float = 1.0
) -> Named:
    """Make elements of what was seen; `lines` are those that nothing else accounts for."""
    named = Named()
    kept = _without_parts(sorted(seen, key=lambda each: -each.confidence))
    for each in sorted(kept, key=lambda found: (found.box[1], found.box[0])):
        kind = ElementKind(each.kind)
        element = Element(
            kind=kind,
            box=each.box,
            source=Origin.RECOGNISED,
            id=first_id + len(named.elements),
            confidence=each.confidence,
            value_known=False,
            states=_states(kind, each.state),
            # No state is surer than that there is a control at all.
            state_confidence=min(each.confidence, each.state_confidence) if each.state else 1.0,
        )
        icons = [
            other for other in seen if other.icon and boxes.covered(other.box, each.box) >= INSIDE
        ]
        best_icon = max([each, *icons], key=lambda found: found.icon_confidence)
        named.elements.append(_named(element, best_icon, lines, named.used, scale))
    return named


def _states(kind: ElementKind, state: str) -> frozenset[State]:
    found = _STATES.get((kind, state == _ON)) if state else None
    return frozenset({found} if found else ())


def _without_parts(seen: Sequence[Seen]) -> list[Seen]:
    """Without an icon that is on a button, and without the weaker of two for the same thing."""
    kept: list[Seen] = []
    for each in seen:
        same = any(boxes.overlap(each.box, other.box) >= 0.5 for other in kept)
        if not same and not _is_part(each, seen):
            kept.append(each)
    return kept


def _is_part(each: Seen, seen: Sequence[Seen]) -> bool:
    return each.kind == K.ICON and any(
        other is not each and other.kind != K.ICON and boxes.covered(each.box, other.box) >= INSIDE
        for other in seen
    )


def _named(
    element: Element, icon: Seen, lines: Sequence[Line], used: set[int], scale: float
) -> Element:
    """With the words in it, or its caption, or what its icon shows."""
    inside = [
        place for place, line in enumerate(lines)
        if place not in used and boxes.covered(line.box, element.box) >= INSIDE
    ]  # fmt: skip
    words = " ".join(lines[place].text.strip() for place in inside)
    if inside and element.kind not in (K.ICON, K.PICTURE):
        used.update(inside)
        attribute = "value" if element.kind in FIELDS | {K.DROP_DOWN, K.SLIDER} else "name"
        element = msgspec.structs.replace(element, **{attribute: words})
    if element.kind in CAPTIONED and not element.name:
        free = [line for place, line in enumerate(lines) if place not in used]
        caption = caption_of(element.kind, element.box, free, scale)
        if caption is not None:
            used.add(next(place for place, line in enumerate(lines) if line is caption))
            return msgspec.structs.replace(element, name=caption.text.strip().rstrip(":"))
    if not element.name and icon.icon and element.kind in BUTTONS | {K.ICON, K.TAB}:
        return _by_icon(element, icon)
    return element


def _by_icon(element: Element, icon: Seen) -> Element:
    kind = K.ICON_BUTTON if element.kind is K.BUTTON else element.kind
    sure = icon.icon_confidence >= PROBABLY
    return msgspec.structs.replace(
        element,
        kind=kind,
        name=_(icon.icon) if sure else "",
        name_confidence=icon.icon_confidence if sure else 0.0,
    )
