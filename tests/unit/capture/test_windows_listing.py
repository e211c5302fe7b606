"""The windows of Windows, over pretended system libraries."""

# ruff: noqa: N802 - user32 and dwmapi name their functions so

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from assistant.capture.windows import win32_listing
from assistant.capture.windows.win32_listing import ordinary_windows, raise_window

TOPMOST, NOT_TOPMOST = -1, -2
TOOL_WINDOW, NO_ACTIVATION = 0x80, 0x0010


@dataclass
class Window:
    """One window as Windows knows it."""

    title: str
    visible: bool = True
    style: int = 0
    owner: int = 0
    cloaked: int = 0


@dataclass
class FakeUser32:
    """`moves` are the calls that change the order: window, after which, flags."""

    windows: dict[int, Window]
    moves: list[tuple[int, int, int]] = field(default_factory=list)
    refuses: bool = False

    def EnumWindows(self, callback: Callable[[int, int], bool], _data: int) -> None:
        for handle in self.windows:
            callback(handle, 0)

    def IsWindowVisible(self, window: Any) -> bool:
        return self.windows[window.value].visible

    def GetWindowLongW(self, window: Any, _which: int) -> int:
        return self.windows[window.value].style

    @property
    def GetWindow(self) -> Any:
        def get(window: Any, which: int) -> int:
            if which == 4:
                return self.windows[window.value].owner
            order = list(self.windows)
            place = order.index(window.value)
            return order[place - 1] if place else 0

        return get

    def GetWindowTextW(self, window: Any, text: Any, _most: int) -> None:
        text.value = self.windows[window.value].title

    def DwmGetWindowAttribute(self, window: Any, _which: int, value: Any, _size: int) -> int:
        value._obj.value = self.windows[window.value].cloaked
        return 0

    def SetWindowPos(self, window: Any, after: Any, *rest: int) -> bool:
        number = ctypes.c_ssize_t(after.value or 0).value
        self.moves.append((window.value, number, rest[-1]))
        return not self.refuses


@pytest.fixture
def user32(monkeypatch: pytest.MonkeyPatch) -> FakeUser32:
    fake = FakeUser32(
        {
            11: Window("Letter"),
            12: Window("Hidden", visible=False),
            13: Window("Palette", style=TOOL_WINDOW),
            14: Window("Find", owner=11),
            15: Window("Elsewhere", cloaked=1),
            16: Window(""),
            17: Window("Chat"),
        }
    )
    monkeypatch.setattr(win32_listing, "library", lambda _name: fake)
    return fake


def test_what_the_task_switcher_shows_is_listed_from_front_to_back(user32: FakeUser32) -> None:
    assert list(ordinary_windows()) == [11, 17]


def test_a_window_is_put_over_others_without_the_keyboard_and_back(user32: FakeUser32) -> None:
    put_back = raise_window(17)
    assert put_back is not None
    put_back()
    assert [(window, after) for window, after, _flags in user32.moves] == [
        (17, TOPMOST),
        (17, NOT_TOPMOST),
        (17, 16),
    ]
    assert all(flags & NO_ACTIVATION for _window, _after, flags in user32.moves)


def test_a_refusal_is_told(user32: FakeUser32) -> None:
    user32.refuses = True
    assert raise_window(17) is None
