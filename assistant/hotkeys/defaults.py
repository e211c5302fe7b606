"""The chords a new installation has. Why these: `resources/help/keys.md`."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from assistant.core.actions import LEADER

_KEYS: Mapping[str, str] = {LEADER: "J", "read-window": "F", "read-screen": "C", "stop": "Z"}
_HELD: Mapping[str, str] = {"darwin": "Super+Ctrl+Shift"}


def default_chords(platform: str = sys.platform) -> dict[str, str]:
    """Action id or "leader" to chord, as in the settings."""
    held = _HELD.get(platform, "Super+Alt")
    return {binding: f"{held}+{key}" for binding, key in _KEYS.items()}
