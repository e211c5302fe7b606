"""What every pixel guard must do; the X11 one over a display of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from support.x_windows import PaintedWindow
from support.xdisplay import XDisplay, missing_programs

from assistant.core.geometry import Rect
from assistant.watching.backends.unknown import Polling
from assistant.watching.backends.x11_damage import X11Damage
from assistant.watching.base import PixelGuard, PixelGuards

PLACE = Rect(40, 30, 200, 100)


@pytest.fixture
def x_display(monkeypatch: pytest.MonkeyPatch) -> Iterator[XDisplay]:
    if missing := missing_programs():
        pytest.skip(f"X11 is not checked: {', '.join(missing)} not installed")
    with XDisplay() as display:
        monkeypatch.setenv("DISPLAY", display.name)
        monkeypatch.setenv("XDG_SESSION_TYPE", "x11")
        yield display


@pytest.fixture
def window(x_display: XDisplay) -> Iterator[PaintedWindow]:
    painted = PaintedWindow(x_display.name, PLACE)
    yield painted
    painted.close()


@pytest.fixture(params=["polling", "x11-damage"])
def guards(request: pytest.FixtureRequest, window: PaintedWindow) -> PixelGuards:
    return Polling() if request.param == "polling" else X11Damage()


def _paint(window: PaintedWindow, colour: int = 0xFFFFFF) -> None:
    """Draw a box in the window."""
    pen = window.window.create_gc(foreground=colour)
    window.window.fill_rectangle(pen, 10, 10, 50, 20)
    window.display.sync()


def _quiet(guard: PixelGuard) -> None:
    """Take in what was drawn until now."""
    time.sleep(0.1)
    guard.may_have_changed()


@pytest.mark.parametrize("whole", [True, False])
def test_what_is_drawn_is_told_each_time(
    guards: PixelGuards, window: PaintedWindow, whole: bool
) -> None:
    assert guards.availability().usable
    guard = guards.guard(0 if whole else window.window.id)
    for colour in (0xFF0000, 0x00FF00, 0x0000FF):
        _paint(window, colour)
        time.sleep(0.05)
        assert guard.may_have_changed()
    guard.close()


def test_nothing_fails_when_the_window_or_the_display_is_gone(
    guards: PixelGuards, window: PaintedWindow
) -> None:
    guard = guards.guard(window.window.id)
    window.destroy()
    for _ in range(3):
        guard.may_have_changed()
    guard.close()
    guard.close()


@pytest.fixture
def guarded(window: PaintedWindow) -> Iterator[Callable[[int], PixelGuard]]:
    made: list[PixelGuard] = []

    def make(handle: int) -> PixelGuard:
        made.append(X11Damage().guard(handle))
        _quiet(made[-1])
        return made[-1]

    yield make
    for guard in made:
        guard.close()


def test_nothing_is_told_where_nothing_is_drawn(
    guarded: Callable[[int], PixelGuard], window: PaintedWindow
) -> None:
    guard = guarded(window.window.id)
    assert not guard.may_have_changed()
    assert not guard.may_have_changed()


def test_another_window_counts_for_the_desktop_alone(
    guarded: Callable[[int], PixelGuard], window: PaintedWindow, x_display: XDisplay
) -> None:
    other = PaintedWindow(x_display.name, Rect(300, 200, 100, 60))
    one, whole = guarded(window.window.id), guarded(0)
    _paint(other)
    time.sleep(0.05)
    assert not one.may_have_changed()
    assert whole.may_have_changed()
    other.close()


def test_a_part_of_the_window_counts(
    guarded: Callable[[int], PixelGuard], window: PaintedWindow
) -> None:
    screen = window.display.screen()
    inner = window.window.create_window(
        5, 5, 80, 40, 0, screen.root_depth, background_pixel=0x808080
    )
    inner.map()
    window.display.sync()
    guard = guarded(window.window.id)
    inner.fill_rectangle(inner.create_gc(foreground=0xFFFFFF), 0, 0, 30, 30)
    window.display.sync()
    time.sleep(0.05)
    assert guard.may_have_changed()


# python-xlib leaves the socket of a failed connection to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_without_a_server_everything_may_have_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    if missing := missing_programs():
        pytest.skip(f"X11 is not checked: {', '.join(missing)} not installed")
    with XDisplay() as display:
        monkeypatch.setenv("DISPLAY", display.name)
        guard = X11Damage().guard(0)
        _quiet(guard)
    assert guard.may_have_changed()
    guard.close()
    monkeypatch.setenv("DISPLAY", ":9876")
    with pytest.raises(OSError, match="X server"):
        X11Damage().guard(0)
