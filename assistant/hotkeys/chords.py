"""Key chords: reading, writing and saying them, and the rules for which of them are allowed."""

from __future__ import annotations

import re
import string
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.core.errors import BadInputError
from assistant.core.i18n import N_, _


class Modifier(StrEnum):
    """A key held down with another. The order is the one in which a chord is written and said."""

    SUPER = "Super"
    CTRL = "Ctrl"
    ALT = "Alt"
    SHIFT = "Shift"


_MODIFIER_NAMES: Mapping[str, Modifier] = {
    **dict.fromkeys(
        ("super", "win", "windows", "meta", "cmd", "command", "logo", "mod4"), Modifier.SUPER
    ),
    **dict.fromkeys(("ctrl", "control", "ctl"), Modifier.CTRL),
    **dict.fromkeys(("alt", "option", "opt"), Modifier.ALT),
    "shift": Modifier.SHIFT,
}

_KEY_WORDS: Mapping[str, str] = {
    "space": N_("Space"),
    "tab": N_("Tab"),
    "enter": N_("Enter"),
    "escape": N_("Escape"),
    "backspace": N_("Backspace"),
    "delete": N_("Delete"),
    "home": N_("Home"),
    "end": N_("End"),
    "pageup": N_("Page up"),
    "pagedown": N_("Page down"),
    "up": N_("Up arrow"),
    "down": N_("Down arrow"),
    "left": N_("Left arrow"),
    "right": N_("Right arrow"),
    "-": N_("Hyphen"),
    "=": N_("Equals"),
    "[": N_("Left bracket"),
    "]": N_("Right bracket"),
    "\\": N_("Backslash"),
    ";": N_("Semicolon"),
    "'": N_("Apostrophe"),
    ",": N_("Comma"),
    ".": N_("Period"),
    "/": N_("Slash"),
    "`": N_("Grave accent"),
    "?": N_("Question mark"),
}

_ALIASES: Mapping[str, str] = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "pgup": "pageup",
    "prior": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "next": "pagedown",
    "minus": "-",
    "equal": "=",
    **{re.sub(r"\s", "", words.lower()): key for key, words in _KEY_WORDS.items()},
}

KEYS: frozenset[str] = frozenset(
    {*string.ascii_lowercase, *string.digits, *_KEY_WORDS, *(f"f{n}" for n in range(1, 25))} - {"?"}
)
"""Every key a chord may have. ("?" exists in the leader layer only; in a chord it is "/".)"""

_LAYER_MODIFIERS: Mapping[str, frozenset[Modifier]] = {
    "": frozenset(),
    "shift": frozenset({Modifier.SHIFT}),
    "ctrl": frozenset({Modifier.CTRL}),
    "ctrl+shift": frozenset({Modifier.CTRL, Modifier.SHIFT}),
}
_MOVES = frozenset({"left", "right", "up", "down", "home", "end", "pageup", "pagedown"})

_SCREEN_READER_KEYS = frozenset({"insert", "ins", "capslock", "caps", "kpinsert", "kp0"})

_SPOKEN_MODIFIERS: Mapping[str, Mapping[Modifier, str]] = {
    "win32": {
        Modifier.SUPER: N_("Windows"),
        Modifier.CTRL: N_("Control"),
        Modifier.ALT: N_("Alt"),
        Modifier.SHIFT: N_("Shift"),
    },
    "darwin": {
        Modifier.CTRL: N_("Control"),
        Modifier.ALT: N_("Option"),
        Modifier.SHIFT: N_("Shift"),
        Modifier.SUPER: N_("Command"),
    },
    "linux": {
        Modifier.SUPER: N_("Super"),
        Modifier.CTRL: N_("Control"),
        Modifier.ALT: N_("Alt"),
        Modifier.SHIFT: N_("Shift"),
    },
}


def spoken_key(key: str, platform: str = sys.platform) -> str:
    """How a key, or a key of a layer with what is held, is said: "E", "Page up", "Shift plus H"."""
    held, plain = layer_key(key, platform)
    word = _(_KEY_WORDS[plain]) if plain in _KEY_WORDS else plain.upper()
    words = _SPOKEN_MODIFIERS.get(platform, _SPOKEN_MODIFIERS["linux"])
    return _(" plus ").join([*(_(said) for each, said in words.items() if each in held), word])


def layer_key(key: str, platform: str = sys.platform) -> tuple[frozenset[Modifier], str]:
    """What is held for a key of a layer, and the key: "ctrl+left" is Control and "left".

    Macs go by words with Option and the arrows, and have their commands on Command.
    """
    held, _plus, plain = key.rpartition("+")
    modifiers = _LAYER_MODIFIERS[held]
    if Modifier.CTRL in modifiers and platform == "darwin":
        instead = Modifier.ALT if plain in _MOVES else Modifier.SUPER
        modifiers = modifiers - {Modifier.CTRL} | {instead}
    return modifiers, plain


@dataclass(frozen=True, slots=True)
class Chord:
    """Modifiers held down and one key, e.g. Super+Alt+J. `key` is one of `KEYS`, lower case.

    Raises:
        BadInputError: a screen reader, the typing of text or the focused program needs it.

    """

    modifiers: frozenset[Modifier]
    key: str

    def __post_init__(self) -> None:
        complaint = self._complaint()
        if complaint:
            raise BadInputError(complaint, _("Try Super, Alt and a letter."))

    def _complaint(self) -> str:
        if self.key not in KEYS:
            return _("There is no key called {key}.").format(key=self.key or _("nothing"))
        if not self.modifiers - {Modifier.SHIFT}:
            return _("A key by itself, or with Shift, is needed for typing.")
        if {Modifier.CTRL, Modifier.ALT} <= self.modifiers:
            return _("Control with Alt types characters on many keyboards, and is VoiceOver's key.")
        if self.modifiers == {Modifier.CTRL} and self.key.isalpha() and len(self.key) == 1:
            return _("Control with a letter belongs to the program in use.")
        return ""

    @classmethod
    def parse(cls, text: str) -> Chord:
        """Read "Super+Alt+J", "cmd + shift + e" or "Windows plus Shift plus E".

        Raises:
            BadInputError: it names no key, an unknown one, or one that must not be used.

        """
        parts = [
            re.sub(r"\s", "", part).lower()
            for part in re.split(r"\+|\bplus\b", text, flags=re.IGNORECASE)
        ]
        modifiers: set[Modifier] = set()
        for part in parts[:-1]:
            if part in _SCREEN_READER_KEYS:
                break
            if part in ("altgr", "rightalt", "ralt"):
                raise BadInputError(_("AltGr types characters."), _("Use the left Alt key."))
            if part not in _MODIFIER_NAMES:
                raise BadInputError(
                    _("{name} is no key to hold down.").format(name=part or _("Nothing")),
                    _("Use Super, Control, Alt or Shift, and one key."),
                )
            modifiers.add(_MODIFIER_NAMES[part])
        if _SCREEN_READER_KEYS.intersection(parts):
            raise BadInputError(
                _("Insert and Caps Lock belong to screen readers."),
                _("Try Super, Alt and a letter."),
            )
        return cls(frozenset(modifiers), _ALIASES.get(parts[-1], parts[-1]))

    def __str__(self) -> str:
        """The written form, which `parse` reads back: "Super+Alt+J", "Ctrl+Shift+Pageup"."""
        held = [str(modifier) for modifier in Modifier if modifier in self.modifiers]
        return "+".join([*held, self.key.upper() if len(self.key) <= 3 else self.key.title()])

    def spoken(self, platform: str = sys.platform) -> str:
        """As it is said on that platform: "Windows plus Alt plus J"."""
        words = _SPOKEN_MODIFIERS.get(platform, _SPOKEN_MODIFIERS["linux"])
        held = [_(word) for modifier, word in words.items() if modifier in self.modifiers]
        return _(" plus ").join([*held, spoken_key(self.key)])
