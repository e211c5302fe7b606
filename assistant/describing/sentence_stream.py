"""Cuts what a model writes into sentences while it writes."""

from __future__ import annotations

import re

from assistant.core.sentences import MAX_WORDS, cut, split

_SPACES = re.compile(r"[^\S\n]+")


class SentenceStream:
    """Sentences as soon as they are whole; a line's end ends one too."""

    def __init__(self, max_words: int = MAX_WORDS) -> None:
        self._max_words = max_words
        self._text = ""

    def feed(self, piece: str) -> list[str]:
        """Take more text; return the sentences that are whole now."""
        self._text = _SPACES.sub(" ", self._text + piece)
        *lines, self._text = self._text.split("\n")
        whole = [sentence for line in lines for sentence in self._cut(line)]
        *ended, begun = split(self._text) or [""]
        *parts, begun = cut(begun, self._max_words) or [""]
        # What is left keeps its own spaces: the next piece may begin in the middle of a word.
        self._text = self._text[self._text.rindex(begun) :]
        return whole + [part for line in ended for part in self._cut(line)] + parts

    def finish(self) -> list[str]:
        """Return what is left."""
        text, self._text = self._text, ""
        return self._cut(text)

    def _cut(self, text: str) -> list[str]:
        return [part for sentence in split(text) for part in cut(sentence, self._max_words)]
