"""The Windows backend against a pretended user32, and its pure parts."""

# ruff: noqa: N802 - user32 names its functions so

import ctypes
import queue
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from assistant.core.errors import EarSightError
from assistant.hotkeys.base import ChordTakenError
from assistant.hotkeys.chords import KEYS, Chord
from assistant.hotkeys.windows import KeyEvent, WindowsHotkeys
from assistant.hotkeys.windows_keys import (
    WM_HOTKEY,
    WM_KEYDOWN,
    WM_KEYUP,
    LayerFilter,
    registration,
    virtual_key,
)

SHIFT, ALT, WIN = 0x10, 0x12, 0x5B


def us_scan(char: str) -> int:
    return {"?": 0x1BF, "/": 0xBF, ";": 0xBA, "-": 0xBD}.get(char, -1)


def german_scan(char: str) -> int:
    return {"?": 0x1DB, "/": 0x137, "-": 0xBD}.get(char, -1)


@pytest.mark.parametrize(
    ("text", "modifiers", "key"),
    [
        ("Super+Alt+J", 0x4009, 0x4A),
        ("Ctrl+Shift+F11", 0x4006, 0x7A),
        ("Win+Shift+PageUp", 0x400C, 0x21),
        ("Alt+Shift+7", 0x4005, 0x37),
    ],
)
def test_chords_become_registrations(text: str, modifiers: int, key: int) -> None:
    assert registration(Chord.parse(text), us_scan) == (modifiers, key)


def test_every_key_has_a_virtual_key_of_its_own() -> None:
    keys = {key: virtual_key(key, lambda _char: -1) for key in KEYS}
    assert len(set(keys.values())) == len(KEYS)
    assert all(0x08 <= code <= 0xFE for code in keys.values())


def test_punctuation_follows_the_layout() -> None:
    assert virtual_key("?", us_scan) == 0xBF
    assert virtual_key("?", german_scan) == 0xDB
    assert virtual_key("'", german_scan) == 0xDE


def layer(**options: Any) -> tuple[LayerFilter, list[str]]:
    heard: list[str] = []
    keys = options.get("keys", {"w", "?", "escape"})
    before = options.get("before")
    made = LayerFilter.of(keys, options.get("chords", ()), us_scan, heard.append, before)
    return made, heard


def test_the_layer_swallows_known_and_unknown_keys_but_not_modifiers() -> None:
    made, heard = layer()
    assert made.swallow(WM_KEYDOWN, ord("W"), 1, 0)
    assert made.swallow(WM_KEYUP, ord("W"), 2, 0)
    assert made.swallow(WM_KEYDOWN, ord("K"), 3, 0)
    assert not made.swallow(WM_KEYDOWN, 0xA0, 4, 0)
    assert made.swallow(WM_KEYDOWN, 0xBF, 5, 4)
    assert heard == ["w", "", "?"]


def test_a_layer_s_key_may_be_shifted_or_controlled() -> None:
    made, heard = layer(keys={"h", "shift+h", "left", "ctrl+left"})
    for number, (key, held) in enumerate(
        [(ord("H"), 0), (ord("H"), 4), (0x25, 2), (0x25, 0), (0x25, 4), (0x27, 2)]
    ):
        assert made.swallow(WM_KEYDOWN, key, 2 * number, held)
        assert made.swallow(WM_KEYUP, key, 2 * number + 1, held)
    assert heard == ["h", "shift+h", "ctrl+left", "left", "left", ""]


def test_a_key_held_while_another_layer_opens_counts_once() -> None:
    first, _heard = layer()
    assert first.swallow(WM_KEYDOWN, ord("W"), 1, 0)
    second, heard = layer(before=first)
    assert second.swallow(WM_KEYDOWN, ord("W"), 500, 0)
    assert second.swallow(WM_KEYUP, ord("W"), 600, 0)
    assert heard == []
    assert second.swallow(WM_KEYDOWN, ord("W"), 700, 0)
    assert heard == ["w"]


def test_keys_pressed_before_the_layer_may_be_released() -> None:
    made, heard = layer()
    assert not made.swallow(WM_KEYUP, ord("J"), 1, 0)
    assert heard == []


def test_a_held_key_counts_once_and_is_swallowed_past_the_end_of_the_layer() -> None:
    made, heard = layer()
    made.swallow(WM_KEYDOWN, ord("W"), 1, 0)
    made.closing = True
    assert not made.finished
    assert made.swallow(WM_KEYDOWN, ord("W"), 300, 0)
    assert not made.swallow(WM_KEYDOWN, ord("K"), 310, 0)
    assert made.swallow(WM_KEYUP, ord("W"), 330, 0)
    assert made.finished
    assert heard == ["w"]


def test_bound_chords_go_through_the_layer() -> None:
    made, heard = layer(chords=[Chord.parse("Super+Alt+J")])
    assert not made.swallow(WM_KEYDOWN, ord("J"), 1, 0x9)
    assert made.swallow(WM_KEYDOWN, ord("J"), 2, 0)
    assert heard == [""]


class FakeUser32:
    """Enough of user32: a message queue, a hotkey table and one hook."""

    def __init__(self) -> None:
        self.hotkeys: dict[int, tuple[int, int]] = {}
        self.taken: set[tuple[int, int]] = set()
        self.hook: Any = None
        self.down: set[int] = set()
        self.passed: list[int] = []
        self._messages: queue.Queue[tuple[int, int] | Callable[[], None]] = queue.Queue()

    def PeekMessageW(self, *_arguments: Any) -> int:
        return 0

    def PostThreadMessageW(self, _thread: int, message: int, wparam: int, _lparam: int) -> int:
        self._messages.put((message, wparam))
        return 1

    def GetMessageW(self, message: Any, *_arguments: Any) -> int:
        while True:
            found = self._messages.get(timeout=10)
            if isinstance(found, tuple):
                message._obj.message, message._obj.wParam = found
                return 1
            found()

    def RegisterHotKey(self, _window: None, number: int, modifiers: int, key: int) -> int:
        if (modifiers, key) in self.taken | set(self.hotkeys.values()):
            return 0
        self.hotkeys[number] = (modifiers, key)
        return 1

    def UnregisterHotKey(self, _window: None, number: int) -> int:
        del self.hotkeys[number]
        return 1

    def VkKeyScanW(self, char: str) -> int:
        return us_scan(char)

    def GetAsyncKeyState(self, key: int) -> int:
        return -32768 if key in self.down else 0

    def SetWindowsHookExW(self, _kind: int, procedure: Any, _module: None, _thread: int) -> int:
        self.hook = procedure
        return 77

    def UnhookWindowsHookEx(self, _hook: int) -> int:
        self.hook = None
        return 1

    def CallNextHookEx(self, _hook: None, _code: int, _message: int, address: int) -> int:
        self.passed.append(KeyEvent.from_address(address).vkCode)
        return 0

    def key(self, message: int, key: int, when: int) -> None:
        """The person presses or releases a key: first the hook, then the hotkeys."""
        done: queue.Queue[None] = queue.Queue()

        def deliver() -> None:
            event = KeyEvent(vkCode=key, time=when)
            if not (self.hook and self.hook(0, message, ctypes.addressof(event))):
                modifiers = 0x4000 | sum({ALT: 1, WIN: 8}[held] for held in self.down)
                for number, hotkey in self.hotkeys.items():
                    if message == WM_KEYDOWN and hotkey == (modifiers, key):
                        self._messages.put((WM_HOTKEY, number))
            done.put(None)

        self._messages.put(deliver)
        done.get(timeout=10)

    def tap(self, key: int, when: int) -> None:
        self.key(WM_KEYDOWN, key, when)
        self.key(WM_KEYUP, key, when + 1)


@pytest.fixture
def windows() -> FakeUser32:
    return FakeUser32()


@pytest.fixture
def presses() -> list[str]:
    return []


@pytest.fixture
def backend(windows: FakeUser32, presses: list[str]) -> Iterator[WindowsHotkeys]:
    made = WindowsHotkeys(windows)
    made.start(presses.append, lambda _error: None)
    yield made
    made.close()
    assert windows.hotkeys == {}
    assert windows.hook is None


def soon(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_bind_registers_exactly_these(
    backend: WindowsHotkeys, windows: FakeUser32, presses: list[str]
) -> None:
    windows.taken.add((0x4009, ord("T")))
    wanted = {"a": "Super+Alt+F", "b": "Super+Alt+T"}
    refused = backend.bind({name: Chord.parse(text) for name, text in wanted.items()})
    assert [type(error) for error in refused] == [ChordTakenError]
    windows.down = {ALT, WIN}
    windows.tap(ord("F"), 10)
    soon(lambda: presses == ["a"])
    backend.bind({"c": Chord.parse("Super+Alt+Z")})
    assert list(windows.hotkeys.values()) == [(0x4009, ord("Z"))]


def test_the_layer_hooks_and_unhooks(
    backend: WindowsHotkeys, windows: FakeUser32, presses: list[str]
) -> None:
    keys: list[str] = []

    def on_key(key: str) -> None:
        keys.append(key)
        backend.close_layer()

    backend.bind({"leader": Chord.parse("Super+Alt+J")})
    assert windows.hook is None
    backend.open_layer({"w"}, on_key)
    windows.down = {ALT, WIN}
    windows.tap(ord("J"), 10)
    soon(lambda: presses == ["leader"])
    windows.down = set()
    windows.key(WM_KEYDOWN, ord("W"), 20)
    assert (keys, windows.passed) == (["w"], [ord("J"), ord("J")])
    assert windows.hook is not None, "the key would repeat into the program"
    windows.key(WM_KEYUP, ord("W"), 30)
    soon(lambda: windows.hook is None)
    assert ord("W") not in windows.passed


def test_closing_an_idle_layer_from_outside_unhooks(
    backend: WindowsHotkeys, windows: FakeUser32
) -> None:
    backend.open_layer({"w"}, lambda _key: None)
    assert windows.hook is not None
    backend.close_layer()
    soon(lambda: windows.hook is None)


def test_a_refused_hook_is_told(
    backend: WindowsHotkeys, windows: FakeUser32, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows, "SetWindowsHookExW", lambda *_arguments: None)
    with pytest.raises(EarSightError, match="next key"):
        backend.open_layer({"w"}, lambda _key: None)


@pytest.mark.skipif(sys.platform == "win32", reason="this is Windows")
def test_elsewhere_than_on_windows_it_says_so() -> None:
    with pytest.raises(OSError, match="part of Windows"):
        WindowsHotkeys()


def test_the_keypad_and_control_with_shift_mean_something_too() -> None:
    made, heard = layer(keys={"7", "left", "ctrl+shift+left"})
    assert made.swallow(WM_KEYDOWN, 0x67, 1, 0)
    assert made.swallow(WM_KEYDOWN, 0x25, 2, 2 | 4)
    assert heard == ["7", "ctrl+shift+left"]
