"""A chord that another program holds: which one is spoken, and the other keys work."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from support.desk import Desk
from support.ears import Ears
from support.processes import wait_until
from support.running_app import RunningApp

from assistant.hotkeys.base import ChordTakenError
from assistant.hotkeys.chords import Chord
from assistant.hotkeys.defaults import default_chords

pytestmark = pytest.mark.desktop

TEXT = "The quick brown fox jumps over the lazy dog."
TAKEN, TAKEN_KEYCODE = default_chords()["read-window"], 41
NEW, NEW_KEYCODE = "Super+Alt+G", 42
"""The keycodes of F and G on evdev keyboards: the scan code and 8."""
TOLD = ChordTakenError("read-window", Chord.parse(TAKEN)).spoken


@contextmanager
def _client(desk: Desk) -> Iterator[Any]:
    """Another program's connection; what it holds it lets go at the end."""
    from Xlib.display import Display

    display = Display(desk.env["DISPLAY"])
    try:
        yield display
    finally:
        display.close()


def _grab(client: Any, keycode: int) -> bool:
    """Hold that key with Super and Alt; False where somebody else holds it."""
    from Xlib import X
    from Xlib.error import BadAccess, CatchError

    taken = CatchError(BadAccess)
    held = X.Mod4Mask | X.Mod1Mask
    root = client.screen().root
    root.grab_key(keycode, held, False, X.GrabModeAsync, X.GrabModeAsync, onerror=taken)
    client.sync()
    return taken.get_error() is None


def _is_taken(desk: Desk, keycode: int) -> bool:
    with _client(desk) as client:
        return not _grab(client, keycode)


def test_the_taken_chord_is_told_the_others_work_and_a_new_one_works_at_once(desk: Desk) -> None:
    sample = desk.open_sample(TEXT, title="Memo")
    ears = Ears(desk)
    with _client(desk) as other:
        assert _grab(other, TAKEN_KEYCODE)
        begun = time.monotonic()
        app = RunningApp(desk, wait=False)
        ears.hear(TOLD, begun)
        begun = time.monotonic()
        desk.press(default_chords()["read-screen"].lower())
        ears.hear(TEXT, begun)
        assert app.earsight("settings", "set", "hotkeys.chords.read-window", NEW).returncode == 0
        wait_until(lambda: _is_taken(desk, NEW_KEYCODE), "the new chord to be ours")
        begun = time.monotonic()
        desk.press(NEW.lower())
        ears.hear(TEXT, begun)
        begun = time.monotonic()
        assert app.earsight("settings", "set", "hotkeys.chords.repeat", TAKEN).returncode == 0
        ears.hear(TOLD, begun)
    assert sample.keys() == []
    assert app.service.running
