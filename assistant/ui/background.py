"""Work that a window has done elsewhere, one piece at a time; answers come on the main thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TypeVar

from assistant.core.errors import EarSightError
from assistant.core.i18n import _
from assistant.ui.bridge import MainThread

log = logging.getLogger(__name__)
T = TypeVar("T")


class Background:
    """`failed` is told, on the main thread, what went wrong with a piece of work."""

    def __init__(self, main: MainThread, failed: Callable[[str], object]) -> None:
        self._main, self._failed = main, failed
        self._one_at_a_time = threading.Lock()
        self._round = 0

    def forget(self) -> None:
        """Nobody waits any more for the answers to what was asked for so far."""
        self._round += 1

    def do(self, job: Callable[[], T], then: Callable[[T], object]) -> None:
        """Start; `then` gets what came of it, unless it was forgotten meanwhile."""
        asked = self._round

        def run() -> None:
            with self._one_at_a_time:
                answer = self._answer(job, then)
            self._main.call(lambda: answer() if asked == self._round else None)

        threading.Thread(target=run, name="window work", daemon=True).start()

    def _answer(self, job: Callable[[], T], then: Callable[[T], object]) -> Callable[[], object]:
        try:
            outcome = job()
        except EarSightError as error:
            words = error.spoken
        except Exception as error:
            log.exception("window work")
            words = _("Something went wrong inside EarSight: {kind}.").format(
                kind=type(error).__name__
            )
        else:
            return lambda: then(outcome)
        return lambda: self._failed(words)
