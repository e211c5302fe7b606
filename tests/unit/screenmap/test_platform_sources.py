# ruff: noqa: N802 - methods are called as in the interfaces they stand for
"""The Windows and macOS trees, from fakes that answer as the platforms' own interfaces do."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from assistant.core.geometry import Rect
from assistant.screenmap.elements import ElementKind, State
from assistant.screenmap.sources import ax, uia
from assistant.screenmap.sources.ax_types import Values
from assistant.screenmap.sources.base import Patience, TargetWindow
from assistant.screenmap.sources.numbers import position
from assistant.screenmap.told import elements_of

K = ElementKind
TARGET = TargetWindow(7, "Settings", Rect(100, 100, 400, 300), 2.0)
BOUNDS = (100, 100, 500, 400)


class Uia:
    """An IUIAutomationElement whose properties are cached; also the automation and its request."""

    def __init__(self, *children: Uia, **values: Any) -> None:
        self.children = children
        ids = {
            "type": 30003, "name": 30005, "box": 30001, "toggle": 30086, "selected": 30079,
            "value": 30045, "range": 30047, "least": 30049, "most": 30050, "enabled": 30010,
            "off": 30022, "heading": 30173, "password": 30019,
        }  # fmt: skip
        self.values = {ids[name]: value for name, value in values.items()}
        self.Length = len(children)
        self.asked: list[Any] = []

    def GetCachedPropertyValue(self, number: int) -> Any:
        return self.values.get(number)

    def GetCachedChildren(self) -> Uia:
        return self

    def GetElement(self, index: int) -> Uia:
        return self.children[index]

    def CreateCacheRequest(self) -> Uia:
        return Uia()

    def AddProperty(self, number: int) -> None:
        self.asked.append(number)

    def CreatePropertyCondition(self, number: int, value: Any) -> tuple[int, Any]:
        return number, value

    def GetRootElement(self) -> Uia:
        return self

    def FindAllBuildCache(self, scope: int, condition: tuple[int, Any], request: Uia) -> Uia:
        assert (scope, condition) == (2, (30002, 7))
        return self

    def BuildUpdatedCache(self, request: Any) -> Uia:
        assert request.TreeScope == 7
        return self


def test_windows_controls_with_their_states() -> None:
    window = Uia(
        Uia(Uia(type=50000, name="Close", box=(470, 100, 30, 30)), type=50037),
        Uia(type=50020, name="Mouse", box=(120, 140, 80, 20), heading=80051),
        Uia(type=50002, name="Invert", box=(120, 170, 80, 20), toggle=1),
        Uia(type=50013, name="Left", box=(120, 200, 80, 20), selected=False),
        Uia(type=50000, name="Bold", box=(220, 200, 30, 20), toggle=1),
        Uia(type=50015, name="Speed", box=(120, 230, 80, 20), range=3.0, least=0.0, most=10.0),
        Uia(type=50012, name="Copying", box=(220, 230, 80, 20), range=5.0, least=0.0, most=20.0),
        Uia(type=50004, name="PIN", box=(120, 260, 80, 20), password=True, value="secret"),
        Uia(type=50000, name="Apply", box=(120, 290, 80, 20), enabled=False),
        Uia(type=50000, name="Below", box=(120, 330, 80, 20), off=True),
        type=50032, name="Settings", box=(100, 100, 400, 300),
    )  # fmt: skip
    other = Uia(type=50032, name="Other", box=(0, 0, 50, 50))
    told = uia.told_window(Uia(other, window), TARGET)
    assert told is not None
    found = {each.name: each for each in elements_of(told.root, BOUNDS)}
    assert {name: each.kind for name, each in found.items()} == {
        "Mouse": K.HEADING, "Invert": K.CHECK_BOX, "Left": K.RADIO_BUTTON, "Bold": K.TOGGLE_BUTTON,
        "Speed": K.SLIDER, "Copying": K.PROGRESS_BAR, "PIN": K.PASSWORD, "Apply": K.BUTTON,
    }  # fmt: skip
    assert found["Invert"].states == {State.CHECKED}
    assert found["Left"].states == {State.NOT_CHECKED}
    assert found["Bold"].states == {State.PRESSED}
    assert (found["Speed"].value, found["Copying"].value, found["PIN"].value) == ("3", "25 %", "")
    assert found["Apply"].states == {State.DISABLED}


def test_windows_tells_nothing_where_no_window_fits() -> None:
    far = Uia(type=50032, name="Other", box=(0, 0, 50, 50))
    assert uia.told_window(Uia(far), TARGET) is None


class AxTree:
    """An application of macOS: elements are their own values."""

    def __init__(self, *windows: Values) -> None:
        self.told = list(windows)

    def windows(self, pid: int, seconds: float) -> list[Any]:
        assert pid == 7
        return self.told

    def values(self, element: Any) -> Values:
        found: Values = element
        return found


def mac(role: str, title: str, x: float, y: float, *children: Values, **more: Any) -> Values:
    """An element of 40 x 10 points."""
    return {
        "AXRole": role, "AXTitle": title, "AXPosition": (x, y), "AXSize": (40.0, 10.0),
        "AXChildren": list(children), **more,
    }  # fmt: skip


def test_macos_controls_with_their_states_in_pixels() -> None:
    window = mac(
        "AXWindow", "Settings", 50, 50,
        mac("AXButton", "", 52, 52, AXSubrole="AXCloseButton"),
        mac("AXStaticText", "", 60, 70, AXValue="Pointer"),
        mac("AXCheckBox", "Wi-Fi", 60, 85, AXSubrole="AXSwitch", AXValue=1.0),
        mac("AXRadioButton", "Left", 60, 100, AXValue=0.0),
        mac("AXSlider", "Speed", 60, 115, AXValue=3.0, AXMinValue=0.0, AXMaxValue=10.0),
        mac("AXTextField", "Name", 60, 130, AXValue="Anna", AXFocused=True),
        mac("AXButton", "Apply", 60, 145, AXEnabled=False),
        AXSize=(200.0, 150.0),
    )  # fmt: skip
    told = ax.told_window(AxTree(window), TARGET, Patience(5.0))
    assert told is not None
    found = {each.name: each for each in elements_of(told.root, BOUNDS)}
    assert {name: each.kind for name, each in found.items()} == {
        "Pointer": K.TEXT, "Wi-Fi": K.SWITCH, "Left": K.RADIO_BUTTON, "Speed": K.SLIDER,
        "Name": K.FIELD, "Apply": K.BUTTON,
    }  # fmt: skip
    assert found["Wi-Fi"].states == {State.ON}
    assert found["Left"].states == {State.NOT_CHECKED}
    assert found["Speed"].value == "3"
    assert found["Name"].states == {State.FOCUSED}
    assert found["Name"].value == "Anna"
    assert found["Apply"].states == {State.DISABLED}
    assert found["Wi-Fi"].box == (120, 170, 200, 190)


def test_macos_tells_what_it_can_in_time() -> None:
    window = mac(
        "AXWindow", "Settings", 50, 50, mac("AXButton", "Late", 60, 60), AXSize=(200.0, 150.0)
    )
    told = ax.told_window(AxTree(window), TARGET, Patience(0.0))
    assert told is not None
    assert not told.complete
    assert elements_of(told.root, BOUNDS) == []


@pytest.mark.parametrize(
    ("kind", "span", "said"),
    [
        (K.SLIDER, (3.0, 0.0, 10.0), "3"),
        (K.SLIDER, (0.25, 0, 1), "0.25"),
        (K.PROGRESS_BAR, (0.4, 0.0, 1.0), "40 %"),
        (K.PROGRESS_BAR, (0.4, 0.0, 0.0), ""),
        (K.PROGRESS_BAR, (float("nan"), 0, 1), ""),
        (K.SLIDER, (True, 0, 1), ""),
        (K.SLIDER, ("3", 0, 1), ""),
    ],
)
def test_positions(kind: ElementKind, span: tuple[Any, Any, Any], said: str) -> None:
    assert position(kind, *span) == said


def test_each_source_knows_its_platform() -> None:
    assert uia.UiaSource().availability().usable is (sys.platform == "win32")
    if sys.platform != "darwin":
        assert not ax.AxSource().availability().usable
        assert ax.AxSource().window(TARGET, Patience(0.1)) is None
    if sys.platform != "win32":
        assert uia.UiaSource().window(TARGET, Patience(0.1)) is None
