"""Layers of plain keys, such as the one behind the leader chord. No Qt, no platform."""

from __future__ import annotations

import threading
from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from assistant.core.errors import EarSightError
from assistant.core.layers import LEADER_LAYER, Layer
from assistant.hotkeys.base import HotkeyBackend

HELP_PATIENCE = 6
"""While the keys are being read out, the layer waits this many times longer."""


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


class Layers:
    """At most one layer is open. May be told of key presses and time-outs from any thread.

    The leader chord opens the leader layer and, pressed again, leaves it; so do Escape, an unknown
    key and waiting: `seconds` tells each layer's patience. Help keeps a layer open, and so do the
    actions one repeats. `on_change` gets the layer that is open from now on.
    """

    def __init__(
        self,
        backend: HotkeyBackend,
        on_action: Callable[[str], None],
        on_notice: Callable[[Notice], None],
        on_error: Callable[[EarSightError], None],
        *,
        seconds: Callable[[Layer], float],
        timer: Timer = thread_timer,
        on_change: Callable[[Layer | None], None] = lambda _layer: None,
    ) -> None:
        self._backend = backend
        self._on_action, self._on_notice, self._on_error = on_action, on_notice, on_error
        self._seconds, self._timer = seconds, timer
        self._on_change = on_change
        # No backend call and no callback is made under the lock: they may wait for each other.
        self._lock = threading.Lock()
        self._round = 0
        self._layer: Layer | None = None
        self._cancel_timer: Callable[[], None] = lambda: None

    @property
    def layer(self) -> Layer | None:
        """The layer that gets the next key."""
        return self._layer

    def press_leader(self) -> None:
        """The leader chord was pressed."""
        if self._layer is LEADER_LAYER:
            self.leave(Notice.LEFT)
        else:
            self.open(LEADER_LAYER)

    def press_chord(self, action_id: str) -> None:
        """An action's own chord was pressed: it leaves the layer, unless one repeats it there."""
        layer = self._layer
        if layer is not None and action_id in layer.repeatable:
            self._wait(layer)
        else:
            self.leave()
        self._on_action(action_id)

    def open(self, layer: Layer) -> None:
        """Let the next keys be this layer's; whatever other layer was open is closed."""
        if self._layer is layer:
            self._wait(layer)
            return
        try:
            self._backend.open_layer({*layer.keys, "escape"}, self._key)
        except EarSightError as error:
            self.leave()
            self._on_error(error)
            return
        self._wait(layer)
        self._on_change(layer)
        self._on_notice(Notice.OPENED)

    def leave(self, notice: Notice | None = None) -> None:
        """Close the layer, if one is open, and say why."""
        with self._lock:
            was_open, self._layer = self._layer is not None, None
            self._round += 1
            self._cancel_timer()
        if not was_open:
            return
        self._backend.close_layer()
        self._on_change(None)
        if notice is not None:
            self._on_notice(notice)

    def _wait(self, layer: Layer, patience: float = 1.0) -> None:
        with self._lock:
            self._layer = layer
            self._round += 1
            waiting_for = self._round
            self._cancel_timer()
            self._cancel_timer = self._timer(
                self._seconds(layer) * patience, lambda: self._time_out(waiting_for)
            )

    def _time_out(self, waiting_for: int) -> None:
        if waiting_for == self._round:
            self.leave(Notice.TIMED_OUT)

    def _key(self, key: str) -> None:
        layer = self._layer
        if layer is None:
            return
        action = layer.keys.get(key)
        if action is None:
            self.leave(Notice.LEFT if key == "escape" else Notice.UNKNOWN)
            return
        if action == layer.help:
            self._wait(layer, HELP_PATIENCE)
        elif action in layer.repeatable:
            self._wait(layer)
        else:
            self.leave(Notice.CHOSEN)
        self._on_action(action)
