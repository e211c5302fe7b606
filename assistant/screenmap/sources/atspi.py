"""Linux: AT-SPI 2 over D-Bus, level by level, so that a whole window is a few round trips."""

from __future__ import annotations

import logging
import time
from typing import Any

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import CaptureError
from assistant.core.geometry import Rect
from assistant.core.i18n import _
from assistant.screenmap.sources.atspi_bus import (
    AccessibilityBus,
    Accessible,
    accessibility_bus,
    call,
    get,
)
from assistant.screenmap.sources.atspi_details import add_details
from assistant.screenmap.sources.atspi_long import showing_children
from assistant.screenmap.sources.atspi_roles import (
    ACTIVE,
    CLIPPING,
    LONG,
    POP_UPS,
    SHOWING,
    TABLE_ROW,
    has,
    kind_of,
    states_of,
)
from assistant.screenmap.sources.atspi_values import accessibles, readable, rect_of
from assistant.screenmap.sources.base import Node, Patience, TargetWindow, ToldWindow, fit

log = logging.getLogger(__name__)

MOST_NODES = 1500
MOST_LEVELS = 60
LEAST_FIT = 0.2
"""A title alone is enough: a program that does not know where its window is still knows that."""
_ROOT: Accessible = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
FIND_SECONDS = 0.08
"""For finding the window among all programs: one that hangs must not use up all the time."""
_ON_SCREEN = 0  # ATSPI_COORD_TYPE_SCREEN
_NEAR = 64
"""Pixels that a title bar and borders may make between a window and what its program tells."""


class AtspiSource:
    """Asks the program that owns a window."""

    name = "at-spi"

    def availability(self) -> Availability:
        """Usable where there is an accessibility bus."""
        try:
            with accessibility_bus(Patience(1.0)):
                return USABLE
        except (ImportError, CaptureError):
            return Availability(
                False,
                _("The accessibility bus does not answer."),
                _("Install at-spi2-core, and log in again."),
            )

    def window(self, target: TargetWindow, patience: Patience) -> ToldWindow | None:
        """As `AccessibilitySource.window`."""
        try:
            with accessibility_bus(patience) as bus:
                return told_window(bus, target)
        except (ImportError, CaptureError):
            return None
        except (OSError, EOFError, LookupError, TypeError, ValueError) as error:
            # A broken program answers with other values than the interfaces say.
            log.warning("accessibility tree: %s", type(error).__name__)
            return None


def told_window(
    bus: AccessibilityBus, target: TargetWindow, find_seconds: float = FIND_SECONDS
) -> ToldWindow | None:
    """The tree of a window, from an open bus."""
    windows = _windows(bus, _programs(bus, target.pid), find_seconds)
    found = _best(windows, target)
    if found is None:
        return None
    bus.timed_out = False
    shift = _shift(found.node.rect, target.rect)
    popups = [
        each for each in windows
        if each.role in POP_UPS and each is not found and each.to[0] == found.to[0]
        and each.node.rect is not None and not each.node.rect.intersection(target.rect).is_empty
    ]  # fmt: skip
    _grow(bus, [found, *popups], shift)
    found.node.children += [each.node for each in popups]
    return ToldWindow(found.node, complete=not bus.timed_out)


class Found:
    """An object under way: where it is asked, and its node so far."""

    __slots__ = ("bits", "node", "role", "to")

    def __init__(self, to: Accessible, role: int, bits: int) -> None:
        self.to = to
        self.role = role
        self.bits = bits
        self.node = Node(None, None, handle=to)

    def fill(self, name: Any, extents: Any, shift: tuple[int, int]) -> None:
        """Take in the second wave of answers."""
        rect = rect_of(extents)
        node = self.node
        node.name = readable(name)
        node.rect = rect.moved(*shift) if rect is not None else None
        node.kind = kind_of(self.role, self.bits, node.name)
        node.states = states_of(self.role, self.bits, node.kind)
        node.clips = self.role in CLIPPING
        node.is_row = self.role == TABLE_ROW


def _programs(bus: AccessibilityBus, pid: int) -> list[Accessible]:
    """The programs of that process; all where none is, as in a sandbox with numbers of its own."""
    programs = accessibles(bus.one(call(_ROOT, "Accessible.GetChildren")))
    owner: Accessible = ("org.freedesktop.DBus", "/org/freedesktop/DBus")
    method = "org.freedesktop.DBus.GetConnectionUnixProcessID"
    pids = bus.ask([(owner, method, "s", (program[0],)) for program in programs])
    own = [program for program, found in zip(programs, pids, strict=True) if found == pid]
    return own or programs


def _windows(bus: AccessibilityBus, programs: list[Accessible], seconds: float) -> list[Found]:
    until = time.monotonic() + seconds
    answers = bus.ask([call(each, "Accessible.GetChildren") for each in programs], seconds)
    windows = [window for answer in answers for window in accessibles(answer)]
    found = _begin(bus, windows, max(0.01, until - time.monotonic()))
    _fill(bus, found, (0, 0))
    return found


def _best(windows: list[Found], target: TargetWindow) -> Found | None:
    """The window that was captured: by place, then by title and by being active."""

    def how(found: Found) -> tuple[float, bool]:
        return fit(found.node.rect, found.node.name, target), has(found.bits, ACTIVE)

    showing = [
        each for each in windows
        if each.role not in POP_UPS and (has(each.bits, SHOWING) or has(each.bits, ACTIVE))
    ]  # fmt: skip
    best = max(showing, key=how, default=None)
    if best is None:
        return None
    fits, active = how(best)
    return best if fits >= LEAST_FIT or (active and len(showing) == 1) else None


def _shift(told: Rect | None, captured: Rect) -> tuple[int, int]:
    """How far off a program's places are that does not know where its window is (Wayland)."""
    if told is None or abs(told.x - captured.x) + abs(told.y - captured.y) <= _NEAR:
        return 0, 0
    fits = abs(told.width - captured.width) <= _NEAR and abs(told.height - captured.height) <= _NEAR
    return (
        (captured.x - told.x, captured.y - told.y)
        if fits and (told.x, told.y) == (0, 0)
        else (0, 0)
    )


def _grow(bus: AccessibilityBus, roots: list[Found], shift: tuple[int, int]) -> None:
    """Ask for everything that shows below the roots, one level at a time."""
    for root in roots:
        root.node.rect = root.node.rect.moved(*shift) if root.node.rect else None
    level, everything = roots, list(roots)
    for _step in range(MOST_LEVELS):
        if not level or len(everything) > MOST_NODES:
            break
        children = _children(bus, level)
        begun = _begin(bus, [child for family in children for child in family])
        shown = {each.to: each for each in begun if has(each.bits, SHOWING)}
        _fill(bus, list(shown.values()), shift)
        for parent, family in zip(level, children, strict=True):
            parent.node.children += [shown[child].node for child in family if child in shown]
        level = list(shown.values())
        everything += level
    add_details(bus, everything)


def _begin(bus: AccessibilityBus, objects: list[Accessible], seconds: float = 60.0) -> list[Found]:
    """First wave: role and states, which decide whether anything else matters."""
    questions = [
        call(each, f"Accessible.{what}") for each in objects for what in ("GetRole", "GetState")
    ]
    answers = bus.ask(questions, seconds)
    found = []
    for place, each in enumerate(objects):
        role, words = answers[2 * place : 2 * place + 2]
        if isinstance(role, int) and isinstance(words, list) and len(words) == 2:
            found.append(Found(each, role, int(words[0]) | int(words[1]) << 32))
    return found


def _fill(bus: AccessibilityBus, found: list[Found], shift: tuple[int, int]) -> None:
    """Second wave: name and place."""
    questions = [
        question
        for each in found
        for question in (
            get(each.to, "Accessible.Name"),
            call(each.to, "Component.GetExtents", "u", (_ON_SCREEN,)),
        )
    ]
    answers = bus.ask(questions)
    for place, each in enumerate(found):
        each.fill(answers[2 * place], answers[2 * place + 1], shift)


def _children(bus: AccessibilityBus, level: list[Found]) -> list[list[Accessible]]:
    """The children of each, of long lists only those that show."""
    short = [each for each in level if each.role not in LONG]
    answers = bus.ask([call(each.to, "Accessible.GetChildren") for each in short])
    families = {each.to: accessibles(answer) for each, answer in zip(short, answers, strict=True)}
    for each in level:
        if each.role in LONG:
            families[each.to] = showing_children(bus, each.to, each.node.rect)
    return [families[each.to] for each in level]
