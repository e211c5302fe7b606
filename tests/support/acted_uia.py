# ruff: noqa: N802 - methods are called as in the interfaces they stand for
"""A pretended program, told and acted on through UI Automation."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from support.acted_program import PID, WINDOW, Part, Program

from assistant.core.actuating import Act, Aim, Effect
from assistant.screenmap.actuators import uia

UIA_TYPES = {"button": 50000, "check box": 50002, "text field": 50004, "list item": 50007}
PATTERNS = {10000: "invoke", 10015: "toggle", 10010: "select", 10005: "expand"}


class TimedOutError(Exception):
    """As COM's own."""

    hresult = uia.TIMED_OUT


class UiaProgram:
    """Over UI Automation."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def act(self, act: Act, aim: Aim) -> Effect:
        """As `Hand.act`."""
        interfaces = SimpleNamespace(
            IUIAutomationElement3="element",
            IUIAutomationInvokePattern="invoke",
            IUIAutomationTogglePattern="toggle",
            IUIAutomationSelectionItemPattern="select",
            IUIAutomationExpandCollapsePattern="expand",
        )
        return uia.act_through(_Automation(self.program), interfaces, act, aim)


class _Automation:
    """An IUIAutomation, and the lists and requests it gives."""

    TreeScope = 0

    def __init__(self, program: Program) -> None:
        self._program = program
        self.Length = 1

    def CreateCacheRequest(self) -> _Automation:
        return _Automation(self._program)

    def AddProperty(self, number: int) -> None:
        assert number > 30000

    def CreatePropertyCondition(self, number: int, value: Any) -> tuple[int, Any]:
        return number, value

    def GetRootElement(self) -> _Automation:
        return self

    def FindAllBuildCache(self, _scope: int, condition: Any, _request: Any) -> _Automation:
        self.Length = int(condition == (30002, PID))
        return self

    def GetElement(self, _index: int) -> _UiaElement:
        return _UiaElement(self._program, None)


class _UiaElement:
    """An IUIAutomationElement; the window's where `part` is None."""

    def __init__(self, program: Program, part: Part | None) -> None:
        self.program, self.part = program, part
        self.Length = len(program.parts) if part is None else 0

    def GetCachedPropertyValue(self, number: int) -> Any:
        part = self.part
        if part is None:
            box = (WINDOW.x, WINDOW.y, WINDOW.width, WINDOW.height)
            return {30003: 50032, 30005: "Editor", 30001: box}.get(number)
        return {
            30001: part.rect_tuple,
            30003: UIA_TYPES[part.kind],
            30005: part.name,
            30010: part.enabled,
            30008: self.program.focused == part.name,
            30086: None if part.checked is None else int(part.checked),
        }.get(number)

    def GetCachedChildren(self) -> _UiaElement:
        return self

    def GetElement(self, index: int) -> _UiaElement:
        return _UiaElement(self.program, self.program.parts[index])

    def BuildUpdatedCache(self, _request: Any) -> _UiaElement:
        if self.program.hung:
            raise TimedOutError
        return self

    def GetCurrentPattern(self, number: int) -> Any:
        assert self.part is not None
        has = {"button": "invoke", "check box": "toggle", "text field": "", "list item": "select"}
        mine = PATTERNS[number]
        offered = mine == has[self.part.kind] or (self.part.kind == "list item" and number == 10000)
        return _Pattern(self, mine) if offered else None

    def QueryInterface(self, interface: str) -> _UiaElement:
        assert interface == "element"
        return self

    def ShowContextMenu(self) -> None:
        self.do("menu")

    def SetFocus(self) -> None:
        self.do("focus")

    def do(self, what: str) -> None:
        assert self.part is not None
        if self.program.do(self.part, what) is None:
            raise TimedOutError


class _Pattern:
    """A control pattern."""

    def __init__(self, element: _UiaElement, name: str) -> None:
        self._element, self._name = element, name

    def QueryInterface(self, interface: str) -> _Pattern:
        assert interface == self._name
        return self

    def Invoke(self) -> None:
        part = self._element.part
        self._element.do("open" if part and part.kind == "list item" else "press")

    def Toggle(self) -> None:
        self._element.do("press")

    def Select(self) -> None:
        self._element.do("press")
