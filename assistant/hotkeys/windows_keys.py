"""Windows' numbers for keys, and what the keyboard hook of the leader layer decides. Pure."""

from __future__ import annotations

import string
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from assistant.hotkeys.chords import Chord, Modifier, layer_key
from assistant.hotkeys.held import Held

WM_HOTKEY, WM_APP = 0x0312, 0x8000
WM_KEYDOWN, WM_KEYUP, WM_SYSKEYDOWN, WM_SYSKEYUP = 0x0100, 0x0101, 0x0104, 0x0105
MOD_NOREPEAT = 0x4000

_MODIFIER_BITS: Mapping[Modifier, int] = {
    Modifier.ALT: 0x1,
    Modifier.CTRL: 0x2,
    Modifier.SHIFT: 0x4,
    Modifier.SUPER: 0x8,
}
"""MOD_ALT, MOD_CONTROL, MOD_SHIFT, MOD_WIN of RegisterHotKey."""

_VIRTUAL_KEYS: Mapping[str, int] = {
    **{char: ord(char.upper()) for char in string.ascii_lowercase + string.digits},
    **{f"f{n}": 0x70 + n - 1 for n in range(1, 25)},
    "backspace": 0x08,
    "tab": 0x09,
    "enter": 0x0D,
    "escape": 0x1B,
    "space": 0x20,
    "pageup": 0x21,
    "pagedown": 0x22,
    "end": 0x23,
    "home": 0x24,
    "left": 0x25,
    "up": 0x26,
    "right": 0x27,
    "down": 0x28,
    "delete": 0x2E,
}
"""The same in every layout: Windows itself gives a Russian or French keyboard's keys these."""

_KEYPAD_0 = 0x60  # VK_NUMPAD0, winuser.h; with Num Lock on

_US_PUNCTUATION: Mapping[str, int] = {
    ";": 0xBA,
    "=": 0xBB,
    ",": 0xBC,
    "-": 0xBD,
    ".": 0xBE,
    "/": 0xBF,
    "?": 0xBF,
    "`": 0xC0,
    "[": 0xDB,
    "\\": 0xDC,
    "]": 0xDD,
    "'": 0xDE,
}
"""VK_OEM_1 … VK_OEM_7 as on a US keyboard, for layouts that cannot type the character."""

HELD_KEYS: Mapping[int, Modifier | None] = {
    **dict.fromkeys((0x10, 0xA0, 0xA1), Modifier.SHIFT),
    **dict.fromkeys((0x11, 0xA2, 0xA3), Modifier.CTRL),
    **dict.fromkeys((0x12, 0xA4, 0xA5), Modifier.ALT),
    **dict.fromkeys((0x5B, 0x5C), Modifier.SUPER),
    **dict.fromkeys((0x14, 0x90, 0x91), None),
}
"""Modifier and lock keys, which the layer leaves alone."""

Scan = Callable[[str], int]
"""VkKeyScanW: virtual key in the low byte, -1 where the layout cannot type the character."""


def virtual_key(key: str, scan: Scan) -> int:
    """The virtual key of a `Chord.key`, or of "?"; punctuation by the layout in use."""
    if key in _VIRTUAL_KEYS:
        return _VIRTUAL_KEYS[key]
    found = scan(key)
    return found & 0xFF if found != -1 else _US_PUNCTUATION[key]


def modifier_bits(modifiers: Collection[Modifier]) -> int:
    """The `fsModifiers` of RegisterHotKey."""
    return sum(_MODIFIER_BITS[modifier] for modifier in modifiers)


def registration(chord: Chord, scan: Scan) -> tuple[int, int]:
    """The `fsModifiers` and `vk` that RegisterHotKey wants."""
    return modifier_bits(chord.modifiers) | MOD_NOREPEAT, virtual_key(chord.key, scan)


@dataclass
class LayerFilter:
    """What a low-level keyboard hook does with each key while the layer is open.

    `keys` (modifiers, virtual key) mean something; `chords` (modifiers without MOD_NOREPEAT,
    virtual key) go through, because RegisterHotKey looks at them after the hook. `swallowed` are
    the keys that are down and were kept from everyone else.
    """

    keys: Mapping[tuple[int, int], str]
    chords: frozenset[tuple[int, int]]
    on_key: Callable[[str], None]
    closing: bool = False
    swallowed: Held = field(default_factory=Held)

    @classmethod
    def of(
        cls,
        keys: Collection[str],
        chords: Collection[Chord],
        scan: Scan,
        on_key: Callable[[str], None],
        before: LayerFilter | None = None,
    ) -> LayerFilter:
        """Make one for the layout in use, maybe over the layer of another one before.

        The "/" key means "?" too.
        """
        meant: dict[tuple[int, int], str] = {}
        for key in keys:
            held, plain = layer_key(key, "win32")
            meant[modifier_bits(held), virtual_key(plain, scan)] = key
            if plain.isdecimal():
                meant.setdefault((modifier_bits(held), _KEYPAD_0 + int(plain)), key)
        if "?" in keys:
            slash = virtual_key("/", scan)
            meant.setdefault((0, slash), "?")
        bound = {(modifier_bits(c.modifiers), virtual_key(c.key, scan)) for c in chords}
        swallowed = before.swallowed if before is not None else Held()
        return cls(meant, frozenset(bound), on_key, swallowed=swallowed)

    @property
    def finished(self) -> bool:
        """Whether the hook can go: the layer is closed and none of its keys is still down."""
        return self.closing and not self.swallowed

    def swallow(self, message: int, key: int, time: int, modifiers: int) -> bool:
        """Decide one event: True keeps it from everyone else.

        `modifiers` are those that are down, as for RegisterHotKey; `time` is in milliseconds.
        """
        if key in HELD_KEYS:
            return False
        if message in (WM_KEYUP, WM_SYSKEYUP):
            ours = key in self.swallowed
            self.swallowed.release(key, time)
            return ours
        if self.closing and key not in self.swallowed:
            return False
        if (modifiers, key) in self.chords:
            return False
        if self.swallowed.press(key, time) and not self.closing:
            self.on_key(self.keys.get((modifiers, key)) or self.keys.get((0, key), ""))
        return True
