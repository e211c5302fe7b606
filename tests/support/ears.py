"""Hears whether a session said some words, by what the engine itself makes of them."""

from __future__ import annotations

import time
from pathlib import Path

from support.audio import RATE
from support.envelope import Envelope, envelope, likeness, read_wave
from support.private_session import PrivateSession

SAME = 0.82
"""Likeness from which two recordings hold the same words.

The same words reach 0.95, and 0.86 where a busy machine stutters once; a sentence in which one
letter was another stays at 0.73.
"""

USUAL_RATE = 200
"""The app's words per minute where no setting says otherwise."""


class Ears:
    """Compares what a session's sound device got with sentences synthesised straight."""

    def __init__(self, session: PrivateSession) -> None:
        self._session = session
        self._known: dict[tuple[str, int], Envelope] = {}

    def likeness(self, text: str, since: float, rate: int = USUAL_RATE) -> float:
        """How much like `text` the best stretch of what was heard `since` then is; at most 1."""
        heard = envelope(self._session.recorder.samples(since), RATE)
        return likeness(heard, self._expected(text, rate)) if len(heard) else 0.0

    def hear(
        self, text: str, since: float, timeout: float = 30.0, *, rate: int = USUAL_RATE
    ) -> None:
        """Wait (seconds) until `text` was said.

        Raises:
            AssertionError: it was not; the message tells how much like it the best stretch was.

        """
        deadline = time.monotonic() + timeout
        while (found := self.likeness(text, since, rate)) < SAME:
            assert time.monotonic() < deadline, f"not heard ({found:.2f}): {text}"
            time.sleep(0.1)

    def hear_recording(self, path: Path, since: float, timeout: float = 5.0) -> None:
        """Wait (seconds) until that wave file was played.

        Raises:
            AssertionError: it was not.

        """
        expected = envelope(*read_wave(path))
        deadline = time.monotonic() + timeout
        while True:
            heard = envelope(self._session.recorder.samples(since), RATE)
            found = likeness(heard, expected) if len(heard) else 0.0
            if found >= SAME:
                return
            assert time.monotonic() < deadline, f"not heard ({found:.2f}): {path.name}"
            time.sleep(0.1)

    def _expected(self, text: str, rate: int) -> Envelope:
        key = (text, rate)
        if key not in self._known:
            path = self._session.root / f"expected-{len(self._known)}.wav"
            command = ("espeak-ng", "-v", "en", "-s", str(rate), "-w", str(path), text)
            self._session.checked(*command)
            self._known[key] = envelope(*read_wave(path))
            path.unlink()
        return self._known[key]
