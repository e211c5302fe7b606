"""What every screen backend must do, over the fake and over the real ones of this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.fake_desktop import FakeScreen
from support.x_windows import PaintedWindow
from support.xdisplay import XDisplay, missing_programs

from assistant.capture.base import Monitor, ScreenBackend
from assistant.capture.geometry import bounds
from assistant.capture.screens.mss_screen import MssScreen
from assistant.core.errors import CaptureError
from assistant.core.geometry import Rect

WINDOW = Rect(40, 30, 200, 100)
COLOUR = (0x33, 0x66, 0xCC)


def fake_screen() -> FakeScreen:
    screen = FakeScreen([Monitor(1, Rect(0, 0, 640, 480), primary=True)])
    screen.fill(WINDOW, "#3366cc")
    return screen


@pytest.fixture(scope="module")
def x_display() -> Iterator[XDisplay]:
    if missing := missing_programs():
        pytest.skip(f"mss on X11 is not checked: {', '.join(missing)} not installed")
    with XDisplay() as display:
        window = PaintedWindow(display.name, WINDOW)
        yield display
        window.close()


@pytest.fixture(params=["fake", "mss"])
def screen(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> ScreenBackend:
    if request.param == "fake":
        return fake_screen()
    display: XDisplay = request.getfixturevalue("x_display")
    monkeypatch.setenv("DISPLAY", display.name)
    monkeypatch.setenv("XDG_SESSION_TYPE", "x11")
    return MssScreen()


def test_it_says_that_it_is_usable(screen: ScreenBackend) -> None:
    assert screen.name
    assert screen.availability().usable


def test_warming_up_changes_nothing(screen: ScreenBackend) -> None:
    screen.warm_up()
    with screen.open() as desktop:
        assert desktop.grab(WINDOW).getcolors() == [(WINDOW.area, COLOUR)]


def test_monitors_are_numbered_from_one(screen: ScreenBackend) -> None:
    with screen.open() as desktop:
        assert [monitor.number for monitor in desktop.monitors] == [1]
        assert desktop.monitors[0].rect == Rect(0, 0, 640, 480)
        assert desktop.monitors[0].scale == 1.0


def test_the_monitors_are_known_without_a_picture(screen: ScreenBackend) -> None:
    with screen.open() as desktop:
        assert list(screen.layout()) == list(desktop.monitors)


def test_the_whole_desktop(screen: ScreenBackend) -> None:
    with screen.open() as desktop:
        picture = desktop.grab(bounds(desktop.monitors))
    assert (picture.mode, picture.size) == ("RGB", (640, 480))


def test_a_rectangle_has_exactly_its_pixels(screen: ScreenBackend) -> None:
    with screen.open() as desktop:
        picture = desktop.grab(Rect(WINDOW.x - 1, WINDOW.y - 2, 9, 7))
    assert picture.size == (9, 7)
    assert picture.getpixel((1, 2)) == COLOUR
    assert picture.getpixel((0, 6)) != COLOUR
    assert picture.getpixel((8, 1)) != COLOUR


def test_the_last_pixel(screen: ScreenBackend) -> None:
    with screen.open() as desktop:
        assert desktop.grab(Rect(639, 479, 1, 1)).size == (1, 1)


def test_pictures_outlive_the_desktop(screen: ScreenBackend) -> None:
    with screen.open() as desktop:
        picture = desktop.grab(WINDOW)
    assert picture.getcolors() == [(WINDOW.area, COLOUR)]


def test_every_thread_may_open_it(screen: ScreenBackend) -> None:
    sizes: list[tuple[int, int]] = []

    def work() -> None:
        with screen.open() as desktop:
            sizes.append(desktop.grab(WINDOW).size)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sizes == [(WINDOW.width, WINDOW.height)] * 4


def test_nothing_stays_open(x_display: XDisplay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", x_display.name)
    monkeypatch.setenv("XDG_SESSION_TYPE", "x11")

    def look() -> int:
        with MssScreen().open() as desktop:
            desktop.grab(WINDOW)
        return len(list(Path("/proc/self/fd").iterdir()))

    assert look() == look()


def test_mss_refuses_kindly_without_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    found = MssScreen().availability()
    assert (found.usable, bool(found.reason), bool(found.remedy)) == (False, True, True)


def test_mss_leaves_wayland_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("XDG_SESSION_TYPE", "wayland")
    assert "Wayland" in MssScreen().availability().reason


def test_a_display_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    if missing_programs():
        pytest.skip("needs X11")
    monkeypatch.setenv("DISPLAY", ":9876")
    monkeypatch.setenv("XDG_SESSION_TYPE", "x11")
    MssScreen().warm_up()
    with pytest.raises(CaptureError) as caught, MssScreen().open():
        pass
    assert caught.value.remedy
