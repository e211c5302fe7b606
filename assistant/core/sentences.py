"""Turns lines, as they come from OCR, into sentences that sound right when spoken."""

from __future__ import annotations

import re

from assistant.core.findings import Line

MAX_WORDS = 60
"""Longest utterance: long ones take the voice noticeably longer to begin."""

_SENTENCE_END = re.compile(r"(?<=[.!?…。！？])[\"'”’»)\]]*\s+")
_BROKEN_WORD = re.compile(r"\w(?:-|\u00ad|\u2010)$")


class SpeechFlow:
    """Joins the lines of a paragraph and cuts them into utterances.

    The very first line comes out at once, so that the person hears something while the rest is
    being recognised; after it, whole sentences, several short ones together.
    """

    def __init__(self, max_words: int = MAX_WORDS) -> None:
        self._max_words = max_words
        self._text = ""
        self._block: int | None = None

    def feed(self, line: Line) -> list[str]:
        """Take the next line; return what can be spoken now."""
        first = self._block is None
        spoken = self._flush() if not first and line.block != self._block else []
        self._block = line.block
        self._text = join(self._text, line.text)
        return spoken + (self._first() if first else self._complete())

    def finish(self) -> list[str]:
        """Return what is left."""
        return self._flush()

    def _first(self) -> list[str]:
        text, self._text = self._text, ""
        if _BROKEN_WORD.search(text):
            text, _, self._text = text.rpartition(" ")
        return [text] if text else []

    def _flush(self) -> list[str]:
        text, self._text = self._text.strip(), ""
        return cut(text, self._max_words) if text else []

    def _complete(self) -> list[str]:
        parts = _SENTENCE_END.split(self._text)
        whole = self._text[: len(self._text) - len(parts[-1])].strip()
        if len(self._text.split()) > self._max_words:
            return self._flush_long()
        if not whole or len(whole.split()) < self._max_words // 4:
            return []
        self._text = parts[-1]
        return cut(whole, self._max_words)

    def _flush_long(self) -> list[str]:
        *spoken, self._text = cut(self._text.strip(), self._max_words)
        return spoken


def join(text: str, line: str) -> str:
    """Append a line to a paragraph, mending a word that was broken by a hyphen."""
    line = line.strip()
    if not text or not line:
        return text + line
    if _BROKEN_WORD.search(text) and line[0].islower():
        return text[:-1] + line
    return f"{text} {line}"


def cut(text: str, max_words: int = MAX_WORDS) -> list[str]:
    """Cut a paragraph into utterances of at most `max_words`, at sentence ends where possible."""
    pieces: list[str] = []
    for sentence in split(text):
        words = sentence.split()
        if pieces and len(pieces[-1].split()) + len(words) <= max_words:
            pieces[-1] = f"{pieces[-1]} {sentence}"
            continue
        while len(words) > max_words:
            end = _clause_end(words, max_words)
            pieces.append(" ".join(words[:end]))
            words = words[end:]
        pieces.append(" ".join(words))
    return pieces


def split(text: str) -> list[str]:
    """The sentences of a text, without the spaces around them."""
    cuts = [match.end() for match in _SENTENCE_END.finditer(text)]
    return [
        piece
        for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)
        if (piece := text[start:end].strip())
    ]


def _clause_end(words: list[str], limit: int) -> int:
    for index in range(limit - 1, limit // 2, -1):
        if words[index].endswith((",", ";", ":", "،", "、")):
            return index + 1
    return limit
