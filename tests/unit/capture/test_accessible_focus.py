from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from support.bus_service import BusService, missing_programs, private_bus

from assistant.capture.windows.accessible_focus import focused_rect
from assistant.core.geometry import Rect

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or bool(missing_programs), reason="needs dbus-daemon (Linux)"
)


class Program:
    """A11y bus, registry and a program with one window, all in one service; by method name."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[str, tuple[Any, ...]]] = {
            "GetChildren": ("a(so)", ([("org.a11y.atspi.Registry", "/window")],)),
            "GetMatches": ("a(so)", ([("org.a11y.atspi.Registry", "/field")],)),
            "GetExtents": ("(iiii)", ((40, 50, 300, 20),)),
        }
        self.asked: list[str] = []

    def answer(self, service: BusService, message: Any) -> None:
        from jeepney import HeaderFields, new_error, new_method_return

        method = message.header.fields[HeaderFields.member]
        self.asked.append(method)
        if method in self.answers:
            service.send(new_method_return(message, *self.answers[method]))
        else:
            service.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    fake = Program()
    with private_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        fake.answers["GetAddress"] = ("s", (address,))
        with (
            BusService(address, "org.a11y.Bus", fake.answer),
            BusService(address, "org.a11y.atspi.Registry", fake.answer),
        ):
            yield fake


def test_the_focused_control(program: Program) -> None:
    assert focused_rect(os.getpid()) == Rect(40, 50, 300, 20)


def test_the_caret_in_a_text(program: Program) -> None:
    program.answers["Get"] = ("v", (("i", 7),))
    program.answers["GetCharacterExtents"] = ("iiii", (88, 52, 9, 16))
    assert focused_rect(os.getpid()) == Rect(88, 52, 9, 16)


def test_a_caret_without_a_place(program: Program) -> None:
    program.answers["Get"] = ("v", (("i", 0),))
    program.answers["GetCharacterExtents"] = ("iiii", (0, 0, 0, 0))
    assert focused_rect(os.getpid()) == Rect(40, 50, 300, 20)


def test_another_program_is_not_asked(program: Program) -> None:
    assert focused_rect(os.getpid() + 1) is None
    assert "GetMatches" not in program.asked


def test_a_toolkit_that_cannot_search(program: Program) -> None:
    del program.answers["GetMatches"]
    assert focused_rect(os.getpid()) is None


@pytest.mark.parametrize(
    ("method", "answer"),
    [
        ("GetMatches", ("s", ("rubbish",))),
        ("GetExtents", ("s", ("rubbish",))),
        ("GetExtents", ("as", (["a", "b", "c", "d"],))),
        ("GetChildren", ("i", (5,))),
        ("GetChildren", ("", ())),
        ("GetAddress", ("s", ("rubbish",))),
    ],
)
def test_a_broken_program(
    program: Program, method: str, answer: tuple[str, tuple[Any, ...]]
) -> None:
    program.answers[method] = answer
    assert focused_rect(os.getpid()) is None


def test_no_accessibility_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    with private_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        assert focused_rect(os.getpid()) is None
