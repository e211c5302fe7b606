"""The first usable way of taking pictures, looked for when a picture is first wanted."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress

from assistant.capture.base import Desktop, Monitor, ScreenBackend
from assistant.core.backends import Availability, Candidate, choose
from assistant.core.errors import MissingPartError


class ChosenScreen:
    """A ScreenBackend that is the best of several. One that was missing may be there next time."""

    name = "chosen"

    def __init__(self, candidates: Sequence[Candidate[ScreenBackend]]) -> None:
        self._candidates = candidates
        self._chosen: ScreenBackend | None = None
        self._lock = threading.Lock()

    def availability(self) -> Availability:
        """Usable where one of the candidates is."""
        try:
            return self._choose().availability()
        except MissingPartError as error:
            return Availability(False, error.message, error.remedy)

    def warm_up(self) -> None:
        """As the chosen one's; nothing happens where none is usable."""
        with suppress(MissingPartError):
            self._choose().warm_up()

    def layout(self) -> Sequence[Monitor]:
        """As the chosen one's.

        Raises:
            MissingPartError: none is usable.

        """
        return self._choose().layout()

    def open(self) -> AbstractContextManager[Desktop]:
        """As the chosen one's.

        Raises:
            MissingPartError: none is usable.

        """
        return self._choose().open()

    def _choose(self) -> ScreenBackend:
        with self._lock:
            if self._chosen is None:
                self._chosen = choose(self._candidates)
            return self._chosen
