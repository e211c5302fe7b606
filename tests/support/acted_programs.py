# ruff: noqa: N802 - methods are called as in the interfaces they stand for
"""One program with a few controls, told and acted on through each platform's interface."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from support.fake_atspi import ENABLED, SENSITIVE, USUAL, FakeBus, Thing

from assistant.core.actuating import Act, Aim, Effect, Hand
from assistant.core.geometry import Rect
from assistant.screenmap.actuators import atspi, ax, uia

PID = 7
WINDOW = Rect(100, 100, 400, 300)
CHECKED, FOCUSED, EDITABLE = 4, 12, 7
ATSPI_ROLES = {"button": 43, "check box": 7, "text field": 79, "list item": 32}
UIA_TYPES = {"button": 50000, "check box": 50002, "text field": 50004, "list item": 50007}
PATTERNS = {10000: "invoke", 10015: "toggle", 10010: "select", 10005: "expand"}
AX_ROLES = {
    "button": "AXButton",
    "check box": "AXCheckBox",
    "text field": "AXTextField",
    "list item": "AXCell",
}


@dataclass
class Part:
    """A control; `checked` is None where it cannot be. `kind` is one of our words."""

    kind: str
    name: str
    rect: Rect
    checked: bool | None = None
    enabled: bool = True
    takes_focus: bool = True

    @property
    def rect_tuple(self) -> tuple[int, int, int, int]:
        """Left, top, width and height."""
        return self.rect.x, self.rect.y, self.rect.width, self.rect.height


@dataclass
class Program:
    """What it was asked to do is in `got`: "press", "focus", "menu" or "open", and the name.

    One that `blocks` answers only when a dialog is closed; one that `hangs` never again.
    """

    parts: list[Part]
    got: list[tuple[str, str]] = field(default_factory=list)
    focused: str = ""
    blocks: bool = False
    hangs: bool = False
    hung: bool = False

    def do(self, part: Part, what: str) -> bool | None:
        """Do it, and answer; None for no answer."""
        self.got.append((what, part.name))
        if what == "focus":
            self.focused = part.name if part.takes_focus else self.focused
        elif what == "press" and part.checked is not None:
            part.checked = not part.checked
        self.hung = self.hung or self.hangs
        return None if self.blocks or self.hung else True


def usual() -> Program:
    """A window with one control of each sort."""
    return Program(
        [
            Part("button", "Save", Rect(120, 140, 80, 20)),
            Part("button", "Delete", Rect(220, 140, 80, 20), enabled=False),
            Part("check box", "Subscribe", Rect(120, 180, 100, 20), checked=False),
            Part("text field", "Your name", Rect(120, 220, 100, 20)),
            Part("list item", "Apple", Rect(120, 260, 100, 20)),
            Part("button", "Fixed", Rect(320, 140, 80, 20), takes_focus=False),
        ]
    )


class AtspiProgram:
    """Over AT-SPI."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def act(self, act: Act, aim: Aim) -> Effect:
        """As `Hand.act`."""
        frame = Thing(23, "Editor", (100, 100, 400, 300), [self._thing(p) for p in self.parts])
        bus = FakeBus({PID: [frame]}, [PID] if self.program.hung else [])
        self._bus = bus
        return atspi.act_over(bus, act, aim)  # type: ignore[arg-type]

    @property
    def parts(self) -> list[Part]:
        """The controls."""
        return self.program.parts

    def _thing(self, part: Part) -> Thing:
        sorts = {"text field": "activate", "list item": "open"}
        press = sorts.get(part.kind, "click")
        actions = [press, "showMenu", *(["Select"] if part.kind == "list item" else [])]
        thing = Thing(ATSPI_ROLES[part.kind], part.name, part.rect_tuple, actions=actions)
        thing.states = self._states(part)

        def does(action: str) -> bool | None:
            words = {"click": "press", "Select": "press", "showMenu": "menu", "activate": "open"}
            answer = self.program.do(part, words.get(action, action))
            thing.states = self._states(part)
            if self.program.hung:
                self._bus.hung.add(PID)
            return answer

        thing.does = does
        return thing

    def _states(self, part: Part) -> list[int]:
        states = [each for each in USUAL if part.enabled or each not in (SENSITIVE, ENABLED)]
        states += [CHECKED] if part.checked else []
        states += [FOCUSED] if self.program.focused == part.name else []
        return [*states, EDITABLE]


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


class AxProgram:
    """Over the macOS interface; `scale` 1."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def act(self, act: Act, aim: Aim) -> Effect:
        """As `Hand.act`."""
        return ax.act_through(self, act, aim)

    def windows(self, pid: int, seconds: float) -> list[Any]:
        """As `AxTree.windows`."""
        assert seconds > 0
        return ["window"] if pid == PID and not self.program.hung else []

    def values(self, element: Any) -> dict[str, Any]:
        """As `AxTree.values`."""
        if self.program.hung:
            return {}
        if element == "window":
            return {
                "AXRole": "AXWindow",
                "AXTitle": "Editor",
                "AXPosition": (100.0, 100.0),
                "AXSize": (400.0, 300.0),
                "AXChildren": list(range(len(self.program.parts))),
            }
        part = self.program.parts[element]
        x, y, width, height = part.rect_tuple
        values = {
            "AXRole": AX_ROLES[part.kind],
            "AXTitle": part.name,
            "AXPosition": (float(x), float(y)),
            "AXSize": (float(width), float(height)),
            "AXEnabled": part.enabled,
            "AXFocused": self.program.focused == part.name,
        }
        return values if part.checked is None else values | {"AXValue": float(part.checked)}

    def perform(self, element: Any, action: str, seconds: float) -> int:
        """As `AxHands.perform`."""
        assert seconds > 0
        return self._do(element, {"AXPress": "press", "AXShowMenu": "menu"}[action])

    def focus(self, element: Any, seconds: float) -> int:
        """As `AxHands.focus`."""
        assert seconds > 0
        return self._do(element, "focus")

    def _do(self, element: Any, what: str) -> int:
        answer = self.program.do(self.program.parts[element], what)
        return ax.CANNOT_COMPLETE if answer is None else ax.SUCCESS


RIGS: dict[str, Callable[[Program], Hand]] = {
    "at-spi": AtspiProgram,
    "ui-automation": UiaProgram,
    "ax": AxProgram,
}
