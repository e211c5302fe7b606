"""What every way of moving the focus must do, over X11 with and without a window manager, and over
pretended Windows and macOS.
"""

# ruff: noqa: N802 - user32 names its functions so

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from support.processes import Service, wait_until
from support.x_windows import PaintedWindow
from support.xdisplay import XDisplay

from assistant.core.backends import choose, survey
from assistant.core.geometry import Rect
from assistant.desktop.focus.base import WindowFocus
from assistant.desktop.focus.macos import MacFocus
from assistant.desktop.focus.none import NoFocus
from assistant.desktop.focus.win32 import Win32Focus
from assistant.desktop.focus.x11 import X11Focus
from assistant.desktop.registry import focuses, window_focus

NEEDED = ("Xvfb", "openbox", "setpriv")
EDITOR, BROWSER, OURS = "editor", "browser", "ours"


class Programs(Protocol):
    """Three programs with a window each, and who has the keyboard."""

    def handle(self, name: str) -> int:
        """The native handle of a program's window."""
        ...

    def focused(self) -> str:
        """Who has the keyboard; empty for nobody of the three."""
        ...

    def switch(self, name: str) -> None:
        """Give the keyboard to a program, as the person does."""
        ...

    def end(self, name: str) -> None:
        """End a program."""
        ...


class XPrograms:
    """Plain X clients."""

    def __init__(self, display: str, *, managed: bool) -> None:
        self.windows = {
            name: PaintedWindow(display, Rect(20 * place, 20 * place, 120, 80))
            for place, name in enumerate((EDITOR, BROWSER, OURS))
        }
        self.managed = managed

    def handle(self, name: str) -> int:
        return int(self.windows[name].window.id)

    def focused(self) -> str:
        for name, window in self.windows.items():
            if window.display.get_input_focus().focus == window.window:
                return name
        return ""

    def switch(self, name: str) -> None:
        def focused() -> bool:
            self.windows[name].take_focus()
            return self.focused() == name and (not self.managed or self._active() == name)

        wait_until(focused, f"the focus on {name}")

    def end(self, name: str) -> None:
        self.windows.pop(name).close()
        wait_until(lambda: not self.managed or self.focused(), "the next window")

    def _active(self) -> str:
        for name, window in self.windows.items():
            atom = window.display.intern_atom("_NET_ACTIVE_WINDOW")
            found = window.display.screen().root.get_full_property(atom, 0)
            if found and found.value[0] == window.window.id:
                return name
        return ""


class PretendedPrograms:
    """A table, which is user32 and AppKit in one."""

    def __init__(self) -> None:
        self.handles = {EDITOR: 11, BROWSER: 12, OURS: os.getpid()}
        self.front_now = 0
        self.refuses = False
        self.attached = False

    def handle(self, name: str) -> int:
        return self.handles[name]

    def focused(self) -> str:
        return next((name for name, each in self.handles.items() if each == self.front_now), "")

    def switch(self, name: str) -> None:
        self.front_now = self.handles[name]

    def end(self, name: str) -> None:
        if self.handles.pop(name) == self.front_now:
            self.front_now = 0

    def front(self) -> int:
        return self.front_now

    def activate(self, pid: int) -> None:
        if pid in self.handles.values():
            self.front_now = pid

    def GetForegroundWindow(self) -> int | None:
        return self.front_now or None

    def IsWindow(self, window: int) -> bool:
        return window in self.handles.values()

    def SetForegroundWindow(self, window: int) -> bool:
        if self.refuses and not self.attached:
            return False
        assert self.IsWindow(window)
        self.front_now = window
        return True

    def GetWindowThreadProcessId(self, window: int, _process: None) -> int:
        return window + 1000

    def AttachThreadInput(self, _ours: int, _theirs: int, attach: bool) -> bool:
        self.attached = attach
        return True


@pytest.fixture
def x_display(monkeypatch: pytest.MonkeyPatch) -> Iterator[XDisplay]:
    if missing := [name for name in NEEDED if shutil.which(name) is None]:
        pytest.skip(f"X11 is not checked: {', '.join(missing)} not installed")
    with XDisplay() as display:
        monkeypatch.setenv("DISPLAY", display.name)
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        yield display


@pytest.fixture
def window_manager(x_display: XDisplay, tmp_path: Path) -> Iterator[None]:
    env = {**x_display.env, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    ready = tmp_path / "ready"
    # A window that is shown while openbox still starts is lost to it.
    openbox = Service(["openbox", "--startup", f"touch {ready}"], env, tmp_path / "log")
    wait_until(ready.exists, "the window manager")
    yield
    openbox.stop()


@pytest.fixture(params=["x11", "x11-managed", "win32", "macos"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def programs(kind: str, request: pytest.FixtureRequest) -> Iterator[Programs]:
    if not kind.startswith("x11"):
        yield PretendedPrograms()
        return
    display: XDisplay = request.getfixturevalue("x_display")
    if kind == "x11-managed":
        request.getfixturevalue("window_manager")
    made = XPrograms(display.name, managed=kind == "x11-managed")
    yield made
    for window in made.windows.values():
        window.close()


@pytest.fixture
def focus(kind: str, programs: Any) -> WindowFocus:
    if kind == "win32":
        return Win32Focus(programs)
    return MacFocus(programs) if kind == "macos" else X11Focus()


def take(focus: WindowFocus, programs: Programs) -> None:
    """Get the keyboard, by the toolkit too, where that is enough."""
    if isinstance(focus, MacFocus):
        programs.switch(OURS)
    focus.take(programs.handle(OURS))
    wait_until(lambda: programs.focused() == OURS, "our window's focus")


@pytest.mark.parametrize("before", [EDITOR, BROWSER])
def test_the_focus_goes_back_where_it_was(
    focus: WindowFocus, programs: Programs, before: str
) -> None:
    programs.switch(before)
    focus.remember()
    take(focus, programs)
    focus.give_back()
    wait_until(lambda: programs.focused() == before, f"the focus on {before}")


def test_it_is_given_back_once(focus: WindowFocus, programs: Programs) -> None:
    programs.switch(EDITOR)
    focus.remember()
    focus.give_back()
    programs.switch(BROWSER)
    focus.give_back()
    assert programs.focused() == BROWSER


def test_what_was_remembered_last_counts(focus: WindowFocus, programs: Programs) -> None:
    for name in (EDITOR, BROWSER):
        programs.switch(name)
        focus.remember()
    take(focus, programs)
    focus.give_back()
    wait_until(lambda: programs.focused() == BROWSER, "the focus")


def test_a_program_that_has_ended_is_left_alone(
    focus: WindowFocus, programs: Programs, capfd: pytest.CaptureFixture[str]
) -> None:
    programs.switch(EDITOR)
    focus.remember()
    take(focus, programs)
    programs.end(EDITOR)
    focus.give_back()
    assert programs.focused() == OURS
    assert capfd.readouterr() == ("", "")


def test_nothing_remembered_nothing_given(focus: WindowFocus, programs: Programs) -> None:
    programs.switch(OURS)
    focus.give_back()
    assert programs.focused() == OURS


def test_windows_that_refuses_us_is_asked_as_the_program_in_front() -> None:
    programs = PretendedPrograms()
    programs.refuses = True
    programs.switch(EDITOR)
    Win32Focus(programs).take(programs.handle(OURS))
    assert programs.focused() == OURS
    assert not programs.attached


def test_our_own_window_is_nothing_to_go_back_to_on_macos() -> None:
    programs = PretendedPrograms()
    programs.switch(OURS)
    focus = MacFocus(programs)
    focus.remember()
    programs.switch(EDITOR)
    focus.give_back()
    assert programs.focused() == EDITOR


def test_x11_without_anything_focused(x_display: XDisplay) -> None:
    x_display._keyboard.set_input_focus(0, 0, 0)
    x_display._keyboard.sync()
    focus = X11Focus()
    focus.remember()
    focus.give_back()


# python-xlib leaves the socket of a failed connection to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_x_server_that_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":4711")
    focus = X11Focus()
    focus.remember()
    focus.take(1)
    focus.give_back()


def test_there_is_always_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("DISPLAY", ":0")
    chosen = choose(focuses())
    assert isinstance(chosen, NoFocus)
    refused = [row for row in survey("focus", focuses()) if not row.used]
    assert all(row.availability.reason for row in refused)
    chosen.remember()
    chosen.take(1)
    chosen.give_back()


def test_every_window_gets_its_own() -> None:
    """What one window remembered is nothing that another gives back to."""
    first, second = window_focus(), window_focus()
    assert first is not second
    assert type(first) is type(second) is type(choose(focuses()))


def test_without_a_display_there_is_no_x11_focus(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not X11Focus().availability().usable
