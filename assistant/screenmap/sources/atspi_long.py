"""Lists and tables with thousands of entries: only those that show are asked for."""

from __future__ import annotations

from assistant.core.geometry import Rect
from assistant.screenmap.sources.atspi_bus import (
    AccessibilityBus,
    Accessible,
    Question,
    call,
    get,
)
from assistant.screenmap.sources.atspi_values import accessibles, unwrapped
from assistant.screenmap.sources.numbers import number

MOST_CHILDREN = 300
"""From here on it is cheaper to find out what shows than to ask everything whether it does."""
_ON_SCREEN = 0  # ATSPI_COORD_TYPE_SCREEN
_INSET = 3
"""Pixels from a corner, past the border."""


def showing_children(
    bus: AccessibilityBus, parent: Accessible, rect: Rect | None
) -> list[Accessible]:
    """All children of a short list; of a long one those between its first and last visible one."""
    count = number(unwrapped(bus.one(get(parent, "Accessible.ChildCount")))) or 0
    if count <= MOST_CHILDREN:
        return accessibles(bus.one(call(parent, "Accessible.GetChildren")))
    if rect is None:
        return []
    first, last = _shown_range(bus, parent, rect)
    last = min(last if last >= 0 else first + MOST_CHILDREN, first + MOST_CHILDREN, int(count) - 1)
    wanted = range(max(first, 0), last + 1)
    asked = [call(parent, "Accessible.GetChildAtIndex", "i", (index,)) for index in wanted]
    return accessibles([each for each in bus.ask(asked) if each])


def _shown_range(bus: AccessibilityBus, parent: Accessible, rect: Rect) -> tuple[int, int]:
    """Numbers of the children at the upper left and lower right corner; -1 where there is none."""
    corners = (
        (rect.x + _INSET, rect.y + _INSET),
        # Below a header row, if there is one.
        (rect.x + _INSET, rect.y + rect.height // 4),
        (rect.right - _INSET, rect.bottom - _INSET),
    )
    answers = bus.ask([_at(parent, *corner) for corner in corners])
    hit = [accessibles([answer] if answer else []) for answer in answers]
    places = bus.ask([call(each, "Accessible.GetIndexInParent") for found in hit for each in found])
    told = [place for place in places if isinstance(place, int) and place >= 0]
    return min(told, default=0), (max(told) if hit[-1] and told else -1)


def _at(parent: Accessible, x: int, y: int) -> Question:
    return call(parent, "Component.GetAccessibleAtPoint", "iiu", (x, y, _ON_SCREEN))
