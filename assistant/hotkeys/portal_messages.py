"""What EarSight says to the GlobalShortcuts portal and understands of its answers. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.core.actions import ACTIONS, REVIEW_ACTIONS
from assistant.core.i18n import _
from assistant.hotkeys.chords import Chord, Modifier

_MODIFIERS: Mapping[Modifier, str] = {
    Modifier.CTRL: "CTRL",
    Modifier.ALT: "ALT",
    Modifier.SHIFT: "SHIFT",
    Modifier.SUPER: "LOGO",
}

_KEYSYM_NAMES: Mapping[str, str] = {
    "space": "space",
    "tab": "Tab",
    "enter": "Return",
    "escape": "Escape",
    "backspace": "BackSpace",
    "delete": "Delete",
    "home": "Home",
    "end": "End",
    "pageup": "Page_Up",
    "pagedown": "Page_Down",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "-": "minus",
    "=": "equal",
    "[": "bracketleft",
    "]": "bracketright",
    "\\": "backslash",
    ";": "semicolon",
    "'": "apostrophe",
    ",": "comma",
    ".": "period",
    "/": "slash",
    "`": "grave",
    **{f"f{n}": f"F{n}" for n in range(1, 25)},
}
"""xkbcommon's names."""


def trigger(chord: Chord) -> str:
    """A chord as the "shortcuts" XDG specification writes it: "ALT+LOGO+j"."""
    held = [name for modifier, name in _MODIFIERS.items() if modifier in chord.modifiers]
    return "+".join([*held, _KEYSYM_NAMES.get(chord.key, chord.key)])


def shortcuts(bindings: Mapping[str, Chord]) -> list[tuple[str, dict[str, tuple[str, str]]]]:
    """The actions for BindShortcuts, `a(sa{sv})`; those with a chord prefer it.

    All are bound at once, because a session binds only once, and so that the desktop's settings
    can give a key to each. The keys for regions are pressed in a window of ours there.
    """
    described = []
    for entry in (*ACTIONS, *REVIEW_ACTIONS):
        words = _(entry.help)
        options = {"description": ("s", words[:1].upper() + words[1:])}
        if entry.id in bindings:
            options["preferred_trigger"] = ("s", trigger(bindings[entry.id]))
        described.append((entry.id, options))
    return described


def granted(results: Mapping[str, Any]) -> set[str]:
    """The ids that a BindShortcuts response confirms, and that have a key."""
    _signature, found = results.get("shortcuts", ("", []))
    return {
        shortcut_id
        for shortcut_id, options in found
        if options.get("trigger_description", ("s", "unknown"))[1]
    }
