"""macOS: the actions of the accessibility interface (AX)."""

from __future__ import annotations

import logging
from typing import Any, Protocol

from assistant.core.actuating import NOTHING, Act, Aim, Effect
from assistant.core.backends import Availability
from assistant.screenmap.actuators.base import ACT_SECONDS, TELL_SECONDS, act_on
from assistant.screenmap.elements import FIELDS, State
from assistant.screenmap.sources.ax import AxSource, AxTree, told_window
from assistant.screenmap.sources.ax_types import kind_of, states_of
from assistant.screenmap.sources.base import Node, Patience, TargetWindow

log = logging.getLogger(__name__)

SUCCESS, CANNOT_COMPLETE = 0, -25204
"""kAXErrorSuccess, kAXErrorCannotComplete: no answer in time. Source: AXError.h."""
_ACTIONS = {Act.PRESS: "AXPress", Act.SHOW_MENU: "AXShowMenu"}


class AxHands(AxTree, Protocol):
    """What is asked to act; both return an AXError."""

    def perform(self, element: Any, action: str, seconds: float) -> int:
        """Do an action such as "AXPress"."""
        ...

    def focus(self, element: Any, seconds: float) -> int:
        """Give it the keyboard."""
        ...


class AxActuator:
    """Asks the program that owns the window."""

    name = "ax"

    def availability(self) -> Availability:
        """Usable on macOS, where the person allowed it."""
        return AxSource().availability()

    def act(self, act: Act, aim: Aim) -> Effect:
        """As `Hand.act`."""
        try:
            from assistant.screenmap.sources.ax_api import AxApi

            return act_through(AxApi(), act, aim)
        except (ImportError, OSError, AttributeError, TypeError, ValueError) as error:
            log.warning("acting: %s", type(error).__name__)
            return NOTHING


def act_through(tree: AxHands, act: Act, aim: Aim) -> Effect:
    """Do it to what a program tells."""
    target = TargetWindow(aim.pid, aim.title, aim.window, aim.scale)
    told = told_window(tree, target, Patience(TELL_SECONDS))
    if told is None:
        return NOTHING
    return act_on(told, _Controls(tree, told.root.handle), act, aim)


class _Controls:
    """As `base.Controls`; a handle is an AXUIElement."""

    def __init__(self, tree: AxHands, window: Any) -> None:
        self._tree = tree
        self._window = window

    def do(self, act: Act, node: Node) -> bool | None:
        if act is Act.FOCUS:
            error = self._tree.focus(node.handle, ACT_SECONDS)
        elif act is Act.PRESS and node.kind in FIELDS:
            return False
        else:
            error = self._tree.perform(node.handle, _ACTIONS[act], ACT_SECONDS)
        return None if error == CANNOT_COMPLETE else error == SUCCESS

    def states(self, handle: Any) -> frozenset[State] | None:
        values = self._tree.values(handle)
        return states_of(values, kind_of(values)) if values else None

    def answers(self) -> bool:
        return bool(self._tree.values(self._window))
