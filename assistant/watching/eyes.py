"""Looks at what is watched, as seldom as its pixels allow."""

from __future__ import annotations

import logging
import time
from dataclasses import replace

from assistant.capture.capturer import ScreenCapturer
from assistant.core.errors import UnreadablePictureError
from assistant.watching.backends.unknown import Polling
from assistant.watching.base import PixelGuard, PixelGuards
from assistant.watching.looks import Look, look_at
from assistant.watching.subject import Sight, Subject

log = logging.getLogger(__name__)

PLACE_SECONDS, UNSURE_SECONDS = 1.0, 0.25
"""How often a window is asked where it is, and how soon again where the answer was another one."""
VERIFY_SECONDS = 5.0
"""How often one looks although nothing should have changed."""
WRONG = 2
"""A guard that has missed so many changes is not believed any more."""


class Eyes:
    """For one thread. `sight` says whether what is watched is to be seen."""

    def __init__(self, subject: Subject, capturer: ScreenCapturer, guards: PixelGuards) -> None:
        self._subject = subject
        self._capturer = capturer
        self._guard = _guard_of(subject, guards)
        self.sight = Sight.CLEAR
        self._found = Sight.CLEAR
        self._rect = subject.rect
        self._last: Look | None = None
        self._looked = self._placed = float("-inf")
        self._misses = 0

    def glance(self, *, pending: bool) -> Look | None:
        """What is to be seen; None where that has not changed, or is not what is watched.

        With `pending` an unchanged look comes, too, with the time of now.

        Raises:
            CaptureError, MissingPartError: the picture could not be taken.

        """
        now = time.monotonic()
        # Asked each time, because answers pile up.
        changed = self._guard.may_have_changed()
        patience = PLACE_SECONDS if self._found is self.sight else UNSURE_SECONDS
        if now - self._placed >= patience and not self._place(now):
            self._last = None
        if self.sight is not Sight.CLEAR or self._found is not Sight.CLEAR:
            return None
        last = self._last
        verify = now - self._looked >= VERIFY_SECONDS
        if last is not None and not (changed or verify):
            return replace(last, time=now) if pending else None
        look = self._take(now)
        if last is not None and look is not None and look.digest != last.digest:
            if not changed:
                self._doubt_guard()
            if not self._place(now):
                # Something else may be in the picture.
                self._last = None
                return None
        self._last = look
        return look

    def close(self) -> None:
        """Let the guard go."""
        self._guard.close()

    def _take(self, now: float) -> Look | None:
        try:
            frame = self._capturer.glimpse(self._rect)
        except UnreadablePictureError:
            self._found = Sight.HIDDEN
            return None
        self._looked = now
        window = self._subject.window
        if window is not None:
            source = window if self._subject.inner is None else replace(window, title="")
            frame = replace(
                frame, title=source.title, application=source.application, pid=source.pid
            )
        return look_at(frame, now)

    def _place(self, now: float) -> bool:
        """Find out where it is; whether that is where it was, and nothing is in front of it."""
        self._placed = now
        found, rect = self._subject.now(self._capturer.windows)
        same = found is Sight.CLEAR and rect == self._rect
        self._rect = rect
        if found is Sight.CLEAR or found is self._found:
            # What is said only once may be a window in between.
            self.sight = found
        self._found = found
        return same

    def _doubt_guard(self) -> None:
        """Something changed without a word; unless the word comes only now, that counts."""
        if self._guard.may_have_changed():
            return
        self._misses += 1
        if self._misses == WRONG:
            log.info("changed pixels were not told; comparing them from now on")
            self._guard.close()
            self._guard = Polling()


def _guard_of(subject: Subject, guards: PixelGuards) -> PixelGuard:
    try:
        return guards.guard(subject.window.handle if subject.window else 0)
    except OSError:
        return Polling()
