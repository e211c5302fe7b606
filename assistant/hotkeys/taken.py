"""What systems, screen readers and common programs already use, to stay out of their way.

Only chords that `Chord` allows at all are listed: Insert, Caps Lock, Control with Alt and Control
with a letter are refused anyway. `resources/help/keys.md` tells where the lists come from.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.core.i18n import _
from assistant.hotkeys.chords import KEYS, Chord

_ARROWS = "up down left right"
_DIGITS = "0 1 2 3 4 5 6 7 8 9"
_LETTERS = "a b c d e f g h i j k l m n o p q r s t u v w x y z"


@dataclass(frozen=True, slots=True)
class Owner:
    """Who takes which chords where: `chords` maps modifiers ("Super+Alt") to keys ("b d up")."""

    name: str
    platforms: tuple[str, ...]
    chords: Mapping[str, str]

    def takes(self, chord: Chord) -> bool:
        """Whether one of its chords is this one."""
        return any(
            chord.key in keys.split() and chord.modifiers == Chord.parse(f"{held}+f24").modifiers
            for held, keys in self.chords.items()
        )


_WINDOWS, _LINUX, _MACOS = ("win32",), ("linux",), ("darwin",)

OWNERS: tuple[Owner, ...] = (
    Owner(
        "Windows",
        _WINDOWS,
        {
            "Super": f"{' '.join(sorted(KEYS))}",
            "Super+Shift": f"{_ARROWS} {_DIGITS} c d h m n p q r s t v space enter / `",
            "Super+Ctrl": f"{_ARROWS} {_DIGITS} b c d e f f4 l m n o p q s t v space enter `",
            "Super+Alt": f"{_ARROWS} {_DIGITS} b d g h k m p r t u v w space enter",
            "Super+Ctrl+Shift": f"{_DIGITS} b d m r t",
            "Alt": f"tab f4 escape space enter left right {_LETTERS}",
            "Alt+Shift": "tab",
            "Ctrl": "escape tab f4",
            "Ctrl+Shift": "escape tab",
        },
    ),
    Owner(
        "GNOME",
        _LINUX,
        {
            "Super": f"{_ARROWS} {_DIGITS} a d h l m n o p s v tab space ` home end pageup pagedown"
            " f1 f10 escape",
            "Super+Shift": f"{_ARROWS} tab space ` home end pageup pagedown",
            "Super+Ctrl": f"{_ARROWS} {_DIGITS}",
            "Super+Alt": "8 - = s left right",
            "Super+Alt+Shift": "left right",
            "Alt": f"tab escape ` space f1 f2 f4 f5 f6 f7 f8 f10 {_LETTERS}",
            "Alt+Shift": "tab escape `",
        },
    ),
    Owner(
        "KDE Plasma",
        _LINUX,
        {
            "Super": f"{_ARROWS} {_DIGITS} a b c d e f g i k l m n o p q r s t v w x = - . tab"
            " pageup pagedown escape",
            "Super+Shift": f"{_ARROWS} {_DIGITS} d r s tab f11 f12",
            "Super+Ctrl": f"{_ARROWS} d escape r x",
            "Super+Alt": f"{_ARROWS} k l p r s u v",
            "Super+Ctrl+Shift": _ARROWS,
            "Alt": f"tab f1 f2 f3 f4 space ` {_LETTERS}",
            "Alt+Shift": "tab ` f12",
            "Ctrl": "f7 f8 f9 f10 f12",
        },
    ),
    Owner(
        "Cinnamon, MATE, Xfce and Budgie",
        _LINUX,
        {
            "Super": f"{_ARROWS} a c d e f h i l n p r s t tab space f1 f2 f3 f4",
            "Super+Shift": f"{_ARROWS} pageup pagedown",
            "Super+Ctrl": _ARROWS,
            "Super+Alt": "8 - = o s",
        },
    ),
    Owner(
        "i3, sway and other tiling window managers",
        _LINUX,
        {
            "Super": f"{_ARROWS} {_DIGITS} {_LETTERS} ; - space enter tab",
            "Super+Shift": f"{_ARROWS} {_DIGITS} c e h j k l q r s w ; - space enter tab",
            "Super+Ctrl": f"{_ARROWS} {_DIGITS} h j k l q r space enter",
        },
    ),
    Owner(
        "macOS",
        _MACOS,
        {
            "Super": f"{' '.join(sorted(KEYS))}",
            "Super+Shift": "3 4 5 6 / a c d f g h i k l n o p q r s t u v y z tab ` delete",
            "Super+Alt": "8 - = \\ f5 escape d h m w t s i l o v space left right tab",
            "Super+Ctrl": f"{_ARROWS} a d f n q s space",
            "Super+Ctrl+Shift": "3 4 space",
            "Super+Alt+Shift": "escape q v",
            "Ctrl": f"{_ARROWS} tab space f1 f2 f3 f4 f5 f6 f7 f8 {_DIGITS}",
            "Ctrl+Shift": f"{_ARROWS} tab a b e f n p v",
            "Alt": f"{_ARROWS} {_LETTERS} {_DIGITS} delete",
            "Alt+Shift": f"{_ARROWS} {_LETTERS} {_DIGITS}",
        },
    ),
    Owner("Narrator and Magnifier", _WINDOWS, {"Super+Ctrl": "n o m enter", "Super": "- = escape"}),
    Owner(
        "JAWS and Fusion",
        _WINDOWS,
        {
            "Super": "; , .",
            "Super+Alt": f"{_ARROWS} home end",
            "Super+Ctrl": _ARROWS,
            "Alt+Shift": f"{_ARROWS} {_LETTERS}",
        },
    ),
    Owner(
        "NVDA and its add-ons",
        _WINDOWS,
        {
            "Super+Alt": f"{_ARROWS} a e f4 f6 f8 i k l n p r s w x",
            "Super+Shift": f"{_DIGITS} c d g h",
            "Alt": f"{_ARROWS}",
        },
    ),
    Owner(
        "TWBlue",
        _WINDOWS,
        {
            "Super+Alt": "a e f4 i l n o p u v - delete enter pageup",
            "Super+Alt+Shift": "a c d g i l m n r s delete enter",
            "Super+Ctrl": f"{_ARROWS} a c e f g i k l m n o p q r s t u v w space enter",
        },
    ),
    Owner("Orca", _LINUX, {"Super+Alt": "s", "Alt+Shift": _ARROWS}),
    Owner("VoiceOver", _MACOS, {"Super": "f5", "Super+Alt": "f5"}),
    Owner(
        "web browsers",
        (*_WINDOWS, *_LINUX),
        {
            "Ctrl+Shift": f"{_LETTERS} delete enter tab",
            "Alt+Shift": _LETTERS,
            "Ctrl": f"{_DIGITS} - = tab enter",
            "Alt": f"{_ARROWS} {_DIGITS} home enter",
        },
    ),
    Owner(
        "Office programs",
        (*_WINDOWS, *_LINUX),
        {
            "Ctrl+Shift": f"{_ARROWS} {_DIGITS} {_LETTERS} f5 f8 f9 f11 f12 space home end",
            "Alt+Shift": f"{_ARROWS} {_DIGITS} {_LETTERS} f1 f2 f9",
            "Ctrl": f"{_ARROWS} {_DIGITS} home end f2 f3 f5 f6 f9 f11 f12 [ ] = -",
        },
    ),
    Owner("terminals", _LINUX, {"Ctrl+Shift": f"{_ARROWS} {_LETTERS} - =", "Alt": _DIGITS}),
    Owner(
        "common Mac programs",
        _MACOS,
        {
            "Super+Shift": _LETTERS,
            "Super+Alt": f"{_LETTERS} {_ARROWS}",
            "Super+Ctrl": "e f g j k r t v z",
        },
    ),
)


def owners(chord: Chord, platform: str = sys.platform) -> tuple[str, ...]:
    """Who uses the chord on that platform; to warn a person who picks it."""
    return tuple(
        owner.name for owner in OWNERS if platform in owner.platforms and owner.takes(chord)
    )


def with_owners(chord: Chord, platform: str = sys.platform) -> str:
    """The chord as it is said, and who is known to use it, too."""
    spoken, names = chord.spoken(platform), owners(chord, platform)
    if not names:
        return _("{chord}.").format(chord=spoken)
    return _("{chord}. Also used by {names}.").format(chord=spoken, names=_(", ").join(names))
