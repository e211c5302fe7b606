"""Where the keyboard focus is inside a window, as its program tells the accessibility bus.

X11 knows no more than the window, because toolkits draw their controls themselves. Source: the
AT-SPI 2 D-Bus interfaces (at-spi2-core, xml/*.xml).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from assistant.capture.dbus import ask, connection, get_property
from assistant.core.errors import CaptureError
from assistant.core.geometry import Rect

_BUS_TIMEOUT = 0.1
_PROGRAM_TIMEOUT = 0.2
"""Seconds for each answer of the program in front; one that hangs is left alone."""

_REGISTRY = "org.a11y.atspi.Registry"
_ROOT = "/org/a11y/atspi/accessible/root"
_INTERFACE = "org.a11y.atspi."
_ON_SCREEN = 0  # ATSPI_COORD_TYPE_SCREEN
_STATE_FOCUSED = 12  # ATSPI_STATE_FOCUSED
_MATCH_ALL = 1  # ATSPI_Collection_MATCH_ALL
_CANONICAL_ORDER = 1  # ATSPI_Collection_SORT_ORDER_CANONICAL
_FOCUSED_OBJECTS: tuple[Any, ...] = (
    [1 << _STATE_FOCUSED, 0], _MATCH_ALL, {}, _MATCH_ALL, [0, 0, 0, 0], _MATCH_ALL,
    [], _MATCH_ALL, False,
)  # fmt: skip
"""A match rule: states, attributes, roles, interfaces, each with how to match; not inverted."""

Accessible = tuple[str, str]
"""Bus name and object path."""


def focused_rect(pid: int) -> Rect | None:
    """The caret, or else the focused control, of a program; None where it does not tell."""
    try:
        with connection("SESSION", _BUS_TIMEOUT) as session:
            address = _call(session, ("org.a11y.Bus", "/org/a11y/bus"), "org.a11y.Bus.GetAddress")
        with connection(address, _BUS_TIMEOUT) as bus:
            return next((found for found in _focused_rects(bus, pid) if not found.is_empty), None)
    except (ImportError, CaptureError, LookupError, ValueError):
        # A broken program answers with other values than the interface says.
        return None


def _focused_rects(bus: Any, pid: int) -> Iterator[Rect]:
    for program in _children(bus, (_REGISTRY, _ROOT)):
        if _pid(bus, program[0]) != pid:
            continue
        for window in _children(bus, program):
            for focused in _focused_in(bus, window):
                yield from _places(bus, focused)


def _children(bus: Any, parent: Accessible) -> list[Accessible]:
    found = _call(bus, parent, f"{_INTERFACE}Accessible.GetChildren")
    return msgspec.convert(found, list[Accessible])


def _focused_in(bus: Any, window: Accessible) -> list[Accessible]:
    rule = (_FOCUSED_OBJECTS, _CANONICAL_ORDER, 1, True)
    try:
        found = _call(
            bus, window, f"{_INTERFACE}Collection.GetMatches", "(aiia{ss}iaiiasib)uib", rule
        )
    except CaptureError:  # Not every toolkit can search.
        return []
    return msgspec.convert(found, list[Accessible])


def _places(bus: Any, focused: Accessible) -> Iterator[Rect]:
    """The character at the caret, the one before it, the whole control: the first that is one."""
    from jeepney import DBusAddress

    extents = f"{_INTERFACE}Text.GetCharacterExtents"
    try:
        text = DBusAddress(focused[1], focused[0], f"{_INTERFACE}Text")
        caret = int(get_property(bus, text, "CaretOffset", timeout=_PROGRAM_TIMEOUT))
        for character in (caret, max(caret - 1, 0)):
            yield _rect(_call_all(bus, focused, extents, "iu", (character, _ON_SCREEN)))
    except CaptureError:
        pass  # It has no text.
    extents = f"{_INTERFACE}Component.GetExtents"
    yield _rect(_call(bus, focused, extents, "u", (_ON_SCREEN,)))


def _rect(found: Any) -> Rect:
    return Rect(*msgspec.convert(found, tuple[int, int, int, int]))


def _pid(bus: Any, name: str) -> int:
    owner = ("org.freedesktop.DBus", "/org/freedesktop/DBus")
    method = "org.freedesktop.DBus.GetConnectionUnixProcessID"
    return int(_call(bus, owner, method, "s", (name,)))


def _call(
    bus: Any,
    to: Accessible,
    method: str,
    signature: str | None = None,
    body: tuple[Any, ...] = (),
) -> Any:
    return _call_all(bus, to, method, signature, body)[0]


def _call_all(
    bus: Any,
    to: Accessible,
    method: str,
    signature: str | None = None,
    body: tuple[Any, ...] = (),
) -> tuple[Any, ...]:
    from jeepney import DBusAddress

    interface, _, member = method.rpartition(".")
    address = DBusAddress(to[1], to[0], interface)
    return ask(bus, address, member, signature, body, timeout=_PROGRAM_TIMEOUT)
