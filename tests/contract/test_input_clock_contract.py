"""When the person last used the keyboard: over X11, and where nobody knows."""

from __future__ import annotations

import time
from math import inf

import pytest
from support.xdisplay import XDisplay, missing_programs

from assistant.capture.x11_connection import shared_connection
from assistant.watching.backends.input_clocks import X11InputClock
from assistant.watching.backends.unknown import NoInputClock


def test_where_nobody_knows_nobody_is_typing() -> None:
    clock = NoInputClock()
    assert clock.availability().usable
    assert clock.idle_seconds() == inf


def test_a_key_press_starts_the_clock_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    if missing := missing_programs():
        pytest.skip(f"X11 is not checked: {', '.join(missing)} not installed")
    with XDisplay() as display:
        monkeypatch.setenv("DISPLAY", display.name)
        monkeypatch.setenv("XDG_SESSION_TYPE", "x11")
        shared_connection.cache_clear()
        try:
            clock = X11InputClock()
            assert clock.availability().usable
            time.sleep(0.6)
            before = clock.idle_seconds()
            display.press("a")
            assert clock.idle_seconds() < before
            assert before >= 0.5
        finally:
            shared_connection().close()
            shared_connection.cache_clear()
