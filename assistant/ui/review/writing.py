"""Writes the lines of a page into a text, and changes only what changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from assistant.review.page import INNER, PageLine


class Page:
    """`lines` are those in `document`, one a block; `blocks` numbers the blocks by the item."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self.lines: list[PageLine] = []
        self.blocks: dict[int, int] = {}

    def prepare(self, lines: Sequence[PageLine]) -> tuple[int, Sequence[PageLine]]:
        """Take out what these lines lack; returns what is to be inserted, and from which on."""
        same = _same_from_start(self.lines, lines)
        rest = min(len(self.lines), len(lines)) - same
        below = _same_from_start(self.lines[::-1][:rest], lines[::-1][:rest])
        self._remove(same, len(self.lines) - below)
        return same, lines[same : len(lines) - below]

    def insert(self, first: int, lines: Sequence[PageLine]) -> None:
        """Insert lines before the one of that number, or at the end."""
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        for number, line in enumerate(lines, first):
            if number < len(self.lines):
                cursor.setPosition(self._document.findBlockByNumber(number).position())
                cursor.insertBlock()
                cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
            else:
                cursor.movePosition(QTextCursor.MoveOperation.End)
                if self.lines:
                    cursor.insertBlock()
            cursor.insertText(line.text, _shape(cursor, line))
            self.lines.insert(number, line)
        cursor.endEditBlock()
        self._number()

    def _remove(self, first: int, last: int) -> None:
        if first == last:
            return
        cursor = QTextCursor(self._document.findBlockByNumber(first))
        if last < len(self.lines):
            end = self._document.findBlockByNumber(last).position()
        else:
            end = self._document.characterCount() - 1
            cursor.movePosition(QTextCursor.MoveOperation.Left)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        del self.lines[first:last]
        if first < len(self.lines):
            # The first block that was taken out left its own shape.
            _shape(cursor, self.lines[first])
        self._number()

    def _number(self) -> None:
        self.blocks = {line.item: number for number, line in enumerate(self.lines)}


def _same_from_start(one: Sequence[PageLine], other: Sequence[PageLine]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _shape(cursor: QTextCursor, line: PageLine) -> QTextCharFormat:
    """Make the block at the cursor a heading or not; returns the shape of its letters."""
    block, letters = QTextBlockFormat(), QTextCharFormat()
    if line.level:
        block.setHeadingLevel(line.level)
        letters.setFontWeight(QFont.Weight.Bold)
        letters.setProperty(QTextFormat.Property.FontSizeAdjustment, INNER - line.level)
    cursor.setBlockFormat(block)
    cursor.setBlockCharFormat(letters)
    return letters
