"""Windows: UI Automation, with the whole window's tree in one answer (a cache request)."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from assistant.core.backends import USABLE, Availability
from assistant.core.geometry import Rect
from assistant.core.i18n import _
from assistant.screenmap.sources.base import (
    LONGEST_TEXT,
    Node,
    Patience,
    TargetWindow,
    ToldWindow,
    fit,
)
from assistant.screenmap.sources.uia_types import (
    BOUNDS,
    CHILDREN_SCOPE,
    CLIPPING,
    COLUMNS,
    HELP,
    NAME,
    OFFSCREEN,
    PROCESS,
    PROPERTIES,
    ROWS,
    SUBTREE_SCOPE,
    TITLE_BAR,
    TYPE,
    Values,
    kind_of,
    states_of,
    value_of,
)

log = logging.getLogger(__name__)

MOST_NODES = 3000
MOST_LEVELS = 60
LEAST_FIT = 0.5
_LIBRARY = "UIAutomationCore.dll"


class UiaSource:
    """Asks UI Automation, which asks the program that owns the window."""

    name = "ui-automation"

    def availability(self) -> Availability:
        """Usable on Windows, with comtypes."""
        if sys.platform != "win32":
            return Availability(False, _("This is not Windows."))
        if find_spec("comtypes") is None:
            return Availability(
                False,
                _("The part {name} is not installed.").format(name="comtypes"),
                _("Install EarSight again."),
            )
        return USABLE

    def window(self, target: TargetWindow, patience: Patience) -> ToldWindow | None:
        """As `AccessibilitySource.window`."""
        try:
            return told_window(automation(patience.left), target)
        except Exception as error:
            # COM's own errors have no type that exists everywhere; all they say is "refused".
            log.warning("accessibility tree: %s", type(error).__name__)
            return None


def told_window(automation: Any, target: TargetWindow) -> ToldWindow | None:
    """The tree of a window, from an IUIAutomation."""
    request = automation.CreateCacheRequest()
    for each in PROPERTIES:
        request.AddProperty(each)
    found = None
    best = LEAST_FIT
    for window in _windows(automation, target.pid, request):
        values = values_of(window)
        how = fit(_rect(values.get(BOUNDS)), str(values.get(NAME) or ""), target)
        if how >= best:
            found, best = window, how
    if found is None:
        return None
    request.TreeScope = SUBTREE_SCOPE
    whole = found.BuildUpdatedCache(request)
    nodes = [0]
    return ToldWindow(_node(whole, nodes, 0), complete=nodes[0] < MOST_NODES)


def automation(seconds: float) -> Any:
    """A new IUIAutomation for this thread, patient for `seconds`."""
    import comtypes
    import comtypes.client

    comtypes.CoInitializeEx(comtypes.COINIT_MULTITHREADED)
    module = interfaces()
    made = comtypes.client.CreateObject(
        module.CUIAutomation8, interface=module.IUIAutomation2, clsctx=comtypes.CLSCTX_INPROC_SERVER
    )
    made.ConnectionTimeout = made.TransactionTimeout = max(1, round(seconds * 1000))
    return made


def interfaces() -> Any:
    """The module of UI Automation's interfaces."""
    import comtypes.client

    return comtypes.client.GetModule(_LIBRARY)


def _windows(automation: Any, pid: int, request: Any) -> Iterator[Any]:
    condition = automation.CreatePropertyCondition(PROCESS, pid)
    found = automation.GetRootElement().FindAllBuildCache(CHILDREN_SCOPE, condition, request)
    for index in range(found.Length):
        yield found.GetElement(index)


def _node(element: Any, nodes: list[int], depth: int) -> Node:
    nodes[0] += 1
    values = values_of(element)
    kind = kind_of(values)
    name = " ".join(str(values.get(NAME) or "").split())
    node = Node(
        kind,
        _rect(values.get(BOUNDS)),
        name,
        value_of(values, kind)[:LONGEST_TEXT],
        states_of(values, kind),
        str(values.get(HELP) or ""),
        rows=_count(values.get(ROWS)),
        columns=_count(values.get(COLUMNS)),
        clips=values.get(TYPE) in CLIPPING,
        handle=element,
    )
    if depth < MOST_LEVELS:
        node.children = [
            _node(child, nodes, depth + 1)
            for child in _children(element)
            if nodes[0] < MOST_NODES and _shows(child)
        ]
    return node


def _children(element: Any) -> Iterator[Any]:
    found = element.GetCachedChildren()
    for index in range(found.Length if found else 0):
        yield found.GetElement(index)


def _shows(element: Any) -> bool:
    values = values_of(element)
    return values.get(OFFSCREEN) is not True and values.get(TYPE) != TITLE_BAR


def values_of(element: Any) -> Values:
    """The cached properties of an element."""
    return {each: element.GetCachedPropertyValue(each) for each in PROPERTIES}


def _rect(bounds: Any) -> Rect | None:
    """From left, top, width and height, in physical pixels for a process that is DPI aware."""
    if not isinstance(bounds, tuple | list) or len(bounds) != 4:
        return None
    rect = Rect(*(round(side) for side in bounds))
    return None if rect.is_empty else rect


def _count(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
