"""What chat models put around their words: private thoughts, and Markdown that a voice would read.

Markdown as in the CommonMark specification 0.31.2: ATX headings (4.2), fenced code blocks (4.5),
list items (5.2), code spans (6.1), emphasis (6.2). Marks are only taken away where they cannot be
part of what is quoted: "2**3" stays.
"""

from __future__ import annotations

import re

_OPEN, _CLOSE = "<think>", "</think>"
_LINE_MARKS = re.compile(r"^\s*(?:#{1,6}\s+|>\s+|[*+•]\s+|-\s+(?=[^\W\d]))+")
_FENCE = re.compile(r"^\s*(?:```|~~~)[\w+-]*\s*$")
_STRONG_BEGIN = re.compile(r"(?<![\w*])\*{1,3}(?=[^\s*])|(?<![\w_])_{2,3}(?=[^\s_])")
_STRONG_END = re.compile(r"(?<=[^\s*])\*{1,3}(?![\w*])|(?<=[^\s_])_{2,3}(?![\w_])")
_CODE_SPAN = re.compile(r"(?<![\w`])`([^`]+)`(?![\w`])")


def unmarked(text: str) -> str:
    """A sentence without Markdown's marks; empty where it is nothing else."""
    if _FENCE.match(text):
        return ""
    code: list[str] = []

    def keep(span: re.Match[str]) -> str:
        code.append(span[1])
        return f"\0{len(code) - 1}\0"

    text = _CODE_SPAN.sub(keep, _LINE_MARKS.sub("", text))
    text = _STRONG_END.sub("", _STRONG_BEGIN.sub("", text))
    return re.sub(r"\0(\d+)\0", lambda found: code[int(found[1])], text).strip()


class Thoughts:
    """Leaves out what stands between <think> and </think>, however the pieces are cut."""

    def __init__(self) -> None:
        self._text = ""
        self._thinking = False

    def feed(self, piece: str) -> str:
        """Take more; return what is surely meant for the person."""
        self._text += piece
        said = ""
        while True:
            mark = _CLOSE if self._thinking else _OPEN
            before, found, after = self._text.partition(mark)
            if not found:
                break
            said += "" if self._thinking else before
            self._text = after
            self._thinking = not self._thinking
        keep = _begun(self._text, mark)
        if not self._thinking:
            said += self._text[: len(self._text) - keep]
        self._text = self._text[len(self._text) - keep :]
        return said

    def finish(self) -> str:
        """Return what is left."""
        text, self._text = self._text, ""
        return "" if self._thinking else text


def _begun(text: str, mark: str) -> int:
    """How many characters at the end of `text` may be the beginning of `mark`."""
    return next((n for n in range(len(mark) - 1, 0, -1) if text.endswith(mark[:n])), 0)
