"""The chords of the settings, and free ones to choose instead."""

from __future__ import annotations

import sys

from assistant.core.actions import DIRECT, LEADER
from assistant.core.errors import EarSightError
from assistant.hotkeys.chords import Chord
from assistant.hotkeys.defaults import default_chords
from assistant.hotkeys.taken import owners
from assistant.settings.schema import Settings

OFFERED = (LEADER, *DIRECT)
"""What has a chord from the start."""

_HELD = {"darwin": ("Super+Ctrl+Shift", "Super+Alt")}
_LETTERS = "jfczekoqxyugm"
_ENOUGH = 6


def current_chords(settings: Settings) -> dict[str, Chord]:
    """Action id or "leader" to its chord; what has none, or none that can be used, is left out."""
    chords: dict[str, Chord] = {}
    for name, text in {**default_chords(), **settings.hotkeys.chords}.items():
        try:
            chords[name] = Chord.parse(text)
        except EarSightError:
            continue
    return chords


def free_chords(settings: Settings, platform: str = sys.platform) -> list[Chord]:
    """Some that nobody is known to use, easy ones first."""
    used = set(current_chords(settings).values())
    found: list[Chord] = []
    for held in _HELD.get(platform, ("Super+Alt", "Super+Ctrl+Shift", "Super+Shift")):
        for letter in _LETTERS:
            try:
                chord = Chord.parse(f"{held}+{letter}")
            except EarSightError:
                continue
            if chord not in used and not owners(chord, platform):
                found.append(chord)
    return found[:_ENOUGH]
