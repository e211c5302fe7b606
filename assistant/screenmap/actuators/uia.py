"""Windows: the control patterns of UI Automation."""

from __future__ import annotations

import logging
from typing import Any

from assistant.core.actuating import NOTHING, UNANSWERED, Act, Aim, Effect
from assistant.core.backends import Availability
from assistant.screenmap.actuators.base import TELL_SECONDS, act_on
from assistant.screenmap.elements import ENTRIES, FIELDS, State
from assistant.screenmap.sources.base import Node, TargetWindow
from assistant.screenmap.sources.uia import (
    UiaSource,
    automation,
    interfaces,
    told_window,
    values_of,
)
from assistant.screenmap.sources.uia_types import PROPERTIES, kind_of, states_of

log = logging.getLogger(__name__)

INVOKE = 10000, "IUIAutomationInvokePattern", "Invoke"
TOGGLE = 10015, "IUIAutomationTogglePattern", "Toggle"
SELECT = 10010, "IUIAutomationSelectionItemPattern", "Select"
EXPAND = 10005, "IUIAutomationExpandCollapsePattern", "Expand"
COLLAPSE = 10005, "IUIAutomationExpandCollapsePattern", "Collapse"
"""Number, interface and method. Source: UIAutomationClient.h."""
TIMED_OUT = -2146233083
"""UIA_E_TIMEOUT, 0x80131505."""
_ELEMENT_SCOPE = 1


class UiaActuator:
    """Asks UI Automation, which asks the program that owns the window."""

    name = "ui-automation"

    def availability(self) -> Availability:
        """Usable on Windows, with comtypes."""
        return UiaSource().availability()

    def act(self, act: Act, aim: Aim) -> Effect:
        """As `Hand.act`."""
        try:
            return act_through(automation(TELL_SECONDS), interfaces(), act, aim)
        except Exception as error:
            # COM's own errors have no type that exists everywhere.
            if is_timeout(error):
                return UNANSWERED
            log.warning("acting: %s", type(error).__name__)
            return NOTHING


def act_through(made: Any, types: Any, act: Act, aim: Aim) -> Effect:
    """Do it with an IUIAutomation and the module of its interfaces."""
    told = told_window(made, TargetWindow(aim.pid, aim.title, aim.window, aim.scale))
    if told is None:
        return NOTHING
    request = made.CreateCacheRequest()
    for each in PROPERTIES:
        request.AddProperty(each)
    request.TreeScope = _ELEMENT_SCOPE
    return act_on(told, _Controls(request, types, told.root.handle), act, aim)


def is_timeout(error: Exception) -> bool:
    """Whether a program did not answer in time."""
    return getattr(error, "hresult", 0) == TIMED_OUT


class _Controls:
    """As `base.Controls`; a handle is an IUIAutomationElement."""

    def __init__(self, request: Any, types: Any, window: Any) -> None:
        self._request = request
        self._types = types
        self._window = window

    def do(self, act: Act, node: Node) -> bool | None:
        try:
            return self._done(act, node)
        except Exception as error:
            return None if is_timeout(error) else False

    def states(self, handle: Any) -> frozenset[State] | None:
        try:
            values = values_of(handle.BuildUpdatedCache(self._request))
        except Exception:
            return None
        return states_of(values, kind_of(values))

    def answers(self) -> bool:
        return self.states(self._window) is not None

    def _done(self, act: Act, node: Node) -> bool:
        element = node.handle
        if act is Act.FOCUS:
            element.SetFocus()
            return True
        if act is Act.SHOW_MENU:
            element.QueryInterface(self._types.IUIAutomationElement3).ShowContextMenu()
            return True
        for number, interface, method in _pressing(node):
            pattern = element.GetCurrentPattern(number)
            if pattern:
                getattr(pattern.QueryInterface(getattr(self._types, interface)), method)()
                return True
        return False


def _pressing(node: Node) -> tuple[tuple[int, str, str], ...]:
    """What is like a click: to invoke an entry of a list is a double click."""
    if node.kind in FIELDS:
        return ()
    if node.kind in ENTRIES:
        return (SELECT,)
    return INVOKE, TOGGLE, SELECT, COLLAPSE if State.EXPANDED in node.states else EXPAND
