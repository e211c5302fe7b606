"""Reads looks one after the other on a thread of its own, and tells what is new in each."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from typing import Protocol

from assistant.core.errors import CancelledError, EarSightError
from assistant.core.findings import Box, Finding, Line
from assistant.core.frame import Frame
from assistant.watching.looks import Look
from assistant.watching.news import NewText, Told
from assistant.watching.rows import Row, is_blank, rows_of
from assistant.watching.unexpected import unexpected

WAITING = 6
"""Looks that may wait; a newer one then takes the place of the last."""
KNOWN = 8
"""Looks whose text is remembered: a caret that blinks shows two, again and again."""
PATIENCE, MOST_PATIENCE = 0.4, 4.0
"""Seconds after which a picture that never is still is read: the least, and where that has brought
nothing new for some time, as in a film."""
FAILURES = 3
RETRY_SECONDS, BUSY_SECONDS = 1.0, 0.1
DUE_SECONDS = 1.0


class Sink(Protocol):
    """Who gets what was found; called on the reader's thread."""

    def on_news(self, told: list[Told], look: Look) -> None:
        """Something is new in a look."""
        ...

    def on_read(self, look: Look) -> None:
        """A look was read to its end."""
        ...

    def on_failure(self, error: EarSightError) -> None:
        """Reading fails again and again; nothing comes any more."""
        ...


class TextReader:
    """`read` yields the lines of a frame; while `busy`, others need the reader more."""

    def __init__(
        self, read: Callable[[Frame], Iterable[Finding]], busy: Callable[[], bool], sink: Sink
    ) -> None:
        self._read = read
        self._busy = busy
        self._sink = sink
        self._changed = threading.Condition()
        self._waiting: deque[Look] = deque()
        self._stopped = threading.Event()
        self._finished: Callable[[], None] | None = None
        self._known: OrderedDict[bytes, list[Row]] = OrderedDict()
        self._news = NewText()
        self._last: Look | None = None
        self.patience = PATIENCE
        self._thread = threading.Thread(target=self._run, name="watch reading", daemon=True)
        self._thread.start()

    def put(self, look: Look) -> None:
        """Read this look when those before it are read."""
        with self._changed:
            if len(self._waiting) == WAITING:
                self._waiting.pop()
            self._waiting.append(look)
            self._changed.notify_all()

    def finish(self, then: Callable[[], None]) -> None:
        """Read what waits, then call `then` and end."""
        with self._changed:
            self._finished = then
            self._changed.notify_all()

    def stop(self) -> None:
        """End soon; what is being read is not told any more."""
        self._stopped.set()
        with self._changed:
            self._waiting.clear()
            self._changed.notify_all()

    def _run(self) -> None:
        try:
            while not self._stopped.is_set():
                look = self._next()
                if look is not None:
                    self._look(look)
                elif self._finished is not None:
                    self._finished()
                    return
                elif self._last is not None:
                    self._tell(self._news.due(time.monotonic()), self._last)
        except CancelledError:
            return
        except EarSightError as error:
            self._sink.on_failure(error)
        except Exception as error:
            self._sink.on_failure(unexpected(error))

    def _next(self) -> Look | None:
        with self._changed:
            self._changed.wait_for(
                lambda: self._waiting or self._finished or self._stopped.is_set(), DUE_SECONDS
            )
            return self._waiting.popleft() if self._waiting else None

    def _look(self, look: Look) -> None:
        began = time.monotonic()
        rows = self._rows(look)
        if self._stopped.is_set():
            return
        last, self._last = self._last, look
        resized = last is not None and last.grey.size != look.grey.size

        def written(box: Box) -> bool:
            return not is_blank(look.grey, box)

        told = self._news.look(rows, look.time, written, resized=resized)
        self._adapt(look, time.monotonic() - began, brought=bool(told) or self._news.scrolled)
        self._tell(told, look)
        self._sink.on_read(look)

    def _tell(self, told: list[Told], look: Look) -> None:
        if told and not self._stopped.is_set():
            self._sink.on_news(told, look)

    def _rows(self, look: Look) -> list[Row]:
        if look.is_blank:
            return []
        rows = self._known.get(look.digest)
        if rows is None:
            rows = rows_of(self._lines(look.frame), look.grey, look.frame.origin)
        self._known[look.digest] = rows
        self._known.move_to_end(look.digest)
        if len(self._known) > KNOWN:
            self._known.popitem(last=False)
        return rows

    def _lines(self, frame: Frame) -> list[Line]:
        """Read, however often others need the reader first."""
        failures = 0
        while True:
            while self._busy() and not self._stopped.is_set():
                self._stopped.wait(BUSY_SECONDS)
            if self._stopped.is_set():
                raise CancelledError
            try:
                return [each for each in self._read(frame) if isinstance(each, Line)]
            except CancelledError:
                self._stopped.wait(BUSY_SECONDS)
            except EarSightError:
                failures += 1
                if failures == FAILURES:
                    raise
                self._stopped.wait(RETRY_SECONDS)

    def _adapt(self, look: Look, seconds: float, *, brought: bool) -> None:
        """Read what never is still less often while that brings nothing, or takes long."""
        if brought:
            self.patience = PATIENCE
        elif not look.still:
            self.patience = min(MOST_PATIENCE, max(1.5 * self.patience, 1.5 * seconds))
