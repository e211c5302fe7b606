"""Ends a caption where the model begins to say the same again, as small captioners do."""

from __future__ import annotations

import re
from string import punctuation

LEAST = 3
"""Words: fewer are said twice on purpose ("very, very big")."""
_WORD = re.compile(r"(\S+)\s*")


class Unrepeated:
    """Hands text on until some words come once more right after themselves.

    Words that may be the beginning of that are held back, so that nothing is said twice. Without a
    repetition, what is handed on is, joined, what was fed.
    """

    def __init__(self) -> None:
        self.found = False
        self._text = ""
        self._sent = 0
        self._words: list[str] = []
        self._begins: list[int] = []
        self._end = 0

    def feed(self, piece: str) -> str:
        """Take more text; return what surely is no repetition."""
        self._text += piece
        return self._hand_on(finished=False)

    def finish(self) -> str:
        """Return what is left."""
        return self._hand_on(finished=True)

    def _hand_on(self, *, finished: bool) -> str:
        until = self._sent
        for word in _WORD.finditer(self._text, self._end):
            if self.found:
                break
            if word.end(1) == len(self._text) and not finished:
                # The last word may go on in the next piece.
                if until >= self._end and self._begins_nothing_again(word[1]):
                    until = len(self._text)
                break
            self._words.append(_bare(word[1]))
            self._begins.append(word.start())
            self._end = word.end()
            until = self._repeated_from()
        if finished and not self.found:
            until = len(self._text)
        text, self._sent = self._text[self._sent : until], max(self._sent, until)
        return text

    def _repeated_from(self) -> int:
        """Where those words at the end begin that may be, or are, a repetition."""
        count = len(self._words)
        longest = 0
        for length in range(LEAST, count):
            same = 0
            while same < min(length, count - length) and self._same(same, length):
                same += 1
            longest = max(longest, same)
            if same == length:
                self.found = True
                break
        return self._begins[count - longest] if longest else self._end

    def _begins_nothing_again(self, part: str) -> bool:
        before = self._words[: max(0, len(self._words) - LEAST + 1)]
        return not any(word.startswith(_bare(part)) for word in before)

    def _same(self, back: int, length: int) -> bool:
        return self._words[-1 - back] == self._words[-1 - back - length]


def _bare(word: str) -> str:
    return word.strip(punctuation).casefold() or word
