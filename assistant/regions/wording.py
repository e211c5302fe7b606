"""What is said while a region is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.capture.base import Monitor
from assistant.capture.geometry import monitor_of_rect
from assistant.core.frame import WindowInfo
from assistant.core.geometry import Rect
from assistant.core.i18n import N_, _
from assistant.core.places import Cell, place_of
from assistant.regions.anchors import Hold
from assistant.regions.store import NamedRegion

_CELLS = {
    (0, 0): N_("upper left"),
    (1, 0): N_("top middle"),
    (2, 0): N_("upper right"),
    (0, 1): N_("middle left"),
    (1, 1): N_("middle"),
    (2, 1): N_("middle right"),
    (0, 2): N_("lower left"),
    (1, 2): N_("bottom middle"),
    (2, 2): N_("lower right"),
}
_ACROSS = {
    Hold.START: N_("It stays at the same distance from the left edge of the window."),
    Hold.END: N_("It stays at the same distance from the right edge of the window."),
    Hold.BOTH: N_("It gets wider with the window."),
    Hold.SHARE: N_("It keeps its share of the window's width."),
}
_DOWN = {
    Hold.START: N_("It stays at the same distance from the top of the window."),
    Hold.END: N_("It stays at the same distance from the bottom of the window."),
    Hold.BOTH: N_("It gets taller with the window."),
    Hold.SHARE: N_("It keeps its share of the window's height."),
}


def size_words(rect: Rect) -> str:
    """How large: "640 by 360"."""
    return _("{width} by {height}").format(width=rect.width, height=rect.height)


def cell_words(cell: Cell, rect: Rect) -> str:
    """Which ninth, and how large: "upper left, 640 by 360"."""
    return _(", ").join((_(_CELLS[cell]), size_words(rect)))


def bounds_words(rect: Rect, area: Rect) -> str:
    """From where to where in its area: "from 40, 60 to 240, 160"."""
    inside = rect.moved(-area.x, -area.y)
    return _("from {left}, {top} to {right}, {bottom}").format(
        left=inside.x, top=inside.y, right=inside.right, bottom=inside.bottom
    )


def where_words(rect: Rect, area: Rect) -> str:
    """Everything about a place: the part of the area, its bounds and its size."""
    part = place_of(rect.box, area.box)
    return _(", ").join((part, bounds_words(rect, area), size_words(rect)))


def window_words(window: WindowInfo) -> str:
    """A window's title and program: "Letter, of Writer"."""
    name = window.title or window.application or _("without a name")
    if not window.application or window.application.casefold() in name.casefold():
        return name
    return _("{title}, of {application}").format(title=name, application=window.application)


def monitor_words(monitor: Monitor) -> str:
    """A monitor's number: "monitor 2"."""
    return _("monitor {number}").format(number=monitor.number)


def listed_words(window: WindowInfo, monitors: Sequence[Monitor]) -> str:
    """A window of the list: what it is, where, and whether it shows."""
    told = [window_words(window)]
    if window.minimised:
        told.append(_("minimised"))
    elif monitors:
        monitor = monitor_of_rect(window.rect, monitors)
        told.append(place_of(window.rect.box, monitor.rect.box))
        if len(monitors) > 1:
            told.append(_("on monitor {number}").format(number=monitor.number))
    return _(", ").join(told)


def saved_words(region: NamedRegion, rect: Rect, number: int, count: int) -> str:
    """A saved region: "Chat, 400 by 200, 1 of 3"."""
    counted = _("{number} of {count}").format(number=number, count=count)
    return _(", ").join((region.name, size_words(rect), counted))


def follows_words(holds: tuple[Hold, Hold]) -> str:
    """How a region follows its window, in two sentences."""
    return f"{_(_ACROSS[holds[0]])} {_(_DOWN[holds[1]])}"


def hold_words(hold: Hold, *, across: bool) -> str:
    """How it follows in one direction."""
    return _((_ACROSS if across else _DOWN)[hold])
