"""A voice that speaks only as long as the test lets it."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from assistant.core.backends import USABLE, Availability, Candidate
from assistant.core.errors import SpeechError
from assistant.speech.base import Prosody, Voice, VoiceInfo


class FakeVoice:
    """Remembers what it was told.

    With `slow`, a sentence lasts until `stop` or `finish`; with `broken`, it raises its `problem`;
    with `deaf`, it does not return when it is stopped.
    """

    def __init__(
        self,
        name: str = "fake",
        *,
        screen_reader: bool = False,
        slow: bool = False,
        languages: Sequence[str] = (),
    ) -> None:
        self._name = name
        self._screen_reader = screen_reader
        self._languages = tuple(languages)
        self._over = threading.Event()
        self.slow = slow
        self.broken = False
        self.problem: Exception = SpeechError("No sound.")
        self.deaf = False
        self.available = USABLE
        self.asked = 0
        self.begun = threading.Semaphore(0)
        self.spoken: list[tuple[str, Prosody]] = []
        self.cut: list[str] = []
        self.stops = 0
        self.silenced = 0
        self.warm = 0
        self.closed = 0
        self._active = 0
        self.most_active = 0

    @property
    def name(self) -> str:
        return self._name

    @property
    def is_screen_reader(self) -> bool:
        return self._screen_reader

    @property
    def texts(self) -> list[str]:
        return [text for text, _ in self.spoken]

    def candidate(self) -> Candidate[Voice]:
        def load() -> Voice:
            return self

        return Candidate(self._name, load)

    def availability(self) -> Availability:
        self.asked += 1
        return self.available

    def voices(self) -> Sequence[VoiceInfo]:
        return [VoiceInfo(tag, tag, (tag,)) for tag in self._languages]

    def warm_up(self) -> None:
        self.warm += 1

    def speak(self, text: str, prosody: Prosody) -> None:
        self.spoken.append((text, prosody))
        if self.broken:
            raise self.problem
        self._active += 1
        self.most_active = max(self.most_active, self._active)
        self._over.clear()
        self.begun.release()
        if self.slow:
            self._over.wait(10)
        self._active -= 1

    def stop(self) -> None:
        self.stops += 1
        if not self.deaf and self._active:
            self.cut.append(self.texts[-1])
            self._over.set()

    def finish(self) -> None:
        """Let the sentence end by itself."""
        self._over.set()

    def silence_everyone(self) -> None:
        self.silenced += 1

    def close(self) -> None:
        self.closed += 1


def gone(reason: str = "not running") -> Availability:
    """An availability for a voice that is not there."""
    return Availability(False, reason)
