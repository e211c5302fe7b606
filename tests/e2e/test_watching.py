"""A terminal is watched: every line it prints is said once, whatever it says."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator

import pytest
from support.desk import Desk
from support.ears import Ears
from support.leader_layer import press_in_layer
from support.orca_service import FakeOrca
from support.printing_terminal import PrintingTerminal
from support.processes import wait_until
from support.running_app import EARSIGHT, RunningApp

pytestmark = pytest.mark.desktop

SENTENCES = (
    "The kettle is full of water.",
    "Seven large boxes were sent by mail.",
    "Tomorrow the garden will be dry.",
)


def _log(count: int) -> list[str]:
    """Numbered lines, and one that is repeated after every tenth."""
    lines = []
    for number in range(1, count + 1):
        lines.append(f"Row {number}")
        if number % 10 == 0:
            lines.append("All well")
    return lines


@pytest.fixture(scope="module")
def quiet_desk(make_shared_desk: Callable[..., Desk]) -> Desk:
    """A desktop without sound, whose screen reader writes down what it is given to say."""
    return make_shared_desk(audio=False)


def test_the_command_prints_each_of_many_lines_once(quiet_desk: Desk) -> None:
    """Fourteen lines a second, in a terminal that shows 24."""
    lines = _log(220)
    terminal = PrintingTerminal(quiet_desk, "Fast log", lines, 0.07, 2)
    watch = quiet_desk.spawn("watch", [EARSIGHT, "watch", "--json"])
    wait_until(lambda: "Watching Fast log." in watch.text(), "the watch", 60)
    terminal.begin()
    assert watch.wait(60) == 0
    found = [json.loads(line) for line in watch.text().splitlines()]
    assert [each["text"] for each in found if each["type"] == "line"] == lines
    notes = [each["text"] for each in found if each["type"] == "sentence"]
    assert notes == ["Watching Fast log.", "Watching has ended: the window was closed."]


def test_each_of_over_two_hundred_lines_is_said_once(quiet_desk: Desk) -> None:
    address = quiet_desk.env["DBUS_SESSION_BUS_ADDRESS"]
    orca = FakeOrca(address, "org.gnome.Orca1.Service", "SpeechManager", rate=100)
    app = RunningApp(quiet_desk, desktop__announce_start="false", sounds__enabled="false")
    try:
        app.warm()
        lines = _log(200)
        terminal = PrintingTerminal(quiet_desk, "Build log", lines, 0.1, 2)
        orca.presented.clear()
        press_in_layer(quiet_desk, "t")
        wait_until(lambda: "Watching Build log." in orca.presented, "the watch")
        # The first look has to be read: what is there before is not new.
        time.sleep(3)
        terminal.begin()
        end = "Watching has ended: the window was closed."
        wait_until(lambda: end in orca.presented, "the end of the watch", 110)
        assert orca.presented == ["Watching Build log.", *lines, end]
    finally:
        app.service.stop()
        orca.close()


@pytest.fixture
def app(desk: Desk) -> Iterator[RunningApp]:
    app = RunningApp(desk, desktop__announce_start="false", sounds__enabled="false")
    app.warm()
    yield app
    app.service.stop()


def test_new_lines_are_heard_until_the_key_is_pressed_again(desk: Desk, app: RunningApp) -> None:
    ears = Ears(desk)
    terminal = PrintingTerminal(desk, "Tea", SENTENCES, 6.0, 60)
    begun = time.monotonic()
    press_in_layer(desk, "t")
    ears.hear("Watching Tea.", begun)
    time.sleep(3)
    begun = time.monotonic()
    terminal.begin()
    ears.hear(SENTENCES[0], begun)
    # Something else is asked for meanwhile; watching goes on after it.
    assert app.earsight("trigger", "read", "--target", "pointer").returncode == 0
    ears.hear(SENTENCES[1], begun)
    begun = time.monotonic()
    press_in_layer(desk, "t")
    ears.hear("Watching has ended.", begun)
    time.sleep(7)
    assert ears.likeness(SENTENCES[2], begun) < 0.75
    terminal.close()
