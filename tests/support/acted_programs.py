"""One program with a few controls, told and acted on through each platform's interface."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from support.acted_program import PID, Part, Program
from support.acted_uia import UiaProgram
from support.fake_atspi import ENABLED, SENSITIVE, USUAL, FakeBus, Thing

from assistant.core.actuating import Act, Aim, Effect, Hand
from assistant.screenmap.actuators import atspi, ax

CHECKED, FOCUSED, EDITABLE = 4, 12, 7
ATSPI_ROLES = {"button": 43, "check box": 7, "text field": 79, "list item": 32}
AX_ROLES = {
    "button": "AXButton",
    "check box": "AXCheckBox",
    "text field": "AXTextField",
    "list item": "AXCell",
}


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
