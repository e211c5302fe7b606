"""By keys alone: part of a window by its place on the keypad, kept under a name, read again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from support.desk import Desk
from support.ears import SAME, Ears
from support.leader_layer import press_in_layer
from support.processes import wait_until
from support.running_app import RunningApp
from support.samples import SampleWindow
from support.wayland import WaylandDesk

TITLE, KEYS = "Board", "Choose an area — EarSight"
NEWS, PRICE = "The ferry leaves at noon.", "Seven apples are left."


@pytest.fixture
def board(shared_desk: Desk, app: RunningApp) -> Iterator[SampleWindow]:
    """A window with one sentence in its lower right ninth and another in its middle left."""
    path = Path(shared_desk.home, "board.png")
    picture = Image.new("RGB", (800, 330), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(18)
    draw.text((560, 260), NEWS, "black", font)
    draw.text((20, 80), PRICE, "black", font)
    picture.save(path)
    sample = shared_desk.open_sample("", TITLE, path)
    yield sample
    sample.service.stop()
    assert app.earsight("trigger", "stop").returncode == 0


def _move(desk: Desk, title: str, x: int, y: int) -> None:
    search = ["xdotool", "search", "--onlyvisible", "--name", f"^{title}$"]
    window = desk.run(search).stdout.split()[-1]
    desk.checked("xdotool", "windowmove", "--sync", window, str(x), str(y))


@pytest.mark.desktop
def test_a_part_of_the_window_by_the_keypad_is_read_and_read_again(
    shared_desk: Desk, board: SampleWindow
) -> None:
    desk, ears = shared_desk, Ears(shared_desk)
    begun = time.monotonic()
    press_in_layer(desk, "a")
    ears.hear("The digits 1 to 9 choose a part of it.", begun)
    begun = time.monotonic()
    desk.press("3")
    ears.hear("lower right", begun)
    begun = time.monotonic()
    desk.press("Return")
    ears.hear(NEWS, begun)
    assert ears.likeness(PRICE, begun) < SAME
    begun = time.monotonic()
    press_in_layer(desk, "u")
    ears.hear(NEWS, begun)
    assert not board.lost_focus
    assert board.keys() == []


@pytest.mark.desktop
def test_a_named_region_follows_its_window(shared_desk: Desk, board: SampleWindow) -> None:
    desk, ears = shared_desk, Ears(shared_desk)
    press_in_layer(desk, "a", "4", "s")
    wait_until(lambda: "Name the region" in desk.focused_window(), "the question for a name")
    desk.type("prices")
    begun = time.monotonic()
    desk.press("Return")
    ears.hear("Saved as prices.", begun)
    wait_until(lambda: TITLE in desk.focused_window(), "the window to have the keyboard back")
    _move(desk, TITLE, 400, 200)
    press_in_layer(desk, "a", "n")
    begun = time.monotonic()
    desk.press("Return")
    ears.hear(PRICE, begun)
    assert ears.likeness(NEWS, begun) < SAME


@pytest.mark.desktop
def test_a_covered_window_is_read_from_the_list(
    shared_desk: Desk, board: SampleWindow, app: RunningApp
) -> None:
    desk, ears = shared_desk, Ears(shared_desk)
    _move(desk, TITLE, 100, 60)
    over = desk.open_sample("Something else.", "Over")
    _move(desk, "Over", 100, 60)
    begun = time.monotonic()
    press_in_layer(desk, "j", "Down")
    ears.hear("Board", begun)
    begun = time.monotonic()
    desk.press("Return")
    ears.hear(NEWS, begun)
    assert desk.focused_window() == "Over"
    listed = [line.split("\t")[1] for line in app.earsight("windows").stdout.splitlines()]
    assert [words.split(",")[0] for words in listed] == ["Over", "Board"]
    over.service.stop()


@pytest.mark.desktop
def test_a_rectangle_is_drawn_with_the_mouse(shared_desk: Desk, board: SampleWindow) -> None:
    desk, ears = shared_desk, Ears(shared_desk)
    _move(desk, TITLE, 100, 60)
    press_in_layer(desk, "a", "m")
    time.sleep(1)
    begun = time.monotonic()
    corners = (("110", "290"), ("360", "350"))
    desk.checked("xdotool", "mousemove", *corners[0], "mousedown", "1")
    time.sleep(0.2)
    desk.checked("xdotool", "mousemove", *corners[1], "mouseup", "1")
    ears.hear(PRICE, begun)
    assert ears.likeness(NEWS, begun) < SAME
    assert not board.lost_focus
    desk.press("b")
    wait_until(lambda: board.keys()[-1:] == ["b"], "the window to have the keys again")


@pytest.mark.wayland
def test_where_no_keys_can_be_taken_a_window_does_the_same(wayland_desk: WaylandDesk) -> None:
    desk, ears = wayland_desk, Ears(wayland_desk)
    desk.open_sample(NEWS, title="Memo")
    app = RunningApp(desk, desktop__announce_start="false", sounds__enabled="false")
    wait_until(lambda: desk.shows("EarSight"), "the window")
    desk.swaymsg('[title="EarSight"] move scratchpad')
    desk.swaymsg('[title="Memo"] focus')
    begun = time.monotonic()
    assert app.earsight("trigger", "pick-region").returncode == 0
    wait_until(lambda: desk.shows(KEYS), "the window with the keys")
    ears.hear("The digits 1 to 9 choose a part of it.", begun)
    assert app.earsight("trigger", "region-upper-left").returncode == 0
    begun = time.monotonic()
    assert app.earsight("trigger", "region-read").returncode == 0
    ears.hear(NEWS, begun)
    assert not desk.shows(KEYS)
    app.service.stop()
