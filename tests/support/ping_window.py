"""Measures from outside how long a program's event loop takes to answer.

Usage: python ping_window.py PID. Sends a `_NET_WM_PING` (Extended Window Manager Hints 1.5) to a
window of the process every 5 ms until standard input closes, then prints a JSON list of
[sent, round trip], in seconds (`time.monotonic()`). A program answers in its event loop, so the
longest round trip is its longest stall.
"""

from __future__ import annotations

import json
import select
import sys
import time
from collections.abc import Iterator
from typing import Any

from Xlib import X
from Xlib.display import Display
from Xlib.error import BadWindow
from Xlib.protocol.event import ClientMessage

PERIOD = 0.005
PATIENCE = 5.0


def _windows(window: Any) -> Iterator[Any]:
    yield window
    try:
        children = window.query_tree().children
    except BadWindow:
        return
    for child in children:
        yield from _windows(child)


def find_window(display: Any, pid: int) -> Any:
    """A window of the process that answers pings.

    Raises:
        LookupError: it has none.

    """
    pid_atom, protocols = display.intern_atom("_NET_WM_PID"), display.intern_atom("WM_PROTOCOLS")
    ping = display.intern_atom("_NET_WM_PING")
    for window in _windows(display.screen().root):
        try:
            owner = window.get_full_property(pid_atom, X.AnyPropertyType)
            spoken = window.get_full_property(protocols, X.AnyPropertyType)
        except BadWindow:
            continue
        if owner and spoken and owner.value[0] == pid and ping in spoken.value:
            return window
    raise LookupError(f"process {pid} has no window that answers pings")


class Pinger:
    """Sends pings to one window, one after the other."""

    def __init__(self, display: Any, window: Any) -> None:
        self._display = display
        self._window = window
        self._protocols = display.intern_atom("WM_PROTOCOLS")
        self._ping = display.intern_atom("_NET_WM_PING")
        self._serial = 0
        # Qt sends its answer to those who watch the root window itself, others to those who watch
        # its children.
        watch = X.StructureNotifyMask | X.SubstructureNotifyMask
        display.screen().root.change_attributes(event_mask=watch)

    def round_trip(self) -> float | None:
        """Seconds until the answer to a new ping; None where none came."""
        self._serial += 1
        data = (32, [self._ping, self._serial, self._window.id, 0, 0])
        message = ClientMessage(window=self._window, client_type=self._protocols, data=data)
        sent = time.monotonic()
        self._window.send_event(message)
        self._display.flush()
        while (left := sent + PATIENCE - time.monotonic()) > 0:
            while self._display.pending_events():
                if self._is_answer(self._display.next_event()):
                    return time.monotonic() - sent
            select.select([self._display], [], [], left)
        return None

    def _is_answer(self, event: Any) -> bool:
        if event.type != X.ClientMessage or event.client_type != self._protocols:
            return False
        _, words = event.data
        return bool(words[0] == self._ping and words[1] == self._serial)


def main() -> None:
    """Ping until standard input closes."""
    display = Display()
    pinger = Pinger(display, find_window(display, int(sys.argv[1])))
    answers: list[tuple[float, float | None]] = []
    print("ready", flush=True)
    while not select.select([sys.stdin], [], [], PERIOD)[0]:
        sent = time.monotonic()
        answers.append((sent, pinger.round_trip()))
    print(json.dumps(answers))


if __name__ == "__main__":
    main()
