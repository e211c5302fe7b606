"""Turns lines, as they come from OCR, into sentences that sound right when spoken."""

from __future__ import annotations

import re
from itertools import accumulate

from assistant.core.findings import Line

MAX_WORDS = 60
"""Longest utterance: long ones take the voice noticeably longer to begin."""

_SENTENCE_END = re.compile(
    r"(?<=[.!?…؟۔।])[\"'”’»)\]]*\s+"
    # Chinese and Japanese put no space between sentences.
    r"|(?<=[。！？])(?![。！？])[”’」』）]*\s*"
)
_ENDS = tuple(".!?…؟۔।。！？")
_BROKEN_WORD = re.compile(r"\w(?:-|\u00ad|\u2010)$")
_DENSE = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Kana and Han letters, which stand without spaces."""
_DENSE_LETTER = re.compile(f"[{_DENSE}]")
_NO_SPACE_AFTER = re.compile(f"[{_DENSE}\u3000-\u303f\uff00-\uff65]$")
_NO_SPACE_BEFORE = re.compile(f"[{_DENSE}\u3000-\u303f\uff00-\uff65]")
_DENSE_IN_A_WORD = 2
"""So many of them take about as long to say as a word does."""
_TOKEN = re.compile(r"[^\s，、；：]{1,100}[，、；：]*\s*|\S\s*")
"""A word, or in dense writing a clause, with what follows it."""


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
        if word_count(self._text) > self._max_words:
            return self._flush_long()
        if not whole or word_count(whole) < self._max_words // 4:
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
    return _beside(text, line)


def cut(text: str, max_words: int = MAX_WORDS) -> list[str]:
    """Cut a paragraph into utterances of at most `max_words`, at sentence ends where possible."""
    pieces: list[str] = []
    for sentence in split(text):
        if pieces and word_count(pieces[-1]) + word_count(sentence) <= max_words:
            pieces[-1] = _beside(pieces[-1], sentence)
        else:
            pieces += _chopped(sentence, max_words)
    return pieces


def _chopped(sentence: str, limit: int) -> list[str]:
    tokens = _TOKEN.findall(" ".join(sentence.split()))
    pieces: list[str] = []
    while sum(map(word_count, tokens)) > limit and len(tokens) > 1:
        end = _clause_end(tokens, limit)
        pieces.append("".join(tokens[:end]).strip())
        tokens = tokens[end:]
    return [*pieces, "".join(tokens).strip()]


def word_count(text: str) -> int:
    """How many words it has; in dense writing, as many as take equally long to say."""
    dense = _DENSE_LETTER.findall(text)
    return len(text.split()) + len(dense) // _DENSE_IN_A_WORD


def _beside(first: str, second: str) -> str:
    dense = _NO_SPACE_AFTER.search(first) and _NO_SPACE_BEFORE.match(second)
    return f"{first}{second}" if dense else f"{first} {second}"


def ended(text: str) -> bool:
    """Whether it ends like a sentence, in any script."""
    return text.rstrip().endswith(_ENDS)


def split(text: str) -> list[str]:
    """The sentences of a text, without the spaces around them."""
    cuts = [match.end() for match in _SENTENCE_END.finditer(text)]
    return [
        piece
        for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)
        if (piece := text[start:end].strip())
    ]


def _clause_end(tokens: list[str], limit: int) -> int:
    """How many tokens fit, up to the end of a clause where there is one in their second half."""
    lengths = accumulate(map(word_count, tokens))
    fitting = max(1, sum(length <= limit for length in lengths))
    for index in range(fitting - 1, fitting // 2, -1):
        if tokens[index].rstrip().endswith((",", ";", ":", "،", "؛", "、", "，", "；", "：")):
            return index + 1
    return fitting
