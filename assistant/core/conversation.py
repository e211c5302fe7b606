"""What was asked and answered about one picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from assistant.core.frame import Frame

HISTORY_WORDS = 300
"""What small models' windows hold beside the picture and the text read on it."""


class Turn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question and its answer, earlier in the conversation about the same picture."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """One picture and the turns so far, oldest first.

    Frozen, so that a request that was cancelled half way leaves no trace. A new capture makes a new
    one.
    """

    frame: Frame
    turns: tuple[Turn, ...] = ()

    def answered(self, question: str, answer: str) -> Conversation:
        """The conversation with one more turn."""
        return replace(self, turns=(*self.turns, Turn(question, answer)))

    def history(self, words: int = HISTORY_WORDS) -> tuple[Turn, ...]:
        """The newest turns that have at most `words` words together, oldest first."""
        return trimmed(self.turns, words)


def trimmed(turns: Sequence[Turn], words: int) -> tuple[Turn, ...]:
    """The newest turns that fit; the newest is kept in any case, if need be with a cut answer."""
    kept: list[Turn] = []
    for turn in reversed(turns):
        left = words - word_count(turn.question)
        if not kept:
            turn = Turn(turn.question, _beginning(turn.answer, max(left, 0)))
        if word_count(turn.answer) > left and kept:
            break
        words = left - word_count(turn.answer)
        kept.append(turn)
    return tuple(reversed(kept))


def word_count(text: str) -> int:
    """Words of a text. A letter of a script that writes no spaces counts as one."""
    return sum(1 if word.isascii() else max(1, _unspaced(word)) for word in text.split())


def _unspaced(word: str) -> int:
    """Characters of Thai and Khmer and of the East Asian scripts (Unicode blocks)."""
    return sum(
        0x0E00 <= ord(c) < 0x0F00 or 0x1780 <= ord(c) < 0x1800 or 0x2E80 <= ord(c) < 0xD7B0
        for c in word
    )


def _beginning(text: str, words: int) -> str:
    if word_count(text) <= words:
        return text
    if word_count(text) > len(text.split()):
        return text[:words]
    return " ".join(text.split()[:words])
