"""What is said where there is nothing to read."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from support.desk import Desk
from support.ears import Ears
from support.processes import wait_until
from support.running_app import RunningApp
from support.x_windows import PaintedWindow

from assistant.core.geometry import Rect

pytestmark = pytest.mark.desktop

BLACK = "The picture is black: a screen curtain or a protected window may be on."
BLANK = "The picture is blank: it has only one colour."
UNKNOWN = "The active window is not known. Read the whole screen instead."


@pytest.fixture(scope="module")
def app(shared_desk: Desk) -> Iterator[RunningApp]:
    app = RunningApp(shared_desk, desktop__announce_start="false", sounds__enabled="false")
    yield app
    app.service.stop()


@pytest.fixture
def say_window(shared_desk: Desk, app: RunningApp) -> Callable[[str], None]:
    """Ask for the window, and hear what is said of it."""
    ears = Ears(shared_desk)

    def say(expected: str) -> None:
        begun = time.monotonic()
        assert app.earsight("trigger", "read").returncode == 0
        ears.hear(expected, begun)

    return say


def test_no_window(say_window: Callable[[str], None]) -> None:
    say_window(UNKNOWN)


def test_a_minimised_window(shared_desk: Desk, say_window: Callable[[str], None]) -> None:
    small = shared_desk.open_sample("The quick brown fox.", title="Small")
    shared_desk.checked("xdotool", "search", "--name", "Small", "windowminimize", "--sync")
    # The window manager tells that nothing is active after the window is gone.
    wait_until(lambda: not small.active, "the sample window to know that it is not active")
    say_window(UNKNOWN)
    small.service.stop()


@pytest.mark.parametrize(("name", "colour", "said"), [("Dark", 0, BLACK), ("Empty", -1, BLANK)])
def test_a_window_of_one_colour(
    shared_desk: Desk, say_window: Callable[[str], None], name: str, colour: int, said: str
) -> None:
    window = PaintedWindow(shared_desk.env["DISPLAY"], Rect(100, 100, 400, 300), colour & 0xFFFFFF)
    window.set_text("WM_NAME", "STRING", name.encode())
    shared_desk.focus(name)
    say_window(said)
    window.close()
