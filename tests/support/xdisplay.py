"""A bare virtual X display with a keyboard to press and a focused window that tells what it got."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from support.processes import Service, wait_until

NEEDED = ("Xvfb", "setxkbmap", "xmodmap", "xset", "setpriv")

_ROWS = {10: "1234567890-=", 24: "qwertyuiop[]", 38: "asdfghjkl;'`", 51: "\\zxcvbnm,./"}
KEYCODES = {
    **{char: first + offset for first, row in _ROWS.items() for offset, char in enumerate(row)},
    "escape": 9,
    "space": 65,
    "up": 111,
    "down": 116,
    "left": 113,
    "right": 114,
    "shift": 50,
    "ctrl": 37,
    "alt": 64,
    "super": 133,
    "capslock": 66,
    "numlock": 77,
    "scrolllock": 78,
}
"""Physical keys of a US keyboard (evdev scan code + 8), so that a press means the same key in any
layout."""


def missing_programs() -> list[str]:
    """The programs a virtual display needs and this machine lacks."""
    return [name for name in NEEDED if shutil.which(name) is None]


class XDisplay:
    """An Xvfb of its own. A context manager."""

    def __init__(self) -> None:
        """Start it and wait until it answers."""
        self._folder = Path(tempfile.mkdtemp(prefix="xdisplay-"))
        reader, writer = os.pipe()
        command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "640x480x24"]
        self._server = Service(
            [*command, "-nolisten", "tcp", "-noreset"],
            dict(os.environ),
            self._folder / "xvfb",
            pass_fds=[writer],
        )
        os.close(writer)
        with os.fdopen(reader) as number:
            self.name = f":{number.readline().strip()}"
        self.env = {**os.environ, "DISPLAY": self.name}
        from Xlib.display import Display

        self._keyboard: Any = Display(self.name)

    def __enter__(self) -> XDisplay:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End the server, as a crash would."""
        with contextlib.suppress(OSError):
            self._keyboard.close()
        self._server.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def run(self, *command: str) -> None:
        """Run a program on the display to its end."""
        subprocess.run(command, env=self.env, check=True, timeout=10)

    def use_layout(self, *arguments: str) -> None:
        """Change the keyboard layout as `setxkbmap` does."""
        self.run("setxkbmap", *arguments)

    def _send(self, event: int, keys: Sequence[str]) -> None:
        # Not xdotool, which sets the layout group to the first one for each key it sends.
        from Xlib import X
        from Xlib.ext.xtest import fake_input

        for key in keys:
            fake_input(self._keyboard, event, KEYCODES[key], X.CurrentTime)
        self._keyboard.sync()

    def down(self, *keys: str) -> None:
        """Press these physical keys, in this order, and hold them."""
        self._send(2, keys)

    def up(self, *keys: str) -> None:
        """Let these physical keys go."""
        self._send(3, keys)

    def use_group(self, group: int) -> None:
        """Make that layout of several the active one, counted from 0."""
        from support.xkb_group import lock_group

        lock_group(self._keyboard, group)

    def press(self, chord: str) -> None:
        """Press and release physical keys: "super+alt+j"."""
        keys = chord.split("+")
        self.down(*keys)
        self.up(*reversed(keys))


class FocusedWindow:
    """A plain X client with the keyboard focus, and every key press it receives."""

    def __init__(self, display_name: str) -> None:
        """Show the window and give it the focus."""
        from Xlib import X
        from Xlib.display import Display

        self._x = X
        self.display: Any = Display(display_name)
        screen = self.display.screen()
        mask = X.KeyPressMask | X.KeyReleaseMask | X.FocusChangeMask | X.ExposureMask
        self._window = screen.root.create_window(
            0, 0, 99, 99, 0, screen.root_depth, event_mask=mask
        )
        self._window.map()
        wait_until(lambda: self._seen(X.Expose), "the window")
        self._window.set_input_focus(X.RevertToParent, X.CurrentTime)
        self.display.sync()
        self._presses: list[int] = []
        self.focus_moves = 0

    def _seen(self, kind: int) -> bool:
        found = False
        while self.display.pending_events():
            found = self.display.next_event().type == kind or found
        return found

    def keys(self) -> list[str]:
        """The physical keys it got since the last call, without Super, Alt, Shift and locks."""
        self.display.sync()
        time.sleep(0.05)
        presses: list[str] = []
        modifiers = {KEYCODES[key] for key in ("shift", "ctrl", "alt", "super", "capslock")}
        names = {code: key for key, code in KEYCODES.items() if code not in modifiers}
        while self.display.pending_events():
            event = self.display.next_event()
            if event.type == self._x.KeyPress and event.detail in names:
                presses.append(names[event.detail])
            elif event.type == self._x.FocusOut and event.mode == self._x.NotifyNormal:
                self.focus_moves += 1
        return presses

    @property
    def focused(self) -> bool:
        """Whether it still has the focus."""
        return bool(self.display.get_input_focus().focus == self._window)

    def close(self) -> None:
        """End the client."""
        self.display.close()
