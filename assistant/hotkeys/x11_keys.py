"""From key names to X11 keycodes and back, in any keyboard layout. Pure: no display needed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

SHIFT, LOCK, CONTROL, MOD1, MOD4 = 1, 2, 4, 8, 64
"""Bits of an event's state (X protocol, KEYBUTMASK)."""

_NUM_LOCK, _SCROLL_LOCK = 0xFF7F, 0xFF14
_ALT, _SUPER = (0xFFE9, 0xFFEA), (0xFFEB, 0xFFEC)

_KEYSYMS: Mapping[str, int] = {
    "space": 0x20,
    "backspace": 0xFF08,
    "tab": 0xFF09,
    "enter": 0xFF0D,
    "escape": 0xFF1B,
    "home": 0xFF50,
    "left": 0xFF51,
    "up": 0xFF52,
    "right": 0xFF53,
    "down": 0xFF54,
    "pageup": 0xFF55,
    "pagedown": 0xFF56,
    "end": 0xFF57,
    "delete": 0xFFFF,
    **{f"f{n}": 0xFFBE + n - 1 for n in range(1, 25)},
}
"""X11/keysymdef.h; a character's keysym in Latin-1 is its code."""

_KEYPAD = {0xFF8D: "enter"} | {0xFFB0 + n: str(n) for n in range(10)}
"""The same keys on the numeric keypad: XK_KP_Enter, XK_KP_0 …."""
_NAMES: Mapping[int, str] = {keysym: name for name, keysym in _KEYSYMS.items()} | _KEYPAD

_US_ROWS = ((49, "`"), (10, "1234567890-="), (24, "qwertyuiop[]"), (38, "asdfghjkl;'"), (51, "\\"))
_US_KEYCODES: Mapping[str, int] = {
    key: first + offset
    for first, keys in (*_US_ROWS, (52, "zxcvbnm,./"))
    for offset, key in enumerate(keys)
}
"""Where a US keyboard has its keys: evdev scan code + 8, as every current X server counts."""

_US_KEYS: Mapping[int, str] = {keycode: key for key, keycode in _US_KEYCODES.items()}


def us_key(keycode: int) -> str:
    """What is on that key of a US keyboard; "" where that is no letter, digit or sign."""
    return _US_KEYS.get(keycode, "")


def _name(keysym: int) -> str:
    """The key's name as in `Chord.key`; "" for one that has none, such as a Cyrillic letter."""
    return chr(keysym).lower() if 0x21 <= keysym <= 0x7E else _NAMES.get(keysym, "")


@dataclass(frozen=True, slots=True)
class KeyboardMap:
    """The server's core keyboard map: `rows[i]` are the keysyms of keycode `first + i`.

    The columns are group 1 plain and shifted, group 2 plain and shifted, then higher levels and
    groups (XKB protocol, "Core Keyboard Mapping to XKB").
    """

    first: int
    rows: Sequence[Sequence[int]]

    def row(self, keycode: int) -> Sequence[int]:
        """The keysyms of a keycode; empty outside the map."""
        index = keycode - self.first
        return self.rows[index] if 0 <= index < len(self.rows) else ()

    def keycodes(self) -> set[int]:
        """Every key that means anything."""
        return {self.first + index for index, row in enumerate(self.rows) if any(row)}

    def _has_latin(self, keycode: int) -> bool:
        return any(0x21 <= keysym <= 0x7E and chr(keysym).isalpha() for keysym in self.row(keycode))

    def keycode(self, key: str) -> int | None:
        """The key that carries `key` in the first group that has it, never 0.

        A layout without Latin letters (a single Russian one) is read as if it were a US keyboard,
        because its owner learnt the chord by its place.
        """
        for column in range(max(map(len, self.rows), default=0)):
            for index, row in enumerate(self.rows):
                if column < len(row) and _name(row[column]) == key:
                    return self.first + index
        keycode = _US_KEYCODES.get(key)
        if keycode is None or not any(self.row(keycode)) or self._has_latin(keycode):
            return None
        return keycode

    def name(self, keycode: int, group: int, state: int, wanted: Collection[str]) -> str:
        """Which of the wanted keys this is, "" for none of them.

        The active group (0 or 1) counts first, so that AZERTY letters are right; then any other,
        so that a Russian layout beside a Latin one works; then the place on a US keyboard. With
        Shift the sign on it counts first, then "shift+" its key, then the key.
        """
        row = list(self.row(keycode))
        active = row[2 * group : 2 * group + 2] if group < 2 else []
        shifted = bool(state & SHIFT)
        names = [_name(keysym) for keysym in [*(active[::-1] if shifted else active), *row]]
        if not self._has_latin(keycode):
            names.append(_US_KEYS.get(keycode, ""))
        if state & CONTROL:
            held = "ctrl+shift+" if shifted else "ctrl+"
            names = [f"{held}{name}" for name in names]
        elif shifted:
            sign = [name for name in names[:1] if len(name) == 1 and not name.isalpha()]
            names = [*sign, *(f"shift+{name}" for name in names), *names]
        for name in names:
            if name in wanted and name:
                return name
            if name == "/" and "?" in wanted:
                return "?"
        return ""


@dataclass(frozen=True, slots=True)
class ModifierMap:
    """Which state bits mean what on this keyboard, and which keycodes are modifiers themselves."""

    alt: int
    super: int
    locks: tuple[int, ...]
    keycodes: frozenset[int]

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]], keyboard: KeyboardMap) -> ModifierMap:
        """Read the server's modifier map: `rows[i]` are the keycodes of modifier bit `1 << i`."""
        bits: dict[int, int] = {}
        for index, keycodes in enumerate(rows):
            for keycode in filter(None, keycodes):
                for keysym in keyboard.row(keycode):
                    bits.setdefault(keysym, 1 << index)
        return cls(
            alt=next((bits[keysym] for keysym in _ALT if keysym in bits), MOD1),
            super=next((bits[keysym] for keysym in _SUPER if keysym in bits), MOD4),
            locks=tuple(
                dict.fromkeys(
                    (LOCK, *(bits[lock] for lock in (_NUM_LOCK, _SCROLL_LOCK) if lock in bits))
                )
            ),
            keycodes=frozenset(filter(None, chain.from_iterable(rows))),
        )

    @property
    def chord_bits(self) -> int:
        """The bits that tell chords apart."""
        return SHIFT | CONTROL | self.alt | self.super

    def lock_states(self) -> list[int]:
        """Every combination of CapsLock, NumLock and ScrollLock, as bits."""
        return [
            sum(chosen)
            for size in range(len(self.locks) + 1)
            for chosen in combinations(self.locks, size)
        ]
