"""Says what is new, one line after the other, without talking into anything else."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from assistant.core.ports import Speaker
from assistant.watching.base import InputClock

GRACE = 0.05
"""Seconds of silence after a line, in which it shows whether something else has cut it short."""
POLL_SECONDS = 0.1
TYPING_SECONDS = 1.5
"""How long after the last key the person counts as typing."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How new text is said: `interrupt` an older one, or after it; not while the person types, and
    not while anything else is spoken.
    """

    interrupt: bool = False
    wait_for_typing: bool = False
    wait_for_speech: bool = True


class Announcer:
    """Has a thread of its own. `busy` says whether the person is being answered something else,
    `speaking` what is being said, empty for nothing.

    A line that was cut short by something else is said again after it.
    """

    def __init__(
        self,
        speaker: Speaker,
        busy: Callable[[], bool],
        clock: InputClock,
        manners: Callable[[], Manners],
        speaking: Callable[[], str] = lambda: "",
    ) -> None:
        self._speaker = speaker
        self._busy = busy
        self._clock = clock
        self._manners = manners
        self._speaking = speaking
        self._changed = threading.Condition()
        self._lines: deque[tuple[str, str]] = deque()
        self._saying = False
        self._generation = 0
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch speech", daemon=True)
        self._thread.start()

    def say(self, *texts: str, language: str = "", more: bool = False) -> None:
        """Say these lines, in the language of the text (empty: that of EarSight).

        `more`: they belong to those before, so they do not interrupt them.
        """
        with self._changed:
            if texts and self._manners().interrupt and not more:
                self._lines.clear()
                self._generation += 1
                if self._saying and not self._busy():
                    self._speaker.stop()
            self._lines.extend((text, language) for text in texts)
            self._changed.notify_all()

    def drop(self) -> None:
        """Forget what was not said yet."""
        with self._changed:
            self._lines.clear()
            self._generation += 1

    def wait(self) -> None:
        """Wait until everything was said."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed.is_set() or not self._lines)
        with self._changed:
            self._changed.wait_for(lambda: self._closed.is_set() or not self._saying)

    def close(self) -> None:
        """Say nothing any more."""
        self._closed.set()
        with self._changed:
            self._lines.clear()
            self._changed.notify_all()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed.is_set() or self._lines)
            if self._closed.is_set():
                return
            if self._must_wait():
                self._closed.wait(POLL_SECONDS)
                continue
            with self._changed:
                if not self._lines:
                    continue
                line = self._lines.popleft()
                generation, self._saying = self._generation, True
                self._speaker.say(line[0], language=line[1], remember=False)
            cut = self._is_cut(line[0])
            with self._changed:
                self._saying = False
                if cut and generation == self._generation:
                    self._lines.appendleft(line)
                self._changed.notify_all()

    def _is_cut(self, text: str) -> bool:
        """Wait until nothing is spoken; whether anything else was spoken over the text."""
        letters = "".join(text.split())
        cut = False
        while not self._speaker.wait(POLL_SECONDS):
            cut = cut or self._busy() or "".join(self._speaking().split()) not in letters
        self._closed.wait(GRACE)
        return cut or self._busy()

    def _must_wait(self) -> bool:
        manners = self._manners()
        if manners.wait_for_typing and self._clock.idle_seconds() < TYPING_SECONDS:
            return True
        if self._busy():
            return True
        return manners.wait_for_speech and not self._speaker.wait(0)
