"""The core's `Cues`: plays on a thread of its own, on the first player that works."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator, Sequence

from assistant.core.backends import Candidate
from assistant.core.errors import EarSightError
from assistant.core.ports import Cue
from assistant.speech.base import CuePlayer

log = logging.getLogger(__name__)

RELEASE_SECONDS = 2.0
"""The sound device is let go after so long without a cue, so that it can sleep."""
PENALTY_SECONDS = 10.0
"""How long a player that failed is passed over."""


class Earcons:
    """Plays cues; the newest wins. `play` never raises and never waits."""

    def __init__(
        self, players: Sequence[Candidate[CuePlayer]], *, enabled: bool = True, volume: int = 70
    ) -> None:
        self._candidates = players
        self._made: dict[str, CuePlayer | None] = {}
        self._failed: dict[str, float] = {}
        self._wanted: Cue | None = None
        self._closed = False
        self._changed = threading.Condition()
        self.configure(enabled=enabled, volume=volume)
        self._thread = threading.Thread(target=self._run, name="earcons", daemon=True)
        self._thread.start()

    def configure(self, *, enabled: bool, volume: int) -> None:
        """Take settings: whether to play, and how loudly (per cent)."""
        self._enabled = enabled
        self._volume = volume

    def play(self, cue: Cue) -> None:
        """Start the sound."""
        if not self._enabled:
            return
        with self._changed:
            self._wanted = cue
            self._changed.notify()

    def close(self) -> None:
        """End the thread and let go of the sound device; what still sounds is cut off."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join(RELEASE_SECONDS)

    def _run(self) -> None:
        next(self._players(), None)  # loads its library, so that the first cue sounds at once
        busy = False
        while not self._closed:
            cue = self._next(RELEASE_SECONDS if busy else None)
            busy = cue is not None
            if cue is None:
                self._release()
            else:
                self._sound(cue)
        self._release()

    def _next(self, timeout: float | None) -> Cue | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._wanted, timeout)
            cue, self._wanted = self._wanted, None
            return None if self._closed else cue

    def _sound(self, cue: Cue) -> None:
        for player in self._players():
            try:
                player.play(cue, self._volume)
            except (EarSightError, OSError) as error:
                log.warning("earcon player %s: %s", player.name, error)
                self._failed[player.name] = time.monotonic()
                player.close()
            else:
                return

    def _players(self) -> Iterator[CuePlayer]:
        now = time.monotonic()
        for candidate in self._candidates:
            if now - self._failed.get(candidate.name, float("-inf")) < PENALTY_SECONDS:
                continue
            if candidate.name not in self._made:
                self._made[candidate.name], _ = candidate.probe()
            player = self._made[candidate.name]
            if player is not None and player.availability().usable:
                yield player

    def _release(self) -> None:
        for player in self._made.values():
            if player is not None:
                player.close()
