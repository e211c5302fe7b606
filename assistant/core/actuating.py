"""What is done to a control in the person's stead through the accessibility service."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from assistant.core.geometry import Rect


class Act(StrEnum):
    """What a program offers to do with one of its controls, without a mouse."""

    PRESS = "press"
    FOCUS = "focus"
    SHOW_MENU = "show menu"


@dataclass(frozen=True, slots=True)
class Aim:
    """One thing in a window, as it was captured. Places are physical pixels of the desktop.

    `window` is the window's visible frame with its `scale`, `pid` and `title` whose it is; `kind`
    is a told control's as in `core.findings.Control`, and empty for a text that was read. `rect` is
    the control's or line's place, `spot` the point in it that is meant, `name` its words; `line`
    are those of the whole line where `name` is a part of it.
    """

    pid: int
    title: str
    window: Rect
    scale: float
    rect: Rect
    spot: tuple[int, int]
    name: str
    kind: str = ""
    line: str = ""


class Ending(StrEnum):
    """How an attempt ended. After `NOTHING` the program offers no such thing there."""

    DONE = "done"
    DISABLED = "disabled"
    NOTHING = "nothing"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Effect:
    """`name` and `kind` are the program's; `state` says how it is now, where it can be chosen.

    `state` is as `core.findings.Control.state`.
    """

    ending: Ending
    name: str = ""
    kind: str = ""
    state: str = ""


NOTHING = Effect(Ending.NOTHING)
UNANSWERED = Effect(Ending.UNANSWERED)


class Hand(Protocol):
    """Does it."""

    def act(self, act: Act, aim: Aim) -> Effect:
        """Find what is meant in the window as it is now, and do it. Any thread; may take 3 seconds.

        Nothing is done where it is not surely the same thing. Never raises.
        """
        ...
