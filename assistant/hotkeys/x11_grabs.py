"""The X requests behind global keys, on one connection. No thread of its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import product
from typing import Any

from Xlib import X
from Xlib.error import BadAccess, CatchError

from assistant.core.errors import BadInputError, EarSightError
from assistant.core.i18n import _
from assistant.hotkeys.base import ChordTakenError
from assistant.hotkeys.chords import Chord, Modifier
from assistant.hotkeys.x11_keys import CONTROL, SHIFT, KeyboardMap, ModifierMap
from assistant.hotkeys.xkb import active_group, watch_layout

Grip = tuple[int, int]
"""Keycode and modifier bits of one chord, without lock bits."""

_HELD = {"ctrl": CONTROL, "ctrl+shift": CONTROL | SHIFT}
"""What is held for those keys of a layer that are not plain or shifted."""


def _ignore(*_error: object) -> None:
    """Keep python-xlib from printing; what matters is asked for with `CatchError`."""


class Grabs:
    """What this connection holds of the keyboard."""

    def __init__(self, display: Any) -> None:
        self._display = display
        self._root = display.screen().root
        self._grips: dict[Grip, str] = {}
        self._taken: set[Grip] = set()
        display.set_error_handler(_ignore)
        self.layout_event = watch_layout(display)
        self._read_layout()

    def _read_layout(self) -> None:
        first, last = self._display.display.info.min_keycode, self._display.display.info.max_keycode
        rows = self._display.get_keyboard_mapping(first, last - first + 1)
        self._keyboard = KeyboardMap(first, [tuple(row) for row in rows])
        modifiers = [tuple(row) for row in self._display.get_modifier_mapping()]
        self._modifiers = ModifierMap.of(modifiers, self._keyboard)

    def follow_layout(self, wanted: Mapping[str, Chord]) -> list[EarSightError]:
        """Hold the wanted chords where the keyboard has them now; what could not be had."""
        before = self._keyboard, self._modifiers
        self._read_layout()
        if before == (self._keyboard, self._modifiers):
            return []
        self._root.ungrab_key(X.AnyKey, X.AnyModifier)
        self._grips.clear()
        self._taken.clear()
        return self.hold(wanted)

    def hold(self, wanted: Mapping[str, Chord]) -> list[EarSightError]:
        """Grab these chords and let all others go; what could not be had."""
        refused: list[EarSightError] = []
        grips: dict[Grip, tuple[str, Chord]] = {}
        for binding, chord in wanted.items():
            grip = self._grip(chord)
            if grip is None:
                refused.append(self._no_such_key(chord))
            elif grip in grips:
                refused.append(ChordTakenError(binding, chord))
            else:
                grips[grip] = binding, chord
        for grip in self._grips.keys() - grips.keys():
            self._let_go(grip)
        held = self._grips.keys() & grips.keys()
        self._grips = {grip: grips[grip][0] for grip in held}
        for grip in grips.keys() - held:
            binding, chord = grips[grip]
            if self._grab(grip):
                self._grips[grip] = binding
            else:
                refused.append(ChordTakenError(binding, chord))
        return refused

    def _grip(self, chord: Chord) -> Grip | None:
        bits = {
            Modifier.SHIFT: SHIFT,
            Modifier.CTRL: CONTROL,
            Modifier.ALT: self._modifiers.alt,
            Modifier.SUPER: self._modifiers.super,
        }
        keycode = self._keyboard.keycode(chord.key)
        if not keycode:  # a grab of keycode 0 is a grab of every key
            return None
        return keycode, sum(bits[modifier] for modifier in chord.modifiers)

    @staticmethod
    def _no_such_key(chord: Chord) -> EarSightError:
        return BadInputError(
            _("This keyboard layout has no key for {chord}.").format(chord=chord.spoken()),
            _("Choose other keys in the settings."),
        )

    def _grab(self, grip: Grip) -> bool:
        keycode, bits = grip
        taken = CatchError(BadAccess)
        for lock in self._modifiers.lock_states():
            self._root.grab_key(
                keycode, bits | lock, False, X.GrabModeAsync, X.GrabModeAsync, onerror=taken
            )
        self._display.sync()
        if taken.get_error() is None:
            return True
        self._let_go(grip)
        return False

    def _let_go(self, grip: Grip) -> None:
        keycode, bits = grip
        for lock in self._modifiers.lock_states():
            self._root.ungrab_key(keycode, bits | lock)

    def take_keys(self, wanted: Collection[str]) -> None:
        """Grab every plain or shifted key that nobody else holds, and the wanted keys with Control.

        One passive grab a key: the server's grab of the whole keyboard would tell the focused
        program that it lost the focus, and it would close its menus and completions.
        """
        ignored = CatchError(BadAccess)
        plain = self._keyboard.keycodes() - self._modifiers.keycodes
        needed = {*product(plain, self._with_locks(0, SHIFT))}
        for key in wanted:
            held, _plus, name = key.rpartition("+")
            keycode = self._keyboard.keycode(name)
            if held in _HELD and keycode:
                needed |= {*product([keycode], self._with_locks(_HELD[held]))}
        for keycode, bits in needed - self._taken:
            self._root.grab_key(
                keycode, bits, False, X.GrabModeAsync, X.GrabModeAsync, onerror=ignored
            )
        self._taken |= needed
        self._display.sync()

    def give_keys(self) -> None:
        """Let the focused program have the plain keys again."""
        self._taken.clear()
        layers = (0, SHIFT, *_HELD.values())
        for bits in self._with_locks(*layers):
            self._root.ungrab_key(X.AnyKey, bits)
        for grip in self._grips:
            if grip[1] in layers:
                self._grab(grip)
        self._display.sync()

    def _with_locks(self, *states: int) -> list[int]:
        return [bits | lock for bits in states for lock in self._modifiers.lock_states()]

    def keys_down(self) -> set[int]:
        """The keycodes that are physically down now."""
        pressed = self._display.query_keymap()
        return {
            8 * index + bit
            for index, byte in enumerate(pressed)
            for bit in range(8)
            if byte >> bit & 1
        }

    def is_modifier(self, keycode: int) -> bool:
        """Whether the key does nothing but hold, such as Shift or CapsLock."""
        return keycode in self._modifiers.keycodes

    def binding(self, keycode: int, state: int) -> str | None:
        """Which held chord a press is."""
        return self._grips.get((keycode, state & self._modifiers.chord_bits))

    def name(self, keycode: int, state: int, wanted: frozenset[str]) -> str:
        """Which wanted key a press is, in whatever layout; "" for none."""
        group = active_group(self._display)
        return self._keyboard.name(keycode, group, state, wanted)
