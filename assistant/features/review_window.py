"""The review window, and answers that are saved for the next start where that is switched on."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from assistant.composition.stores import saved_answers
from assistant.desktop.registry import window_focus
from assistant.features.saved_history import SavedHistory
from assistant.review.viewing import Viewer

if TYPE_CHECKING:
    from assistant.features.base import Program
    from assistant.settings.schema import ReviewSettings, Settings
    from assistant.ui.review.window import ReviewWindow


class ReviewWindowFeature:
    """Opens the window on the answer one is in, at the place one is at."""

    def __init__(self, program: Program) -> None:
        self._program = program
        history = program.reviewer.history
        self._saved = SavedHistory(
            history, saved_answers(), program.parts.settings.review, self._say_later
        )
        self._viewer = Viewer(history, self._saved.picture)
        program.listeners.add(self._saved)
        program.listeners.add(self._viewer)
        self._window: ReviewWindow | None = None

    @property
    def deeds(self) -> Mapping[str, Callable[[], None]]:
        """See `Feature`."""
        return {"review-window": self.open}

    def open(self) -> None:
        """Show the window, from any thread."""
        # Loaded on this thread, so that the main one has time for the keyboard.
        importlib.import_module("assistant.ui.review.window")
        self._program.reviewer.come()
        self._program.shell.show_other("review", self._make)

    def configure(self, settings: Settings) -> None:
        """See `Feature`."""
        self._saved.configure(settings.review)
        if self._window is not None:
            self._window.configure()

    def close(self) -> None:
        """See `Feature`."""
        self._saved.close()

    def _make(self) -> ReviewWindow:
        from assistant.ui.review.window import Reviewing, ReviewWindow

        program = self._program
        self._window = ReviewWindow(
            Reviewing(
                viewer=self._viewer,
                main=program.main,
                focus=window_focus(),
                perform=program.perform,
                search=program.reviewer.search,
                say=self._say,
                hush=program.session.hush,
                voiced=program.voiced,
                settings=lambda: program.settings().review,
                save=self._save,
                forget=self._forget,
            )
        )
        return self._window

    def _say(self, texts: Sequence[tuple[str, str]]) -> None:
        told = [(text, language) for text, language in texts if text]
        for number, (text, language) in enumerate(told):
            self._program.speech.say(text, interrupt=number == 0, language=language, remember=False)

    def _say_later(self, words: str) -> None:
        self._program.speech.say(words, remember=False)

    def _save(self, review: ReviewSettings) -> str:
        settings = self._program.settings()
        return self._program.save(msgspec.structs.replace(settings, review=review))

    def _forget(self) -> None:
        self._viewer.forget()
        self._saved.delete_all()
