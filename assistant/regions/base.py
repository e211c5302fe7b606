"""What choosing a region needs from the other rooms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.capture.base import Monitor, WindowFinder
from assistant.core.frame import WindowInfo
from assistant.core.geometry import Rect
from assistant.core.request import Request, Target
from assistant.regions.anchors import Hold
from assistant.regions.store import RegionStore


@dataclass(frozen=True, slots=True)
class Snap:
    """Something to put the region on: its place, physical desktop pixels, and what it is."""

    rect: Rect
    words: str


class Snaps(Protocol):
    """What is known to be in a window. `look` returns at once, and asks in the background."""

    def look(self, window: WindowInfo | None) -> None:
        """A region is being chosen, most likely in this window."""
        ...

    def inside(self, area: Rect) -> Sequence[Snap]:
        """What is in the area: controls and paragraphs in reading order, then windows.

        May take 300 ms, for answers that are being taken in.
        """
        ...


@dataclass(frozen=True, slots=True)
class Naming:
    """A name that is asked for. `accept` gets it with how the region follows its window.

    `holds` are what is suggested; None where there is no window to follow, or nothing to choose.
    """

    name: str
    accept: Callable[[str, tuple[Hold, Hold] | None], None]
    holds: tuple[Hold, Hold] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What happens around choosing. All return at once.

    `submit` asks something about a picture that is taken now, `watch` tells what is new later.
    `tell` speaks, whatever is being spoken. `open_layer` lets the next keys be those for regions,
    `open_list` those of the list of windows, `leave_layer` gives them back. `outline` shows a frame
    around a rectangle, or none. `ask_name` lets the person type; `draw` lets them draw with the
    mouse, and calls back with the rectangle. `how_to` says what to press for an action. `step` is
    in points.
    """

    windows: WindowFinder
    monitors: Callable[[], Sequence[Monitor]]
    snaps: Snaps
    store: RegionStore
    tell: Callable[[str], None]
    hush: Callable[[], None]
    submit: Callable[[Request], None]
    watch: Callable[[Target], None]
    open_layer: Callable[[], None]
    open_list: Callable[[], None]
    leave_layer: Callable[[], None]
    outline: Callable[[Rect | None], None]
    toggle_outline: Callable[[], bool]
    ask_name: Callable[[Naming], None]
    draw: Callable[[Callable[[Rect], None]], None]
    how_to: Callable[[str], str]
    step: Callable[[], int]
