"""By keys alone, and under Wayland: press real programs' controls and type into their fields."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from support.accessible_tree import items
from support.desk import Desk
from support.ears import Ears
from support.leader_layer import press_in_layer
from support.private_session import PrivateSession
from support.processes import wait_until
from support.real_applications import CALCULATOR
from support.running_app import RunningApp
from support.wayland import WaylandDesk

LETTER = "Dear Anna, thank you.\n"
READING = 1.5
"""Seconds for the lines after those that are being spoken."""


@pytest.fixture
def calculator(shared_desk: Desk, app: RunningApp) -> Iterator[Desk]:
    """A calculator with large keys, which was just read."""
    if not CALCULATOR.installed:
        pytest.skip("NOT TESTED: pressing a calculator's keys, because galculator is not installed")
    CALCULATOR.open(shared_desk)
    window = str(shared_desk.focus(CALCULATOR.title))
    shared_desk.checked("xdotool", "windowsize", "--sync", window, "1200", "700")
    begun = time.monotonic()
    press_in_layer(shared_desk, "w")
    Ears(shared_desk).hear("Calculator", begun)
    time.sleep(READING)
    yield shared_desk
    shared_desk.press("ctrl+q")
    wait_until(lambda: not shared_desk.shows(CALCULATOR.title), "the calculator to close")
    assert app.earsight("trigger", "stop").returncode == 0


def _find(desk: Desk, words: str) -> None:
    """Search for them in the answer, and be there with the keys of review."""
    before = desk.focused_window()
    press_in_layer(desk, "e", "ctrl+f")
    wait_until(lambda: "Find in the answer" in desk.focused_window(), "the search window")
    desk.type(words)
    desk.press("Return")
    wait_until(lambda: desk.focused_window() == before, "the program to have the keyboard back")
    time.sleep(0.3)


def _texts(session: PrivateSession, program: str) -> list[str]:
    return [item.text for item in items(session, program) if item.role == "text"]


@pytest.mark.desktop
def test_a_key_of_a_calculator_is_pressed_and_the_mouse_stays(calculator: Desk) -> None:
    ears = Ears(calculator)
    where = calculator.run(["xdotool", "getmouselocation"]).stdout
    _find(calculator, "8")
    begun = time.monotonic()
    calculator.press("Return")
    wait_until(lambda: "8" in _texts(calculator, "galculator"), "the display to show 8")
    ears.hear("Pressed 8.", begun)
    assert calculator.run(["xdotool", "getmouselocation"]).stdout == where


@pytest.mark.desktop
def test_a_key_that_is_disabled_is_said_to_be(calculator: Desk) -> None:
    _find(calculator, "MR")
    begun = time.monotonic()
    calculator.press("Return")
    Ears(calculator).hear("MR is disabled.", begun)


@pytest.mark.desktop
def test_the_keyboard_goes_to_a_field_by_its_label_and_types_there(
    shared_desk: Desk, app: RunningApp
) -> None:
    desk, ears = shared_desk, Ears(shared_desk)
    desk.open_editor(LETTER, "letter.txt")
    desk.press("ctrl+r")
    wait_until(lambda: "Replace" in desk.focused_window(), "the editor's dialog")
    desk.press("Tab")
    begun = time.monotonic()
    press_in_layer(desk, "w")
    ears.hear("Search for:", begun)
    _find(desk, "search for")
    begun = time.monotonic()
    desk.press("ctrl+Return")
    ears.hear("Focus on Search for, text field.", begun)
    desk.type("Anna")
    wait_until(lambda: "Anna" in _texts(desk, "mousepad"), "the field to have what was typed")
    assert app.earsight("trigger", "stop").returncode == 0


@pytest.mark.wayland
def test_under_wayland_where_no_mouse_can_it_is_pressed_too(wayland_desk: WaylandDesk) -> None:
    desk = wayland_desk
    app = RunningApp(desk, desktop__announce_start="false", sounds__enabled="false")
    wait_until(lambda: desk.shows("EarSight"), "the window")
    desk.swaymsg('[title="EarSight"] move scratchpad')
    desk.spawn("calculator", list(CALCULATOR.command))
    wait_until(lambda: desk.shows(CALCULATOR.title), "the calculator", 40)
    ears = Ears(desk)
    begun = time.monotonic()
    assert app.earsight("trigger", "read", "--target", "window").returncode == 0
    ears.hear("Calculator", begun)
    time.sleep(READING)
    assert app.earsight("trigger", "review-find", "8").returncode == 0
    begun = time.monotonic()
    assert app.earsight("trigger", "review-click").returncode == 0
    ears.hear("Pressed 8.", begun)
    wait_until(lambda: "8" in _texts(desk, "galculator"), "the display to show 8")
    begun = time.monotonic()
    assert app.earsight("trigger", "review-double-click").returncode == 0
    ears.hear("Wayland lets no program use the mouse.", begun)
