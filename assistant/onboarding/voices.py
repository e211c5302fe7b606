"""The voices that the set-up offers and tries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from assistant.core.backends import Candidate
from assistant.core.errors import EarSightError
from assistant.core.i18n import N_, _
from assistant.speech.base import Voice
from assistant.speech.registry import no_window, screen_readers, voices

SAMPLE_SECONDS = 15.0
"""How long a sample may last before it is taken for unheard."""

_READERS = {
    "orca": "Orca",
    "orca-speechd": "Orca",
    "nvda": "NVDA",
    "narrator": "Narrator",
    "voiceover": "VoiceOver",
    "prismatoid": N_("A screen reader"),
}


class Sampled(Protocol):
    """What speaks in the program."""

    @property
    def problem(self) -> EarSightError | None:
        """The last reason why nothing could be heard."""
        ...

    def say(self, text: str, *, interrupt: bool = False, remember: bool = True) -> None:
        """Queue a sentence, or drop all others first."""
        ...

    def wait(self, timeout: float | None = None) -> bool:
        """Wait (seconds) until it was heard or dropped."""
        ...

    def voice_names(self, language: str) -> Sequence[tuple[str, str]]:
        """(id, name) of each voice of a language."""
        ...


class OfferedVoices:
    """The kit's `Voices`. With `waits` a sample returns once it was heard, or why it was not."""

    def __init__(
        self, speech: Sampled, *, waits: bool, window: Callable[[], int] = no_window
    ) -> None:
        self._speech, self._waits, self._window = speech, waits, window

    def readers(self) -> Sequence[str]:
        """See `kit.Voices`."""
        return [_(_READERS.get(name, name)) for name in _usable(screen_readers(self._window))]

    def engines(self) -> Sequence[str]:
        """See `kit.Voices`."""
        return _usable(voices())

    def names(self, language: str) -> Sequence[tuple[str, str]]:
        """See `kit.Voices`."""
        return self._speech.voice_names(language)

    def sample(self, text: str) -> str:
        """See `kit.Voices`."""
        before = self._speech.problem
        self._speech.say(text, interrupt=True, remember=False)
        if not self._waits:
            return ""
        self._speech.wait(SAMPLE_SECONDS)
        problem = self._speech.problem
        return problem.spoken if problem is not None and problem is not before else ""


def _usable(candidates: Sequence[Candidate[Voice]]) -> list[str]:
    found: list[str] = []
    for candidate in candidates:
        voice, availability = candidate.probe()
        if voice is None:
            continue
        voice.close()
        if availability.usable:
            found.append(candidate.name)
    return found
