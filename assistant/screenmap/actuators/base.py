"""What a backend must do that acts on controls, and the steps that all of them take."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Protocol

from assistant.core.actuating import NOTHING, UNANSWERED, Act, Aim, Effect, Ending, Hand
from assistant.core.backends import Backend
from assistant.core.geometry import Rect
from assistant.screenmap.actuators.aiming import found
from assistant.screenmap.elements import (
    CHECKABLE,
    FIELDS,
    STATES_OF_CHOICE,
    ElementKind,
    State,
)
from assistant.screenmap.sources.base import Node, ToldWindow

TELL_SECONDS = 1.0
"""What a program gets to tell its window."""
ACT_SECONDS = 1.0
"""And to do what it is asked; one that opens a dialog may answer only when that is closed."""
CHANGE_SECONDS = 0.5
"""How long a new state is waited for: many programs change a moment after they answered."""
SETTLE_SECONDS = 0.15
_LOOK_SECONDS = 0.05

_LABEL_END = ": :："
"""Labels of fields end so, which is no part of a sentence."""
_TOLD = (*STATES_OF_CHOICE, State.EXPANDED, State.COLLAPSED)


class Actuator(Backend, Hand, Protocol):
    """Acts through one accessibility service."""


class Controls(Protocol):
    """A program's controls, by the handles of their nodes (`Node.handle`)."""

    def do(self, act: Act, node: Node) -> bool | None:
        """Do it; False where it is not offered or refused, None where no answer came in time."""
        ...

    def states(self, handle: Any) -> frozenset[State] | None:
        """How the control is now; None where it is gone or does not answer."""
        ...

    def answers(self) -> bool:
        """Whether the program answers at all, asked quickly."""
        ...


def act_on(told: ToldWindow, controls: Controls, act: Act, aim: Aim) -> Effect:
    """Do it to what is meant of a window that was just told."""
    node = found(told.root, act, aim)
    if node is None or node.kind is None:
        return NOTHING
    name = (node.name or node.description or _words(node, aim)).rstrip(_LABEL_END)
    kind = node.kind.value
    if State.DISABLED in node.states:
        return Effect(Ending.DISABLED, name, kind)
    done = controls.do(act, node)
    if done is None and not controls.answers():
        return UNANSWERED
    if done is False:
        return NOTHING
    if act is Act.FOCUS:
        has_focus = _awaited(controls, node, lambda states: State.FOCUSED in states)
        return Effect(Ending.DONE, name, kind) if has_focus else NOTHING
    if act is Act.SHOW_MENU or not _can_change(node):
        return Effect(Ending.DONE, name, kind)
    before = _told(node.states)
    if _awaited(controls, node, lambda states: _told(states) != before):
        # A button may only be down for a moment.
        time.sleep(SETTLE_SECONDS)
    after = controls.states(node.handle) or frozenset()
    return Effect(Ending.DONE, name, kind, ", ".join(_told(after)))


def _words(node: Node, aim: Aim) -> str:
    """How one that has no name is called: by the words that meant it, but not what it holds."""
    x, y = aim.spot
    inside = node.rect is not None and not node.rect.intersection(Rect(x, y, 1, 1)).is_empty
    return "" if node.kind in FIELDS and inside else aim.line or aim.name


def _can_change(node: Node) -> bool:
    menu = node.kind in (ElementKind.MENU, ElementKind.MENU_ITEM)
    return not menu and (node.kind in CHECKABLE or bool(_told(node.states)))


def _told(states: frozenset[State]) -> list[str]:
    return [state.value for state in _TOLD if state in states]


def _awaited(controls: Controls, node: Node, reached: Callable[[frozenset[State]], bool]) -> bool:
    """Wait until the states are as wanted; False where they never are, or it is gone."""
    until = time.monotonic() + CHANGE_SECONDS
    while (states := controls.states(node.handle)) is not None:
        if reached(states):
            return True
        if time.monotonic() > until:
            break
        time.sleep(_LOOK_SECONDS)
    return False
