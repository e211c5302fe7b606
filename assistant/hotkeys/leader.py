"""The layer behind the leader chord: one letter is one action. No Qt, no platform."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Protocol

from assistant.core.actions import ACTIONS
from assistant.core.errors import EarSightError
from assistant.hotkeys.base import HotkeyBackend

HELP_PATIENCE = 6
"""While the keys are being read out, the layer waits this many times longer."""

REPEATABLE = frozenset(
    {"faster", "slower", "louder", "quieter", "higher", "deeper", "next-voice", "next-language"}
)
"""Actions one takes several times in a row: the layer stays open for the next press."""


class Notice(StrEnum):
    """What happened to the layer, for a sound or a word."""

    OPENED = "opened"
    CHOSEN = "chosen"
    LEFT = "left"
    UNKNOWN = "unknown"
    TIMED_OUT = "timed-out"


class Timer(Protocol):
    """Calls back once after some seconds, from any thread; the returned function cancels it."""

    def __call__(self, seconds: float, callback: Callable[[], None]) -> Callable[[], None]:
        """Start waiting."""
        ...


def thread_timer(seconds: float, callback: Callable[[], None]) -> Callable[[], None]:
    """A `Timer` that needs no event loop."""
    timer = threading.Timer(seconds, callback)
    timer.daemon = True
    timer.start()
    return timer.cancel


class Leader:
    """Open or closed. May be told of key presses and time-outs from any thread.

    The leader chord opens the layer and, pressed again, leaves it; so do Escape, an unknown key and
    waiting. Help keeps it open, and so do the actions one repeats.
    """

    def __init__(
        self,
        backend: HotkeyBackend,
        on_action: Callable[[str], None],
        on_notice: Callable[[Notice], None],
        on_error: Callable[[EarSightError], None],
        *,
        seconds: float = 5.0,
        timer: Timer = thread_timer,
    ) -> None:
        self._backend = backend
        self._on_action, self._on_notice, self._on_error = on_action, on_notice, on_error
        self._seconds, self._timer = seconds, timer
        self._keys: Mapping[str, str] = {entry.key: entry.id for entry in ACTIONS}
        # No backend call and no callback is made under the lock: they may wait for each other.
        self._lock = threading.Lock()
        self._round = 0
        self._is_open = False
        self._cancel_timer: Callable[[], None] = lambda: None

    @property
    def is_open(self) -> bool:
        """Whether the next key is ours."""
        return self._is_open

    def press(self) -> None:
        """The leader chord was pressed."""
        if self._is_open:
            self.leave(Notice.LEFT)
            return
        try:
            self._backend.open_layer({*self._keys, "escape"}, self._key)
        except EarSightError as error:
            self._on_error(error)
            return
        self._wait(self._seconds)
        self._on_notice(Notice.OPENED)

    def leave(self, notice: Notice | None = None) -> None:
        """Close the layer, if it is open, and say why."""
        with self._lock:
            was_open, self._is_open = self._is_open, False
            self._round += 1
            self._cancel_timer()
        if not was_open:
            return
        self._backend.close_layer()
        if notice is not None:
            self._on_notice(notice)

    def _wait(self, seconds: float) -> None:
        with self._lock:
            self._is_open = True
            self._round += 1
            waiting_for = self._round
            self._cancel_timer()
            self._cancel_timer = self._timer(seconds, lambda: self._time_out(waiting_for))

    def _time_out(self, waiting_for: int) -> None:
        if waiting_for == self._round:
            self.leave(Notice.TIMED_OUT)

    def _key(self, key: str) -> None:
        if not self._is_open:
            return
        action = self._keys.get(key)
        if action is None:
            self.leave(Notice.LEFT if key == "escape" else Notice.UNKNOWN)
            return
        if action == "help":
            self._wait(self._seconds * HELP_PATIENCE)
        elif action in REPEATABLE:
            self._wait(self._seconds)
        else:
            self.leave(Notice.CHOSEN)
        self._on_action(action)
