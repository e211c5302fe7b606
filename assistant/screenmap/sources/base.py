"""What a source of accessibility trees must do, and the tree that it gives."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from assistant.core.backends import Backend
from assistant.core.geometry import Rect
from assistant.screenmap.elements import ElementKind, State

LONGEST_TEXT = 300
"""Characters that are asked for of a text: a field's content, not a whole document."""


@dataclass(frozen=True, slots=True)
class TargetWindow:
    """The window that was captured.

    `rect` is its visible frame, physical desktop pixels; `scale` device pixels per point.
    """

    pid: int
    title: str
    rect: Rect
    scale: float = 1.0


class Patience:
    """How long an application may take: `seconds`, and longer while something else goes on anyway.

    `most` is the limit in any case; `hurry` ends the longer time.
    """

    def __init__(self, seconds: float, most: float = 0.0) -> None:
        self._begun = time.monotonic()
        self._seconds = seconds
        self._limit = max(seconds, most)

    @property
    def left(self) -> float:
        """Seconds left; zero or less where there are none."""
        return self._begun + self._limit - time.monotonic()

    def hurry(self, grace: float) -> None:
        """Nothing else goes on any more: `seconds` count now, but at least `grace` from now."""
        passed = time.monotonic() - self._begun
        self._limit = min(self._limit, max(self._seconds, passed + grace))


@dataclass(slots=True)
class Node:
    """One object of an accessibility tree.

    `kind` is None for what has no meaning of its own, such as a layout box. `rect` is in physical
    desktop pixels; None where the application does not tell it. `clips` says that nothing of its
    children shows outside it, `is_row` that its children are a table's row, and `value_known` that
    an empty value is what it holds, not what was not told in time. `handle` is what its source
    knows it by.
    """

    kind: ElementKind | None
    rect: Rect | None
    name: str = ""
    value: str = ""
    states: frozenset[State] = frozenset()
    description: str = ""
    rows: int = 0
    columns: int = 0
    level: int = 0
    clips: bool = False
    is_row: bool = False
    value_known: bool = True
    children: list[Node] = field(default_factory=list)
    handle: Any = field(default=None, compare=False, repr=False)

    def all(self) -> Iterator[Node]:
        """The node and everything below it."""
        yield self
        for child in self.children:
            yield from child.all()


@dataclass(frozen=True, slots=True)
class ToldWindow:
    """A window's tree with what pops up over it. `complete` is False where time ran out."""

    root: Node
    complete: bool = True


def fit(rect: Rect | None, name: str, target: TargetWindow) -> float:
    """How well a window that is told is the one that was captured: 0 not at all, 1.2 in all ways.

    Its place counts most (intersection over union), then its title.
    """
    common = rect.intersection(target.rect).area if rect else 0
    union = target.rect.area + (rect.area if rect else 0) - common
    same_title = bool(name) and name in target.title
    return round(common / max(1, union), 1) + (0.2 if same_title else 0.0)


class AccessibilitySource(Backend, Protocol):
    """Asks the desktop's accessibility service. Any thread may ask; several at a time."""

    def window(self, target: TargetWindow, patience: Patience) -> ToldWindow | None:
        """What the application tells about its window, or None where it tells nothing.

        Never raises, and takes hardly longer than the patience lasts, whatever it does. What
        does not show (state, place) is left out where that can be known without the pixels.
        """
        ...
