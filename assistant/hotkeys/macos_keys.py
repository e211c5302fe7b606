"""macOS' numbers for keys. Pure; from Carbon's Events.h and CarbonEvents.h."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from assistant.hotkeys.chords import Modifier, layer_key

_MODIFIER_BITS: Mapping[Modifier, int] = {
    Modifier.SUPER: 0x0100,
    Modifier.SHIFT: 0x0200,
    Modifier.ALT: 0x0800,
    Modifier.CTRL: 0x1000,
}
"""cmdKey, shiftKey, optionKey, controlKey."""

ANSI_KEYS: Mapping[str, int] = {
    "a": 0,
    "s": 1,
    "d": 2,
    "f": 3,
    "h": 4,
    "g": 5,
    "z": 6,
    "x": 7,
    "c": 8,
    "v": 9,
    "b": 11,
    "q": 12,
    "w": 13,
    "e": 14,
    "r": 15,
    "y": 16,
    "t": 17,
    "1": 18,
    "2": 19,
    "3": 20,
    "4": 21,
    "6": 22,
    "5": 23,
    "=": 24,
    "9": 25,
    "7": 26,
    "-": 27,
    "8": 28,
    "0": 29,
    "]": 30,
    "o": 31,
    "u": 32,
    "[": 33,
    "i": 34,
    "p": 35,
    "l": 37,
    "j": 38,
    "'": 39,
    "k": 40,
    ";": 41,
    "\\": 42,
    ",": 43,
    "/": 44,
    "n": 45,
    "m": 46,
    ".": 47,
    "`": 50,
}
"""kVK_ANSI_…: the places of the characters on a US keyboard."""

_NAMED_KEYS: Mapping[str, int] = {
    "enter": 36,
    "tab": 48,
    "space": 49,
    "backspace": 51,
    "escape": 53,
    "delete": 117,
    "home": 115,
    "pageup": 116,
    "end": 119,
    "pagedown": 121,
    "left": 123,
    "right": 124,
    "down": 125,
    "up": 126,
    "f1": 122,
    "f2": 120,
    "f3": 99,
    "f4": 118,
    "f5": 96,
    "f6": 97,
    "f7": 98,
    "f8": 100,
    "f9": 101,
    "f10": 109,
    "f11": 103,
    "f12": 111,
    "f13": 105,
    "f14": 107,
    "f15": 113,
    "f16": 106,
    "f17": 64,
    "f18": 79,
    "f19": 80,
    "f20": 90,
}
"""kVK_…: the same in every layout."""


_KEYPAD: Mapping[str, int] = dict(
    zip("0123456789", (82, 83, 84, 85, 86, 87, 88, 89, 91, 92), strict=True)
)
"""kVK_ANSI_Keypad0 …."""


def four_characters(code: str) -> int:
    """Apple's OSType: four characters as one big-endian number."""
    return int.from_bytes(code.encode("ascii"), "big")


def modifier_bits(modifiers: Collection[Modifier]) -> int:
    """The modifiers of RegisterEventHotKey."""
    return sum(_MODIFIER_BITS[modifier] for modifier in modifiers)


def key_code(key: str, layout: Mapping[str, int]) -> int | None:
    """The key code of a `Chord.key`; characters by the layout in use, else by their US place.

    None for a key that no Mac keyboard has.
    """
    if key in _NAMED_KEYS:
        return _NAMED_KEYS[key]
    return layout.get(key, ANSI_KEYS.get(key))


def layer_registrations(
    keys: Collection[str], layout: Mapping[str, int]
) -> dict[tuple[int, int], str]:
    """(key code, modifiers) to register for each key of the layer; "?" also with Shift."""
    wanted: dict[tuple[int, int], str] = {}
    for key in keys:
        held, plain = layer_key(key, "darwin")
        code = key_code("/" if key == "?" and "?" not in layout else plain, layout)
        if code is None:
            continue
        wanted[code, modifier_bits(held)] = key
        if plain in _KEYPAD:
            wanted[_KEYPAD[plain], modifier_bits(held)] = key
        if key == "?":
            wanted[code, modifier_bits({Modifier.SHIFT})] = key
    return wanted
