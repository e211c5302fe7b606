"""What every way of using the mouse must do, over X11 and over pretended Windows and macOS."""

# ruff: noqa: N802 - user32 and Quartz name their functions so

from __future__ import annotations

import ctypes
import os
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any, Protocol

import pytest
from support.x_windows import PaintedWindow
from support.xdisplay import XDisplay, missing_programs

from assistant.core.backends import choose, survey
from assistant.core.errors import EarSightError, MissingPartError
from assistant.core.geometry import Rect
from assistant.core.pointing import Button, Spot
from assistant.desktop.pointer.base import RELEASE_SECONDS, Pointer
from assistant.desktop.pointer.macos import CLICK_STATE, MOVED, MacPointer, Point
from assistant.desktop.pointer.win32 import Input, Win32Pointer
from assistant.desktop.pointer.x11 import X11Pointer
from assistant.desktop.registry import pointers

Seen = tuple[str, int, int]
"""What a program below the pointer gets: "left", "right" or "move", and where."""


class Rig(Protocol):
    """A mouse with a program below it. `seen` forgets what it told."""

    @property
    def backend(self) -> Pointer: ...
    def seen(self) -> list[Seen]: ...
    def hold(self, held: bool) -> None: ...
    def swap(self) -> None: ...


class X11Rig:
    def __init__(self, display: XDisplay) -> None:
        from Xlib import X

        self._x = X
        self._server = display
        self.backend = X11Pointer()
        self.window = PaintedWindow(display.name, Rect(100, 100, 200, 200))
        self.window.window.change_attributes(
            event_mask=X.ButtonPressMask | X.PointerMotionMask | X.ExposureMask
        )
        self.window.display.sync()
        self.swapped = False

    def seen(self) -> list[Seen]:
        found: list[Seen] = []
        time.sleep(0.1)
        while self.window.display.pending_events():
            event = self.window.display.next_event()
            if event.type == self._x.ButtonPress:
                name = {1: "left", 3: "right"}[event.detail]
                found.append((name, event.root_x, event.root_y))
                assert not event.state & (self._x.ShiftMask | self._x.Mod1Mask)
            elif event.type == self._x.MotionNotify:
                found.append(("move", event.root_x, event.root_y))
        return found

    def hold(self, held: bool) -> None:
        (self._server.down if held else self._server.up)("alt")

    def swap(self) -> None:
        buttons = list(self.window.display.get_pointer_mapping())
        buttons[0], buttons[2] = buttons[2], buttons[0]
        assert self.window.display.set_pointer_mapping(buttons) == 0
        self.window.display.sync()
        self.swapped = not self.swapped

    def close(self) -> None:
        if self.swapped:
            self.swap()
        self.hold(False)
        self.window.close()


class Pretended:
    """What both pretended platforms share."""

    def __init__(self) -> None:
        self.events: list[Seen] = []
        self.held = False
        self.swapped = False

    def seen(self) -> list[Seen]:
        told, self.events = self.events, []
        return told

    def hold(self, held: bool) -> None:
        self.held = held

    def swap(self) -> None:
        self.swapped = not self.swapped

    def close(self) -> None:
        """Nothing to close."""


class WindowsRig(Pretended):
    """Enough of user32."""

    def __init__(self) -> None:
        super().__init__()
        self.backend = Win32Pointer(self)
        self.place = 0, 0
        self.refuses = False

    def SetCursorPos(self, x: int, y: int) -> int:
        self.place = x, y
        self.events.append(("move", x, y))
        return 1

    def GetAsyncKeyState(self, key: int) -> int:
        return -32768 if self.held and key == 0x12 else 0

    def GetSystemMetrics(self, number: int) -> int:
        return int(self.swapped and number == 23)

    def SendInput(self, count: int, address: int, size: int) -> int:
        if self.refuses:
            return 0
        assert size == ctypes.sizeof(Input)
        names = {0x2: "left", 0x8: "right"}
        if self.swapped:
            names = {0x2: "right", 0x8: "left"}
        flags = [event.mouse.dwFlags for event in (Input * count).from_address(address)]
        assert [flag * 2 for flag in flags[::2]] == flags[1::2], "each goes down and up"
        self.events += [(names[flag], *self.place) for flag in flags[::2]]
        return count


class MacRig(Pretended):
    """Enough of Quartz, which itself turns swapped buttons round before they come here."""

    def __init__(self) -> None:
        super().__init__()
        self.backend = MacPointer(self)
        self.made: dict[int, dict[str, Any]] = {}
        self.counts: list[int] = []
        self.trusted = True

    def AXIsProcessTrusted(self) -> bool:
        return self.trusted

    def CGEventCreateMouseEvent(self, _source: None, kind: int, place: Point, button: int) -> int:
        self.made[len(self.made) + 1] = {"kind": kind, "x": place.x, "y": place.y}
        assert kind == MOVED or button == (kind > 2)
        return len(self.made)

    def CGEventSetIntegerValueField(self, event: int, field: int, value: int) -> None:
        assert field == CLICK_STATE
        self.made[event]["count"] = value

    def CGEventSetFlags(self, event: int, flags: int) -> None:
        self.made[event]["flags"] = flags

    def CGEventPost(self, _tap: int, event: int) -> None:
        made = self.made[event]
        assert made["flags"] == 0
        names = {MOVED: "move", 1: "left", 3: "right"}
        if made["kind"] in names:
            self.events.append((names[made["kind"]], int(made["x"]), int(made["y"])))
            self.counts.append(made["count"])

    def CFRelease(self, event: int) -> None:
        self.made[event]["kind"] = None


@pytest.fixture(scope="module")
def server() -> Iterator[XDisplay]:
    if not sys.platform.startswith("linux"):
        pytest.skip("NOT TESTED: the X11 mouse, which is for Linux")
    if missing := missing_programs():
        pytest.skip(f"NOT TESTED: the X11 mouse, because {', '.join(missing)} is not installed")
    with XDisplay() as display:
        yield display


@pytest.fixture
def x11(server: XDisplay, monkeypatch: pytest.MonkeyPatch) -> Iterator[X11Rig]:
    monkeypatch.setenv("DISPLAY", server.name)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    rig = X11Rig(server)
    yield rig
    rig.close()


@pytest.fixture(params=["x11", "windows", "macos"])
def rig(request: pytest.FixtureRequest) -> Rig:
    if request.param == "x11":
        found: Rig = request.getfixturevalue("x11")
        return found
    return WindowsRig() if request.param == "windows" else MacRig()


def clicks(rig: Rig) -> list[Seen]:
    return [each for each in rig.seen() if each[0] != "move"]


def test_the_pointer_goes_where_it_is_told(rig: Rig) -> None:
    rig.backend.move(Spot(150, 160))
    assert rig.seen()[-1] == ("move", 150, 160)
    assert clicks(rig) == []


@pytest.mark.parametrize("button", list(Button))
def test_a_click_is_one_click_where_it_is_told(rig: Rig, button: Button) -> None:
    rig.backend.click(Spot(250, 260), button)
    assert clicks(rig) == [(str(button), 250, 260)]


def test_a_double_click_is_two(rig: Rig) -> None:
    rig.backend.click(Spot(120, 130), times=2)
    assert clicks(rig) == [("left", 120, 130)] * 2


def test_swapped_buttons_do_what_they_say(rig: Rig) -> None:
    rig.swap()
    rig.backend.click(Spot(120, 130), Button.LEFT)
    rig.backend.click(Spot(121, 130), Button.RIGHT)
    assert clicks(rig) == [("left", 120, 130), ("right", 121, 130)]


def test_a_click_waits_until_held_keys_are_let_go(rig: Rig) -> None:
    if isinstance(rig, MacRig):
        return  # Its events say that no key is held: asserted in `CGEventPost`.
    rig.hold(True)
    click = threading.Thread(target=rig.backend.click, args=(Spot(150, 150),))
    click.start()
    time.sleep(0.2)
    assert clicks(rig) == []
    rig.hold(False)
    click.join(RELEASE_SECONDS)
    assert clicks(rig) == [("left", 150, 150)]


def test_a_key_that_is_never_let_go_is_told_and_nothing_clicked() -> None:
    rig = WindowsRig()
    rig.hold(True)
    with pytest.raises(EarSightError, match="held"):
        rig.backend.click(Spot(150, 150))
    assert clicks(rig) == []


def test_what_windows_refuses_is_told() -> None:
    rig = WindowsRig()
    rig.refuses = True
    with pytest.raises(EarSightError, match="Windows did not let"):
        rig.backend.click(Spot(150, 150))


def test_macos_counts_in_points_and_the_clicks_of_a_double_click() -> None:
    rig = MacRig()
    rig.backend.click(Spot(300, 500, scale=2.0), times=2)
    assert rig.seen() == [("move", 150, 250), ("left", 150, 250), ("left", 150, 250)]
    assert rig.counts == [0, 1, 2]
    assert all(made["kind"] is None for made in rig.made.values()), "every event is released"


def test_without_the_permission_of_macos_nothing_happens_and_the_way_to_it_is_told() -> None:
    rig = MacRig()
    rig.trusted = False
    assert not rig.backend.availability().usable
    with pytest.raises(MissingPartError) as caught:
        rig.backend.click(Spot(1, 1))
    assert "Accessibility" in caught.value.remedy
    assert rig.seen() == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="NOT TESTED: Linux only")
def test_without_an_x_server_the_reason_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    with pytest.raises(MissingPartError, match="Wayland"):
        choose(pointers())
    monkeypatch.delenv("WAYLAND_DISPLAY")
    monkeypatch.setenv("DISPLAY", "")
    with pytest.raises(MissingPartError, match="X server"):
        choose(pointers())


def test_the_one_of_this_desktop_is_chosen(x11: X11Rig) -> None:
    assert os.environ["DISPLAY"]
    assert choose(pointers()).name == "x11"
    assert survey("pointer", pointers())[0].used
