"""Presses keys of the leader layer, as fingers do."""

from __future__ import annotations

import time

from support.desk import Desk

from assistant.hotkeys.defaults import default_chords

LEADER = default_chords()["leader"].lower()
PAUSE = 0.4
"""Seconds after each key: the layer's keys are taken then, and nobody's fingers are faster."""


def press_in_layer(desk: Desk, *keys: str) -> None:
    """Open the leader layer, then press keys in it."""
    for key in (LEADER, *keys):
        desk.press(key)
        time.sleep(PAUSE)
