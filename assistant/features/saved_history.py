"""Saves answers where the person turned that on, and brings them back at the next start."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import TYPE_CHECKING

from assistant.core.errors import EarSightError
from assistant.core.i18n import _
from assistant.core.listening import Unconcerned
from assistant.review.history import Entry, History
from assistant.review.wording import saving_words

if TYPE_CHECKING:
    from PIL.Image import Image

    from assistant.core.result import Result
    from assistant.review.saved import SavedAnswers
    from assistant.settings.schema import ReviewSettings

log = logging.getLogger(__name__)

CLOSE_SECONDS = 3.0


class SavedHistory(Unconcerned):
    """Puts what `history` gets into `saved`, on a thread of its own: the keyring may be slow.

    While `review.save_history` is off nothing is read, written or asked. `say` speaks after what
    is being spoken.
    """

    def __init__(
        self,
        history: History,
        saved: SavedAnswers,
        settings: ReviewSettings,
        say: Callable[[str], object],
    ) -> None:
        self._history = history
        self._saved = saved
        self._settings = settings
        self._say = say
        self._told_problem = ""
        self._work: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._worker = threading.Thread(target=self._run, name="saved-history", daemon=True)
        self._closed = self._ended = False
        if settings.save_history:
            self._do(self._load)

    def configure(self, settings: ReviewSettings) -> None:
        """Go by these settings from now on; what is switched on or off is said."""
        before, self._settings = self._settings, settings
        if settings.save_history and not before.save_history:
            self._do(self._tell_on)
        elif before.save_history and not settings.save_history:
            self._say(_("Answers are not saved any more; those on the disk stay until deleted."))
        if settings.save_history:
            self._do(self._prune)

    def on_result(self, result: Result) -> None:
        """Everything was found: save it."""
        if not self._settings.save_history or not result.found:
            return
        with self._history.lock:
            entry = self._history.newest
        if entry is not None and entry.result is result:
            frame = entry.frame if self._settings.save_pictures else None
            picture = frame.image if frame is not None else None
            self._do(lambda: self._save(entry, picture))

    def picture(self, entry: Entry) -> Image | None:
        """The saved picture of an answer; None where there is none. May be slow."""
        return self._saved.picture(entry.saved) if entry.saved else None

    def delete_all(self) -> None:
        """Delete every answer on the disk, and say so."""
        self._do(self._delete_all)

    def close(self) -> None:
        """Finish what is being written, unless a keyring waits for its password meanwhile."""
        self._do(self._end)
        self._closed = True
        self._worker.join(CLOSE_SECONDS)

    def _run(self) -> None:
        while not self._ended:
            self._work.get()()

    def _end(self) -> None:
        self._ended = True

    def _do(self, work: Callable[[], None]) -> None:
        def safely() -> None:
            try:
                work()
            except EarSightError as error:
                # The same trouble comes with every answer, and is told once.
                if error.spoken != self._told_problem:
                    self._told_problem = error.spoken
                    self._say(error.spoken)
            except Exception as error:
                # Only the type is logged: a message could carry what was on the screen.
                log.error("saved history: %s", type(error).__name__)  # noqa: TRY400

        if not self._closed:
            if not self._worker.is_alive():
                self._worker.start()
            self._work.put(safely)

    def _load(self) -> None:
        self._prune()
        entries: list[Entry] = []
        problem: EarSightError | None = None
        for name in self._saved.names()[-self._settings.keep :]:
            try:
                entries.append(Entry(self._saved.load(name).result(), None, name))
            except EarSightError as error:
                problem = error
        with self._history.lock:
            self._history.restore(entries)
        self._history.tell()
        self._tell_on()
        if problem is not None:
            raise problem

    def _tell_on(self) -> None:
        self._say(saving_words(encrypted=self._saved.encrypted))

    def _save(self, entry: Entry, picture: Image | None) -> None:
        entry.saved = self._saved.save(entry.result, time.time(), picture)
        self._prune()

    def _prune(self) -> None:
        settings = self._settings
        self._saved.prune(settings.saved_answers, settings.saved_days, time.time())

    def _delete_all(self) -> None:
        self._saved.delete_all()
        self._say(_("All answers are deleted."))
