"""From a key press of Qt to a chord."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from assistant.hotkeys.chords import KEYS, Chord, Modifier
from assistant.hotkeys.x11_keys import us_key

_HELD: Mapping[Qt.KeyboardModifier, Modifier] = {
    Qt.KeyboardModifier.MetaModifier: Modifier.SUPER,
    Qt.KeyboardModifier.ControlModifier: Modifier.CTRL,
    Qt.KeyboardModifier.AltModifier: Modifier.ALT,
    Qt.KeyboardModifier.ShiftModifier: Modifier.SHIFT,
}
# Qt calls Command "Control" on a Mac, and Control "Meta".
_HELD_ON_A_MAC = {
    **_HELD,
    Qt.KeyboardModifier.MetaModifier: Modifier.CTRL,
    Qt.KeyboardModifier.ControlModifier: Modifier.SUPER,
}
_NAMED: Mapping[int, str] = {
    Qt.Key.Key_Space: "space",
    Qt.Key.Key_Tab: "tab",
    Qt.Key.Key_Backtab: "tab",
    Qt.Key.Key_Return: "enter",
    Qt.Key.Key_Enter: "enter",
    Qt.Key.Key_Escape: "escape",
    Qt.Key.Key_Backspace: "backspace",
    Qt.Key.Key_Delete: "delete",
    Qt.Key.Key_Home: "home",
    Qt.Key.Key_End: "end",
    Qt.Key.Key_PageUp: "pageup",
    Qt.Key.Key_PageDown: "pagedown",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    **{Qt.Key.Key_F1 + index: f"f{index + 1}" for index in range(24)},
}
_MODIFIER_KEYS = frozenset(
    {
        *(Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr),
        *(Qt.Key.Key_Meta, Qt.Key.Key_Super_L, Qt.Key.Key_Super_R),
        *(Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock),
    }
)


def held(event: QKeyEvent, platform: str = sys.platform) -> frozenset[Modifier]:
    """What is held down with the key."""
    names = _HELD_ON_A_MAC if platform == "darwin" else _HELD
    return frozenset(name for flag, name in names.items() if event.modifiers() & flag)


def is_chord(event: QKeyEvent, platform: str = sys.platform) -> bool:
    """Whether so much is held that the press can be meant as a chord.

    Alt alone is for mnemonics, Control alone for editing and Tab for leaving; those are no chords
    that one would want, and can be typed.
    """
    if event.key() in _MODIFIER_KEYS or event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        return False
    names = held(event, platform)
    if names <= {Modifier.SHIFT} or names == {Modifier.ALT}:
        return False
    function_key = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F24
    command = Modifier.SUPER if platform == "darwin" else Modifier.CTRL
    if names == {command}:
        return function_key
    moves = event.key() in _NAMED and not function_key
    return not (names == {command, Modifier.SHIFT} and moves)


def pressed_chord(event: QKeyEvent, platform: str = sys.platform) -> Chord:
    """The chord that was pressed.

    Raises:
        BadInputError: it is one that must not be used, or has a key without a name.

    """
    return Chord(held(event, platform), _key(event, platform))


def _key(event: QKeyEvent, platform: str) -> str:
    named = _NAMED.get(event.key(), "")
    if named:
        return named
    letter = chr(event.key()).lower() if 0 < event.key() < 128 else ""
    if letter in KEYS:
        return letter
    # A sign of the shifted key, or a letter of another script: the key's place tells.
    if platform == "win32":
        code = event.nativeVirtualKey()
        return chr(code).lower() if 0x30 <= code <= 0x5A else ""
    return us_key(event.nativeScanCode()) if platform == "linux" else ""
