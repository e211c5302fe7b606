"""What is otherwise with the controls of a watched window: "New: dialog Save changes?"."""

from __future__ import annotations

from assistant.core.errors import CancelledError, EarSightError
from assistant.core.frame import Frame, Source
from assistant.screenmap.changes import controls_told
from assistant.screenmap.elements import ScreenMap
from assistant.screenmap.mapping import ScreenMapper


class ControlNews:
    """Compares each map with the one before. For one thread; a look takes about a second."""

    def __init__(self, mapper: ScreenMapper, language: str, engine: str) -> None:
        self._mapper = mapper
        self._language = language
        self._engine = engine
        self._last: ScreenMap | None = None

    def look(self, frame: Frame) -> list[str]:
        """The changes, in sentences; none at the first look, nor where there was no map."""
        from dataclasses import replace

        whole = replace(frame, source=Source.WINDOW) if frame.pid and frame.title else frame
        try:
            screen = self._mapper.look(whole, self._language, self._engine)
        except (CancelledError, EarSightError):
            # Text is what matters; controls are told when there is a map again.
            return []
        before, self._last = self._last, screen
        return [] if before is None else controls_told(before, screen)
