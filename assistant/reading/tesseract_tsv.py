"""Turns tesseract's TSV output (words, one a row) into lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from assistant.core.findings import Box, Line

LEAST_SURE = 0.3
"""Lines under this confidence are pictures read as letters."""
_WORD = "5"
_COLUMNS = 12
_UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0xA4CF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF))  # fmt: skip  # noqa: E501
"""Thai and Lao, Burmese, Khmer, Chinese and Japanese: no spaces between words."""


def lines(tsv: str, first_block: int, zoom: float, bounds: tuple[int, int]) -> Iterator[Line]:
    """Yield the lines of a table whose boxes are in pixels of a picture enlarged by `zoom`.

    `bounds` is the width and height of the picture itself; blocks are numbered from `first_block`.
    The columns are level, page, block, paragraph, line, word, left, top, width, height,
    confidence in per cent and text (tesseract's `TessTsvRenderer`).
    """
    rows = [row for text in tsv.splitlines() if len(row := text.split("\t")) == _COLUMNS]
    words = [row for row in rows if row[0] == _WORD and row[11].strip()]
    block = first_block - 1
    paragraph: list[str] = []
    for key, group in groupby(words, key=lambda row: row[1:5]):
        members = list(group)
        block += key[:3] != paragraph
        paragraph = key[:3]
        yield from _line(members, block, zoom, bounds)


def _line(
    words: list[list[str]], block: int, zoom: float, bounds: tuple[int, int]
) -> Iterator[Line]:
    letters = sum(len(word[11]) for word in words)
    sure = sum(float(word[10]) * len(word[11]) for word in words) / letters / 100
    if sure < LEAST_SURE:
        return
    text = ""
    for word in words:
        text = _joined(text, word[11].strip())
    yield Line(text, _box(words, zoom, bounds), min(1.0, sure), block)


def _box(words: list[list[str]], zoom: float, bounds: tuple[int, int]) -> Box:
    width, height = bounds
    corners = [[int(word[column]) for column in (6, 7, 8, 9)] for word in words]
    left = int(min(x for x, _y, _w, _h in corners) / zoom)
    top = int(min(y for _x, y, _w, _h in corners) / zoom)
    right = -int(-max(x + w for x, _y, w, _h in corners) // zoom)
    bottom = -int(-max(y + h for _x, y, _w, h in corners) // zoom)
    return max(0, left), max(0, top), min(width, right), min(height, bottom)


def _joined(text: str, word: str) -> str:
    if text and not (_is_unspaced(text[-1]) and _is_unspaced(word[0])):
        return f"{text} {word}"
    return text + word


def _is_unspaced(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _UNSPACED)
