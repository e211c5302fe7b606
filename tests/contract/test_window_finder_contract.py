"""What every window finder must do, over the fake and over X11."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from support.fake_desktop import FakeWindows
from support.x_windows import PaintedWindow
from support.xdisplay import XDisplay, missing_programs

from assistant.capture.base import WindowFinder
from assistant.capture.windows.unknown import UnknownWindows
from assistant.capture.windows.x11 import X11Windows
from assistant.capture.x11_connection import X11Connection
from assistant.core.frame import WindowInfo
from assistant.core.geometry import Rect

PLACE = Rect(40, 30, 200, 100)


@pytest.fixture
def x_display(monkeypatch: pytest.MonkeyPatch) -> Iterator[XDisplay]:
    if missing := missing_programs():
        pytest.skip(f"X11 is not checked: {', '.join(missing)} not installed")
    with XDisplay() as display:
        monkeypatch.setenv("DISPLAY", display.name)
        monkeypatch.setenv("XDG_SESSION_TYPE", "x11")
        # Nobody's real session may answer whether it is locked.
        for bus in ("SESSION", "SYSTEM"):
            monkeypatch.setenv(f"DBUS_{bus}_BUS_ADDRESS", "unix:path=/nonexistent")
        yield display


@pytest.fixture
def x11(x_display: XDisplay) -> Iterator[X11Windows]:
    connection = X11Connection()
    yield X11Windows(connection)
    connection.close()


@pytest.fixture
def window(x_display: XDisplay) -> Iterator[PaintedWindow]:
    painted = PaintedWindow(x_display.name, PLACE)
    painted.set_text("_NET_WM_NAME", "UTF8_STRING", "Größe".encode())
    painted.set_text("WM_CLASS", "STRING", b"sample\0Sample\0")
    painted.set_numbers("_NET_WM_PID", "CARDINAL", os.getpid())
    painted.take_focus()
    yield painted
    painted.close()


@pytest.fixture(params=["fake", "x11"])
def finder(request: pytest.FixtureRequest) -> WindowFinder:
    if request.param == "fake":
        info = WindowInfo(1, "Größe", "Sample", PLACE, os.getpid())
        return FakeWindows(info, (320, 240))
    request.getfixturevalue("window")
    found: WindowFinder = request.getfixturevalue("x11")
    return found


def test_the_active_window(finder: WindowFinder) -> None:
    assert finder.availability().usable
    found = finder.active_window()
    assert found is not None
    assert (found.title, found.application, found.pid) == ("Größe", "Sample", os.getpid())
    assert (found.rect, found.scale, found.minimised) == (PLACE, 1.0, False)
    assert found.handle


def test_all_windows_from_front_to_back(finder: WindowFinder) -> None:
    (found,) = finder.windows()
    active = finder.active_window()
    assert active is not None
    assert (found.handle, found.title, found.rect) == (active.handle, active.title, active.rect)


def test_the_pointer(finder: WindowFinder) -> None:
    assert finder.pointer() == (320, 240)


def test_an_unlocked_session(finder: WindowFinder) -> None:
    assert finder.is_locked() is False


@pytest.mark.parametrize("empty", ["fake", "x11", "unknown"])
def test_no_window(empty: str, request: pytest.FixtureRequest) -> None:
    finders: dict[str, WindowFinder] = {"fake": FakeWindows(), "unknown": UnknownWindows()}
    finder = finders.get(empty) or request.getfixturevalue("x11")
    assert finder.active_window() is None
    assert list(finder.windows()) == []


def test_what_the_window_manager_calls_active_counts(
    x_display: XDisplay, x11: X11Windows, window: PaintedWindow
) -> None:
    other = PaintedWindow(x_display.name, Rect(300, 200, 50, 60))
    other.become_active()
    found = x11.active_window()
    assert found is not None
    assert (found.rect, found.focus) == (Rect(300, 200, 50, 60), None)
    other.close()


def test_no_window_where_the_window_manager_says_so(x11: X11Windows, window: PaintedWindow) -> None:
    root = window.display.screen().root
    atom = window.display.intern_atom
    root.change_property(atom("_NET_ACTIVE_WINDOW"), atom("WINDOW"), 32, [0])
    window.display.sync()
    assert x11.active_window() is None


def test_no_window_where_the_window_manager_has_not_named_one(
    x11: X11Windows, window: PaintedWindow
) -> None:
    root = window.display.screen().root
    active = window.display.intern_atom("_NET_ACTIVE_WINDOW")
    supported = window.display.intern_atom("_NET_SUPPORTED")
    root.change_property(supported, window.display.intern_atom("ATOM"), 32, [active])
    window.display.sync()
    assert x11.active_window() is None


def test_the_window_under_the_pointer_where_the_focus_follows_it(
    x_display: XDisplay, x11: X11Windows
) -> None:
    under = PaintedWindow(x_display.name, Rect(300, 200, 50, 60))
    under.display.set_input_focus(1, 1, 0)
    under.display.sync()
    found = x11.active_window()
    assert found is not None
    assert found.rect == Rect(300, 200, 50, 60)
    under.close()


def test_a_window_without_a_name(x_display: XDisplay, x11: X11Windows) -> None:
    bare = PaintedWindow(x_display.name, PLACE)
    bare.set_text("WM_NAME", "STRING", b"")
    bare.take_focus()
    found = x11.active_window()
    assert found is not None
    assert (found.title, found.application, found.pid) == ("", "", 0)
    bare.close()


def test_an_old_name(x_display: XDisplay, x11: X11Windows) -> None:
    old = PaintedWindow(x_display.name, PLACE)
    old.set_text("WM_NAME", "STRING", b"xterm")
    old.take_focus()
    found = x11.active_window()
    assert found is not None
    assert found.title == "xterm"
    old.close()


def test_a_window_that_was_closed_meanwhile(x11: X11Windows, window: PaintedWindow) -> None:
    window.become_active()
    window.destroy()
    assert x11.active_window() is None


def test_frames_count_and_shadows_do_not(x11: X11Windows, window: PaintedWindow) -> None:
    window.set_numbers("_GTK_FRAME_EXTENTS", "CARDINAL", 10, 11, 12, 13)
    found = x11.active_window()
    assert found is not None
    assert (found.rect, found.content) == (Rect(50, 42, 179, 75), None)
    window.set_numbers("_NET_FRAME_EXTENTS", "CARDINAL", 1, 2, 20, 3)
    found = x11.active_window()
    assert found is not None
    assert (found.rect, found.content) == (Rect(39, 10, 203, 123), PLACE)


def test_the_focused_part_of_a_window(
    x_display: XDisplay, x11: X11Windows, window: PaintedWindow
) -> None:
    window.become_active()
    field = PaintedWindow(x_display.name, Rect(60, 50, 90, 20))
    field.take_focus()
    found = x11.active_window()
    assert found is not None
    assert (found.rect, found.focus) == (PLACE, Rect(60, 50, 90, 20))
    field.close()


def test_the_focus_is_not_made_up(finder: WindowFinder) -> None:
    found = finder.active_window()
    assert found is not None
    assert finder.focus(found) == found.focus


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (Rect(100, 50, 2, 15), Rect(100, 50, 2, 15)),
        (Rect(1000, 50, 2, 15), PLACE),
        (None, PLACE),
    ],
)
def test_what_the_program_tells_of_the_focus_counts_inside_its_window(
    x11: X11Windows,
    window: PaintedWindow,
    monkeypatch: pytest.MonkeyPatch,
    told: Rect | None,
    expected: Rect,
) -> None:
    asked: list[int] = []

    def tell(pid: int) -> Rect | None:
        asked.append(pid)
        return told

    monkeypatch.setattr("assistant.capture.windows.x11.focused_rect", tell)
    found = x11.active_window()
    assert found is not None
    assert x11.focus(found) == expected
    assert asked == [os.getpid()]


@pytest.mark.parametrize("by", ["hidden", "iconic"])
def test_a_minimised_window(x11: X11Windows, window: PaintedWindow, by: str) -> None:
    window.become_active()
    if by == "hidden":
        window.set_atoms("_NET_WM_STATE", "_NET_WM_STATE_FOCUSED", "_NET_WM_STATE_HIDDEN")
    else:
        window.set_numbers("WM_STATE", "WM_STATE", 3, 0)
    found = x11.active_window()
    assert found is not None
    assert found.minimised


def test_the_scale_that_the_desktop_asks_for(x11: X11Windows, window: PaintedWindow) -> None:
    root = window.display.screen().root
    atom = window.display.intern_atom
    root.change_property(atom("RESOURCE_MANAGER"), atom("STRING"), 8, b"Xft.dpi:\t144\n")
    window.display.sync()
    found = x11.active_window()
    assert found is not None
    assert found.scale == 1.5


def test_a_locker_on_top(x_display: XDisplay, x11: X11Windows) -> None:
    locker = PaintedWindow(x_display.name, Rect(0, 0, 640, 480))
    locker.set_text("WM_CLASS", "STRING", b"i3lock\0i3lock\0")
    assert x11.is_locked()
    locker.close()


def test_xscreensaver(x11: X11Windows, window: PaintedWindow) -> None:
    root = window.display.screen().root
    atom = window.display.intern_atom
    root.change_property(atom("_SCREENSAVER_STATUS"), atom("INTEGER"), 32, [atom("LOCK"), 0, 0])
    window.display.sync()
    assert x11.is_locked()


# python-xlib leaves the socket of a failed connection to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_server_that_is_gone(monkeypatch: pytest.MonkeyPatch, x11: X11Windows) -> None:
    with XDisplay() as other:
        monkeypatch.setenv("DISPLAY", other.name)
        assert x11.pointer() is not None
    # Another test's server may get the free number at once.
    monkeypatch.setenv("DISPLAY", ":9876")
    assert x11.active_window() is None
    assert x11.pointer() is None
    assert x11.is_locked() is False


def test_a_server_that_came_back(
    monkeypatch: pytest.MonkeyPatch, x_display: XDisplay, x11: X11Windows
) -> None:
    with XDisplay() as first:
        monkeypatch.setenv("DISPLAY", first.name)
        assert x11.pointer() is not None
    # As after a new login: the variable names the new server.
    monkeypatch.setenv("DISPLAY", x_display.name)
    assert x11.pointer() is not None


def test_a_covered_window_comes_to_the_front_and_goes_back(
    x_display: XDisplay, x11: X11Windows, window: PaintedWindow
) -> None:
    over = PaintedWindow(x_display.name, PLACE.moved(20, 20))
    over.set_text("_NET_WM_NAME", "UTF8_STRING", b"Over")
    assert [each.title for each in x11.windows()] == ["Over", "Größe"]
    put_back = x11.uncover(x11.windows()[1])
    assert put_back is not None
    assert [each.title for each in x11.windows()] == ["Größe", "Over"]
    active = x11.active_window()
    assert active is not None
    assert active.title == "Größe"
    put_back()
    assert [each.title for each in x11.windows()] == ["Over", "Größe"]
    over.close()


def test_the_window_managers_list_counts_without_panels_and_other_workspaces(
    x_display: XDisplay, x11: X11Windows, window: PaintedWindow
) -> None:
    panel = PaintedWindow(x_display.name, Rect(0, 0, 640, 20))
    panel.set_atoms("_NET_WM_WINDOW_TYPE", "_NET_WM_WINDOW_TYPE_DOCK")
    away = PaintedWindow(x_display.name, Rect(300, 200, 50, 60))
    away.set_text("_NET_WM_NAME", "UTF8_STRING", b"Away")
    away.set_numbers("_NET_WM_DESKTOP", "CARDINAL", 1)
    root, atom = window.display.screen().root, window.display.intern_atom
    root.change_property(atom("_NET_CURRENT_DESKTOP"), atom("CARDINAL"), 32, [0])
    listed = [each.window.id for each in (panel, away, window)]
    root.change_property(atom("_NET_CLIENT_LIST_STACKING"), atom("WINDOW"), 32, listed)
    window.display.sync()
    found = [(each.title, each.minimised) for each in x11.windows()]
    assert found == [("Größe", False), ("Away", True)]
    panel.close()
    away.close()
