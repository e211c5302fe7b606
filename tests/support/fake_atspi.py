"""An accessibility bus with programs on it, as plain data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.screenmap.sources.atspi_bus import Accessible, Question

ROOT: Accessible = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
SHOWING, SENSITIVE, ENABLED, VISIBLE = 25, 24, 8, 30
USUAL = (SHOWING, SENSITIVE, ENABLED, VISIBLE)


@dataclass
class Thing:
    """One accessible object: role and states are AT-SPI's numbers; `box` is x, y, width, height.

    `does` is one of `actions`, or "focus"; None where it never answers.
    """

    role: int
    name: str = ""
    box: tuple[int, int, int, int] = (0, 0, 10, 10)
    children: Sequence[Thing] = ()
    states: Sequence[int] = USUAL
    text: str | None = None
    span: tuple[float, float, float] | None = None
    size: tuple[int, int] | None = None
    labelled_by: Thing | None = None
    description: str = ""
    actions: Sequence[str] = ()
    does: Callable[[str], bool | None] = lambda _action: False
    asked: list[str] = field(default_factory=list)


class FakeBus:
    """Answers what `AccessibilityBus` asks; `programs` maps process numbers to their windows."""

    def __init__(self, programs: dict[int, Sequence[Thing]], hung: Sequence[int] = ()) -> None:
        self.timed_out = False
        self.hung = set(hung)
        self._things: dict[Accessible, Thing] = {}
        self._paths: dict[int, Accessible] = {}
        roots = [
            self._add(f":1.{pid}", Thing(75, "program", children=windows))
            for pid, windows in programs.items()
        ]
        self._things[ROOT] = Thing(0)
        self._children = {ROOT: roots}

    def ask(self, questions: Sequence[Question], seconds: float = 60.0) -> list[Any]:
        """As `AccessibilityBus.ask`."""
        return [self.one(question) for question in questions]

    def one(self, question: Question, seconds: float = 60.0) -> Any:
        """As `AccessibilityBus.one`; a program that hangs never answers."""
        to, method, _signature, body = question
        if method.endswith("GetConnectionUnixProcessID"):
            return int(body[0].removeprefix(":1."))
        if to != ROOT and int(to[0].removeprefix(":1.")) in self.hung:
            self.timed_out = True
            return None
        thing = self._things[to]
        name = body[1] if method.endswith("Properties.Get") else method.rpartition(".")[2]
        thing.asked.append(name)
        answer = self._answer(to, thing, name, body)
        return ("v", answer) if method.endswith("Properties.Get") else answer

    def _answer(self, to: Accessible, thing: Thing, name: str, body: tuple[Any, ...]) -> Any:
        bits = sum(1 << state for state in thing.states)
        known: dict[str, Callable[[], Any]] = {
            "GetChildren": lambda: self._children_of(to),
            "ChildCount": lambda: len(thing.children),
            "GetChildAtIndex": lambda: self._children_of(to)[body[0]],
            "GetRole": lambda: thing.role,
            "GetState": lambda: [bits & 0xFFFFFFFF, bits >> 32],
            "GetExtents": lambda: thing.box,
            "Name": lambda: thing.name,
            "Description": lambda: thing.description,
            "CharacterCount": lambda: None if thing.text is None else len(thing.text),
            "GetText": lambda: self._text(thing, *body),
            "GetRelationSet": lambda: self._relations(thing),
            "GetAccessibleAtPoint": lambda: self._at(to, body[0], body[1]),
            "GetIndexInParent": lambda: self._index(to),
            "NActions": lambda: len(thing.actions),
            "GetName": lambda: thing.actions[body[0]],
            "DoAction": lambda: self._done(thing, thing.actions[body[0]]),
            "GrabFocus": lambda: self._done(thing, "focus"),
        }
        if thing.span is not None:
            now, least, most = thing.span
            known |= {
                "CurrentValue": lambda: now, "MinimumValue": lambda: least,
                "MaximumValue": lambda: most,
            }  # fmt: skip
        if thing.size is not None:
            rows, columns = thing.size
            known |= {"NRows": lambda: rows, "NColumns": lambda: columns}
        return known[name]() if name in known else None

    def _add(self, bus_name: str, thing: Thing) -> Accessible:
        place = (bus_name, f"/{len(self._things)}")
        self._things[place] = thing
        self._paths[id(thing)] = place
        return place

    def _children_of(self, to: Accessible) -> list[Accessible]:
        if to in self._children:
            return self._children[to]
        found = [self._add(to[0], child) for child in self._things[to].children]
        self._children[to] = found
        return found

    def _text(self, thing: Thing, start: int, end: int) -> str | None:
        """A part of the text; as Qt, nothing of a range that goes beyond it."""
        return thing.text[start:end] if thing.text and end <= len(thing.text) else None

    def _relations(self, thing: Thing) -> list[tuple[int, list[Accessible]]]:
        if thing.labelled_by is None:
            return []
        return [(2, [self._paths[id(thing.labelled_by)]])]

    def _at(self, to: Accessible, x: int, y: int) -> Accessible | None:
        for child in self._children_of(to):
            left, top, width, height = self._things[child].box
            if left <= x < left + width and top <= y < top + height:
                return child
        return None

    def _done(self, thing: Thing, action: str) -> bool | None:
        answer = thing.does(action)
        self.timed_out = self.timed_out or answer is None
        return answer

    def _index(self, to: Accessible) -> int:
        return next(family.index(to) for family in self._children.values() if to in family)
