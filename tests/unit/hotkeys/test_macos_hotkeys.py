"""The macOS backend against a pretended Carbon, and its pure parts."""

# ruff: noqa: N802 - Carbon names its functions so

import ctypes
import sys
from typing import Any

import pytest

from assistant.core.errors import BadInputError, EarSightError, MissingPartError
from assistant.hotkeys.base import ChordTakenError
from assistant.hotkeys.chords import KEYS, Chord
from assistant.hotkeys.macos import HANDLED, NOT_HANDLED, SIGNATURE, HotKeyId, MacHotkeys
from assistant.hotkeys.macos_keys import (
    four_characters,
    key_code,
    layer_registrations,
    modifier_bits,
)

NO_LAYOUT: dict[str, int] = {}
FRENCH = {"a": 12, "q": 0, "z": 13, "w": 6, "m": 41, ",": 46, "?": 46}


def test_numbers_are_carbons() -> None:
    assert four_characters("keyb") == 0x6B657962
    assert modifier_bits(Chord.parse("Cmd+Ctrl+Shift+J").modifiers) == 0x1300
    assert modifier_bits(Chord.parse("Cmd+Option+J").modifiers) == 0x0900


def test_keys_have_codes_of_their_own_and_those_a_mac_lacks_none() -> None:
    codes = {key: key_code(key, NO_LAYOUT) for key in KEYS}
    lacking = {key for key, code in codes.items() if code is None}
    assert lacking == {"f21", "f22", "f23", "f24"}
    assert len({code for code in codes.values() if code is not None}) == len(KEYS) - 4


def test_letters_follow_the_layout() -> None:
    assert key_code("a", FRENCH) == 12
    assert key_code("a", NO_LAYOUT) == 0
    assert key_code("up", FRENCH) == 126


def test_the_question_mark_needs_no_shift_in_the_layer() -> None:
    assert layer_registrations({"?", "w"}, NO_LAYOUT) == {
        (44, 0): "?",
        (44, 0x200): "?",
        (13, 0): "w",
    }
    assert layer_registrations({"?"}, FRENCH) == {(46, 0): "?", (46, 0x200): "?"}


def test_macs_go_by_words_with_option_and_have_commands_on_command() -> None:
    wanted = layer_registrations({"shift+h", "ctrl+left", "ctrl+home", "ctrl+f"}, NO_LAYOUT)
    assert wanted == {
        (4, 0x200): "shift+h",
        (123, 0x800): "ctrl+left",
        (115, 0x800): "ctrl+home",
        (3, 0x100): "ctrl+f",
    }


class FakeCarbon:
    """Enough of Carbon: a table of hotkeys and the handler."""

    def __init__(self) -> None:
        self.hotkeys: dict[int, tuple[int, int]] = {}
        self.taken: set[tuple[int, int]] = set()
        self.handler: Any = None
        self.pressed = HotKeyId()
        self.install_status = 0

    def GetApplicationEventTarget(self) -> int:
        return 1

    def InstallEventHandler(self, _target: int, handler: Any, *_rest: Any) -> int:
        self.handler = handler
        ctypes.c_void_p.from_address(_rest[-1]).value = 99
        return self.install_status

    def RemoveEventHandler(self, _installed: Any) -> int:
        self.handler = None
        return 0

    def RegisterEventHotKey(
        self, code: int, bits: int, name: HotKeyId, _target: int, _options: int, reference: int
    ) -> int:
        if (code, bits) in self.taken:
            return -9878
        self.hotkeys[name.id] = (code, bits)
        ctypes.c_void_p.from_address(reference).value = name.id
        return 0

    def UnregisterEventHotKey(self, reference: ctypes.c_void_p) -> int:
        del self.hotkeys[reference.value or 0]
        return 0

    def GetEventParameter(self, *arguments: Any) -> int:
        ctypes.memmove(arguments[-1], ctypes.addressof(self.pressed), ctypes.sizeof(HotKeyId))
        return 0

    def press(self, code: int, bits: int, signature: int = SIGNATURE) -> int:
        [number] = [name for name, key in self.hotkeys.items() if key == (code, bits)]
        self.pressed = HotKeyId(signature, number)
        return int(self.handler(0, 0, 0))


@pytest.fixture
def carbon() -> FakeCarbon:
    return FakeCarbon()


@pytest.fixture
def presses() -> list[str]:
    return []


@pytest.fixture
def backend(carbon: FakeCarbon, presses: list[str]) -> MacHotkeys:
    made = MacHotkeys(carbon)
    made.start(presses.append, lambda _error: None)
    return made


def test_bind_registers_exactly_these(
    backend: MacHotkeys, carbon: FakeCarbon, presses: list[str]
) -> None:
    carbon.taken.add((17, 0x1300))
    held = "Ctrl+Shift+Cmd"
    wanted = {"a": f"{held}+F", "b": f"{held}+T", "c": f"{held}+F24"}
    refused = backend.bind({name: Chord.parse(text) for name, text in wanted.items()})
    assert [type(error) for error in refused] == [ChordTakenError, BadInputError]
    assert carbon.press(3, 0x1300) == HANDLED
    assert presses == ["a"]
    backend.bind({"d": Chord.parse(f"{held}+Z")})
    assert list(carbon.hotkeys.values()) == [(6, 0x1300)]


def test_the_layer_is_plain_hotkeys_for_its_time(backend: MacHotkeys, carbon: FakeCarbon) -> None:
    keys: list[str] = []

    def on_key(key: str) -> None:
        keys.append(key)
        backend.close_layer()

    backend.bind({"leader": Chord.parse("Ctrl+Shift+Cmd+J")})
    backend.open_layer({"w", "escape"}, on_key)
    assert set(carbon.hotkeys.values()) == {(38, 0x1300), (13, 0), (53, 0)}
    carbon.press(13, 0)
    assert keys == ["w"]
    assert set(carbon.hotkeys.values()) == {(38, 0x1300)}


def test_a_layer_without_any_key_is_told(backend: MacHotkeys, carbon: FakeCarbon) -> None:
    carbon.taken.add((13, 0))
    with pytest.raises(EarSightError, match="holds the keyboard"):
        backend.open_layer({"w"}, lambda _key: None)


def test_events_of_others_are_left_to_them(
    backend: MacHotkeys, carbon: FakeCarbon, presses: list[str]
) -> None:
    backend.bind({"a": Chord.parse("Ctrl+Shift+Cmd+F")})
    assert carbon.press(3, 0x1300, signature=7) == NOT_HANDLED
    assert presses == []


def test_close_lets_go(backend: MacHotkeys, carbon: FakeCarbon) -> None:
    backend.bind({"a": Chord.parse("Ctrl+Shift+Cmd+F")})
    backend.open_layer({"w"}, lambda _key: None)
    backend.close()
    backend.close()
    assert (carbon.hotkeys, carbon.handler) == ({}, None)


def test_a_refused_handler_is_told(carbon: FakeCarbon) -> None:
    carbon.install_status = -9860
    with pytest.raises(MissingPartError, match="-9860"):
        MacHotkeys(carbon).start(lambda _name: None, lambda _error: None)


@pytest.mark.skipif(sys.platform == "darwin", reason="this is a Mac")
def test_elsewhere_than_on_a_mac_it_says_so() -> None:
    with pytest.raises(OSError, match="part of macOS"):
        MacHotkeys()


def test_the_keypad_and_option_with_shift_are_registered_too() -> None:
    wanted = layer_registrations({"7", "ctrl+shift+left"}, NO_LAYOUT)
    assert wanted == {(26, 0): "7", (89, 0): "7", (123, 0x0A00): "ctrl+shift+left"}
