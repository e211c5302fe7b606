"""Linux: the Action and Component interfaces of AT-SPI 2."""

from __future__ import annotations

import logging
from typing import Any

from assistant.core.actuating import NOTHING, UNANSWERED, Act, Aim, Effect
from assistant.core.backends import Availability
from assistant.core.errors import CaptureError
from assistant.screenmap.actuators.base import ACT_SECONDS, TELL_SECONDS, act_on
from assistant.screenmap.elements import ENTRIES, FIELDS, ElementKind, State
from assistant.screenmap.sources.atspi import AtspiSource, told_window
from assistant.screenmap.sources.atspi_bus import (
    AccessibilityBus,
    Accessible,
    accessibility_bus,
    call,
    get,
)
from assistant.screenmap.sources.atspi_roles import kind_of, states_of
from assistant.screenmap.sources.atspi_values import unwrapped
from assistant.screenmap.sources.base import Node, Patience, TargetWindow
from assistant.screenmap.sources.numbers import number

log = logging.getLogger(__name__)

_PRESS = ("press", "click", "toggle", "check", "uncheck", "switch", "select", "jump", "activate",
          "open", "dodefault", "doclick", "clickancestor", "expandorcontract")  # fmt: skip
_MENU = ("showmenu", "showcontextmenu", "popupmenu", "popup", "menu")
"""Names in GTK, Qt, Chromium, Firefox, LibreOffice and Java, without case and spaces; best first.

Source: their implementations of the Action interface, which says nothing about names."""
_QUICK_SECONDS = 0.3
_MOST_ACTIONS = 8
_ALL_SECONDS = TELL_SECONDS + ACT_SECONDS + 0.5


class AtspiActuator:
    """Asks the program that owns the window."""

    name = "at-spi"

    def availability(self) -> Availability:
        """Usable where there is an accessibility bus."""
        return AtspiSource().availability()

    def act(self, act: Act, aim: Aim) -> Effect:
        """As `Hand.act`."""
        try:
            with accessibility_bus(Patience(_ALL_SECONDS)) as bus:
                return act_over(bus, act, aim)
        except (ImportError, CaptureError):
            return NOTHING
        except (OSError, EOFError, LookupError, TypeError, ValueError) as error:
            # A broken program answers with other values than the interfaces say.
            log.warning("acting: %s", type(error).__name__)
            return NOTHING


def act_over(bus: AccessibilityBus, act: Act, aim: Aim) -> Effect:
    """Do it over an open bus."""
    target = TargetWindow(aim.pid, aim.title, aim.window, aim.scale)
    bus.timed_out = False
    told = told_window(bus, target, TELL_SECONDS)
    if told is None:
        return UNANSWERED if bus.timed_out else NOTHING
    return act_on(told, _Controls(bus, told.root.handle), act, aim)


class _Controls:
    """As `base.Controls`; a handle is an `Accessible`."""

    def __init__(self, bus: AccessibilityBus, window: Accessible) -> None:
        self._bus = bus
        self._window = window

    def do(self, act: Act, node: Node) -> bool | None:
        question = call(node.handle, "Component.GrabFocus")
        if act is not Act.FOCUS:
            number = self._action(act, node)
            if number is None:
                return False
            question = call(node.handle, "Action.DoAction", "i", (number,))
        self._bus.timed_out = False
        answer = self._bus.one(question, ACT_SECONDS)
        return None if answer is None and self._bus.timed_out else answer is True

    def states(self, handle: Any) -> frozenset[State] | None:
        role, words, name = self._bus.ask(
            [
                call(handle, "Accessible.GetRole"),
                call(handle, "Accessible.GetState"),
                get(handle, "Accessible.Name"),
            ],
            _QUICK_SECONDS,
        )
        if not isinstance(role, int) or not isinstance(words, list) or len(words) != 2:
            return None
        bits = int(words[0]) | int(words[1]) << 32
        return states_of(role, bits, kind_of(role, bits, str(name)))

    def answers(self) -> bool:
        question = call(self._window, "Accessible.GetRole")
        return self._bus.one(question, _QUICK_SECONDS) is not None

    def _action(self, act: Act, node: Node) -> int | None:
        """The number of the action that does it; None where there is none."""
        count = number(unwrapped(self._bus.one(get(node.handle, "Action.NActions")))) or 0
        # Not `GetActions`: its names are in the person's language, and Chromium's are empty.
        names = self._bus.ask(
            [
                call(node.handle, "Action.GetName", "i", (place,))
                for place in range(min(int(count), _MOST_ACTIONS))
            ],
            _QUICK_SECONDS,
        )
        offered = ["".join(filter(str.isalpha, str(name).casefold())) for name in names]
        wanted = _MENU if act is Act.SHOW_MENU else _pressing(node.kind)
        return next((offered.index(name) for name in wanted if name in offered), None)


def _pressing(kind: ElementKind | None) -> tuple[str, ...]:
    """What is like a click: to activate a field is Enter, and an entry of a list a double click."""
    if kind in FIELDS:
        return ()
    if kind in (ElementKind.MENU, ElementKind.MENU_ITEM, ElementKind.DROP_DOWN):
        return _PRESS + _MENU
    return ("select", "toggle", "press") if kind in ENTRIES else _PRESS
