"""Key presses with an exact time, for measurements (tests press keys with `Desk.press`)."""

from __future__ import annotations

import time
from typing import Any

from support.desk import KEYCODES
from Xlib import X
from Xlib.display import Display
from Xlib.ext import xtest

HELD = {"super": 133, "alt": 64, "shift": 50, "ctrl": 37}
"""X keycodes (evdev) of the left modifier keys."""


class Keyboard:
    """The display's keyboard, through the XTEST extension."""

    def __init__(self, display: str) -> None:
        """Connect to a display such as ":7"."""
        self._display: Any = Display(display)

    def press(self, chord: str) -> float:
        """Press and release e.g. "super+alt+f"; return when its last key went down."""
        *held, last = chord.split("+")
        for name in held:
            self._key(X.KeyPress, HELD[name])
        moment = time.monotonic()
        self._key(X.KeyPress, int(KEYCODES[last]))
        self._key(X.KeyRelease, int(KEYCODES[last]))
        for name in reversed(held):
            self._key(X.KeyRelease, HELD[name])
        return moment

    def close(self) -> None:
        """Disconnect."""
        self._display.close()

    def _key(self, kind: int, code: int) -> None:
        xtest.fake_input(self._display, kind, code)
        self._display.sync()
