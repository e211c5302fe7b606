"""macOS: the accessibility interface (AX), each element's attributes in one answer."""

from __future__ import annotations

import logging
import sys
from typing import Any, Protocol

from assistant.core.backends import USABLE, Availability
from assistant.core.geometry import Rect
from assistant.core.i18n import _
from assistant.screenmap.sources.ax_types import (
    CHILDREN,
    CLIPPING,
    TITLE_BUTTONS,
    Values,
    kind_of,
    name_of,
    states_of,
    value_of,
)
from assistant.screenmap.sources.base import (
    LONGEST_TEXT,
    Node,
    Patience,
    TargetWindow,
    ToldWindow,
    fit,
)

log = logging.getLogger(__name__)

MOST_NODES = 1500
MOST_LEVELS = 60
LEAST_FIT = 0.5


class AxTree(Protocol):
    """What is asked; elements are opaque."""

    def windows(self, pid: int, seconds: float) -> list[Any]:
        """The windows of a program, which gets `seconds` for each answer."""
        ...

    def values(self, element: Any) -> Values:
        """All attributes that it has of those we ask for; elements in lists for the children."""
        ...


class AxSource:
    """Asks the program that owns the window."""

    name = "ax"

    def availability(self) -> Availability:
        """Usable on macOS, where the person allowed it."""
        if sys.platform != "darwin":
            return Availability(False, _("This is not macOS."))
        from assistant.screenmap.sources.ax_api import is_trusted

        if not is_trusted():
            return Availability(
                False,
                _("macOS does not let EarSight ask other programs."),
                _("Allow it in System Settings, Privacy and Security, Accessibility."),
            )
        return USABLE

    def window(self, target: TargetWindow, patience: Patience) -> ToldWindow | None:
        """As `AccessibilitySource.window`."""
        try:
            from assistant.screenmap.sources.ax_api import AxApi

            return told_window(AxApi(), target, patience)
        except (ImportError, OSError, AttributeError, TypeError, ValueError) as error:
            log.warning("accessibility tree: %s", type(error).__name__)
            return None


def told_window(tree: AxTree, target: TargetWindow, patience: Patience) -> ToldWindow | None:
    """The tree of a window, as far as it can be asked in time."""
    found: tuple[Any, Values] | None = None
    best = LEAST_FIT
    for window in tree.windows(target.pid, max(0.01, patience.left)):
        values = tree.values(window)
        how = fit(_rect(values, target.scale), name_of(values), target)
        if how >= best:
            found, best = (window, values), how
    if found is None:
        return None
    walk = _Walk(tree, target.scale, patience)
    root = walk.node(*found, 0)
    return ToldWindow(root, walk.complete)


class _Walk:
    """Goes down a tree until the time or the number of elements is used up."""

    def __init__(self, tree: AxTree, scale: float, patience: Patience) -> None:
        self._tree = tree
        self._scale = scale
        self._patience = patience
        self._nodes = 0
        self.complete = True

    def node(self, element: Any, values: Values, depth: int) -> Node:
        """The element, which has these values, and everything below it."""
        self._nodes += 1
        kind = kind_of(values)
        help_text = values.get("AXHelp")
        node = Node(
            kind,
            _rect(values, self._scale),
            name_of(values),
            value_of(values, kind)[:LONGEST_TEXT],
            states_of(values, kind),
            help_text if isinstance(help_text, str) else "",
            clips=values.get("AXRole") in CLIPPING,
            is_row=values.get("AXRole") == "AXRow",
            handle=element,
        )
        for child in self._children(values) if depth < MOST_LEVELS else []:
            if self._nodes >= MOST_NODES or self._patience.left <= 0:
                self.complete = False
                break
            told = self._tree.values(child)
            if told.get("AXSubrole") not in TITLE_BUTTONS:
                node.children.append(self.node(child, told, depth + 1))
        return node

    def _children(self, values: Values) -> list[Any]:
        return next((list(values[name]) for name in CHILDREN if values.get(name)), [])


def _rect(values: Values, scale: float) -> Rect | None:
    """From points to pixels."""
    position, size = values.get("AXPosition"), values.get("AXSize")
    if not isinstance(position, tuple) or not isinstance(size, tuple):
        return None
    rect = Rect(*(round(side * scale) for side in (*position, *size)))
    return None if rect.is_empty else rect
