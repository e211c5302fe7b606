"""A `core.ports.Speaker`, and a `review.base.Speech`, that only notes what it is given."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """What was said, and how."""

    text: str
    interrupt: bool
    language: str
    remember: bool
    pace: float


class FakeSpeech:
    """Every sentence is heard at once. `said` is the words alone, for a test to clear at will."""

    def __init__(self) -> None:
        """Nothing was said yet."""
        self.said: list[str] = []
        self.sentences: list[Said] = []
        self.stops = 0

    @property
    def remembered(self) -> list[str]:
        """The words that one would want to hear again."""
        return [sentence.text for sentence in self.sentences if sentence.remember]

    def say(
        self,
        text: str,
        *,
        interrupt: bool = False,
        language: str = "",
        remember: bool = True,
        pace: float = 1.0,
    ) -> None:
        """As the protocols say."""
        self.sentences.append(Said(text, interrupt, language, remember, pace))
        self.said.append(text)

    def stop(self) -> None:
        """As the protocol says."""
        self.stops += 1

    def wait(self, timeout: float | None = None) -> bool:
        """As the protocol says."""
        return True
