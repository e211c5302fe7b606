"""One watch, from its first look to its end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from assistant.capture.capturer import ScreenCapturer
from assistant.core.errors import EarSightError
from assistant.core.findings import Finding
from assistant.core.frame import Frame
from assistant.watching.base import PixelGuards
from assistant.watching.eyes import Eyes
from assistant.watching.looks import Look, Stillness
from assistant.watching.news import Told
from assistant.watching.subject import Sight, Subject
from assistant.watching.text_reader import TextReader
from assistant.watching.unexpected import unexpected

ACTIVE_SECONDS = 10.0
"""How long after a change one looks as often as the settings say."""
BUDGET = 0.012
"""Part of one core that looking may take while nothing changes."""
REST = 8
"""How many times as long as a look one waits then: another program may take the picture for us."""
LOCK_SECONDS = 10.0
"""How often it is asked whether the screen is locked, besides before anything is told."""
FAILURES = 3
"""Pictures that may fail one after the other."""


class Ending(StrEnum):
    """Why a watch ended by itself."""

    CLOSED = "closed"
    LOCKED = "locked"
    TIME = "time"
    FAILED = "failed"


class Follower(Protocol):
    """Who is told; called on the watch's threads."""

    def on_news(self, told: list[Told], look: Look) -> None:
        """These are new in this look."""
        ...

    def on_read(self, look: Look) -> None:
        """A look was read to its end."""
        ...

    def on_sight(self, sight: Sight) -> None:
        """What is watched is not to be seen any more, or is again."""
        ...

    def on_end(self, ending: Ending, error: EarSightError | None) -> None:
        """It ended by itself; last."""
        ...


@dataclass(frozen=True, slots=True)
class Means:
    """What a watch works with. `read` and `busy` are as in `TextReader`.

    `gap`: seconds between two looks while things change; `longest`: seconds in all, 0 for no end.
    """

    capturer: ScreenCapturer
    guards: PixelGuards
    read: Callable[[Frame], Iterable[Finding]]
    busy: Callable[[], bool]
    gap: float = 0.5
    longest: float = 0.0


class Watch:
    """Watches from now on until it ends or is stopped."""

    def __init__(self, subject: Subject, means: Means, follower: Follower) -> None:
        self.subject = subject
        self._means = means
        self._follower = follower
        self._stopped = threading.Event()
        self._began = self._active = time.monotonic()
        self._locked = self._began
        self._stillness = Stillness()
        self._reader = TextReader(means.read, means.busy, self)
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End; nothing is told any more. Returns at once."""
        self._stopped.set()
        self._reader.stop()

    def on_news(self, told: list[Told], look: Look) -> None:
        """As `Sink.on_news`: pass it on, unless it is the locker's."""
        if self._means.capturer.windows.is_locked():
            self._end(Ending.LOCKED)
        elif not self._stopped.is_set():
            self._follower.on_news(told, look)

    def on_read(self, look: Look) -> None:
        """As `Sink.on_read`."""
        if not self._stopped.is_set():
            self._follower.on_read(look)

    def on_failure(self, error: EarSightError) -> None:
        """As `Sink.on_failure`."""
        self._end(Ending.FAILED, error)

    def _run(self) -> None:
        means = self._means
        eyes = Eyes(self.subject, means.capturer, means.guards)
        try:
            self._follow(eyes)
        except EarSightError as error:
            self._end(Ending.FAILED, error)
        except Exception as error:
            self._end(Ending.FAILED, unexpected(error))
        finally:
            eyes.close()

    def _follow(self, eyes: Eyes) -> None:
        """Look until it is over; pictures may fail now and then.

        Raises:
            EarSightError: they fail again and again.

        """
        failures, gap, sight = 0, 0.0, Sight.CLEAR
        while not self._stopped.wait(gap):
            spent, begun = time.thread_time(), time.monotonic()
            try:
                self._glance(eyes)
                failures = 0
            except EarSightError:
                failures += 1
                if failures == FAILURES:
                    raise
            if eyes.sight is not sight:
                sight = eyes.sight
                if not self._on_sight(sight):
                    return
            if self._is_over():
                return
            gap = self._gap(time.thread_time() - spent, time.monotonic() - begun)

    def _glance(self, eyes: Eyes) -> None:
        look = eyes.glance(pending=self._stillness.pending)
        if look is None:
            return
        picked = self._stillness.pick(look, self._reader.patience)
        if picked is not None:
            self._reader.put(picked)
        if picked is not None or self._stillness.pending:
            self._active = look.time

    def _gap(self, cost: float, lasted: float) -> float:
        """Seconds until the next look; the last one took `cost` seconds of a core, and `lasted`."""
        if self._stillness.pending:
            return self._means.gap / 2
        if time.monotonic() - self._active < ACTIVE_SECONDS:
            return self._means.gap
        return max(self._means.gap, cost / BUDGET, lasted * REST)

    def _on_sight(self, sight: Sight) -> bool:
        """Tell that it is to be seen or not; whether to go on."""
        if sight is Sight.GONE:
            last = self._stillness.last
            if last is not None and self._stillness.pending:
                self._reader.put(last)
            self._reader.finish(lambda: self._end(Ending.CLOSED))
            return False
        self._follower.on_sight(sight)
        return True

    def _is_over(self) -> bool:
        now = time.monotonic()
        if self._means.longest and now - self._began >= self._means.longest:
            self._reader.finish(lambda: self._end(Ending.TIME))
            return True
        if now - self._locked >= LOCK_SECONDS:
            self._locked = now
            if self._means.capturer.windows.is_locked():
                self._end(Ending.LOCKED)
                return True
        return False

    def _end(self, ending: Ending, error: EarSightError | None = None) -> None:
        if self._stopped.is_set():
            return
        self.stop()
        self._follower.on_end(ending, error)
