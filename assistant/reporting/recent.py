"""The kinds of the last errors: their codes, never their words, which may hold names of files."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

from assistant.core.errors import EarSightError
from assistant.core.listening import Unconcerned

KEPT = 20


class RecentErrors(Unconcerned):
    """Notes each failure of a request. Any thread may ask."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._seen: deque[tuple[float, str]] = deque(maxlen=KEPT)

    def on_failure(self, error: EarSightError) -> None:
        """See `Listener`."""
        with self._lock:
            self._seen.append((self._now(), f"{type(error).__name__} ({error.error_code})"))

    def lines(self) -> list[str]:
        """The newest first, each with how many minutes ago it was."""
        now = self._now()
        with self._lock:
            return [f"{(now - then) / 60:.0f} min: {kind}" for then, kind in reversed(self._seen)]
