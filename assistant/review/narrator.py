"""Says one thing at a time, and says it again."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.core.i18n import _
from assistant.review.base import Speech

SLOWER = 0.75
"""How much slower each press says it."""
SLOWEST = 0.3


@dataclass(frozen=True, slots=True)
class Utterance:
    """`language` is the text's; empty for our own words."""

    text: str
    language: str = ""


class Narrator:
    """Interrupts whatever is spoken."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._last: tuple[Utterance, ...] = ()
        self._pace = 1.0

    def say(self, *utterances: Utterance) -> None:
        """Say these, in this order; those without words are left out."""
        self._last = tuple(each for each in utterances if each.text)
        self._pace = 1.0
        self._speak()

    def tell(self, words: str) -> None:
        """Say something of our own."""
        self.say(Utterance(words))

    def again(self) -> None:
        """Say the last thing again."""
        self._pace = 1.0
        self._speak()

    def slower(self) -> None:
        """Say the last thing again, more slowly each time."""
        self._pace = max(SLOWEST, self._pace * SLOWER)
        self._speak()

    def _speak(self) -> None:
        for number, each in enumerate(self._last or (Utterance(_("Nothing to repeat yet.")),)):
            self._speech.say(
                each.text,
                interrupt=number == 0,
                language=each.language,
                remember=False,
                pace=self._pace,
            )
