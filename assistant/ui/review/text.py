"""The answer as a text with headings, read with the caret, in which the keys of review work."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from itertools import chain

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit

from assistant.core.i18n import _
from assistant.core.layers import REVIEW_LAYER
from assistant.review.cursor import Edge, Unit
from assistant.review.page import PageLine
from assistant.review.wording import edge_words
from assistant.ui.review.writing import Page

_AT_ONCE = 100
"""Lines that are written, or laid out, between two looks at the keyboard: some 5 ms."""
_CARET_PIXELS = 3

_Key = Qt.Key
_UNITS: Mapping[int, Unit] = {_Key.Key_Left: Unit.CHARACTER, _Key.Key_Right: Unit.CHARACTER}
_CARET_KEYS = frozenset(
    {_Key.Key_Up, _Key.Key_Down, _Key.Key_Left, _Key.Key_Right, _Key.Key_Home, _Key.Key_End}
    | {_Key.Key_PageUp, _Key.Key_PageDown}
)
_FORWARD = frozenset({_Key.Key_Down, _Key.Key_Right, _Key.Key_End, _Key.Key_PageDown})
_ROWS = {16: "qwertyuiop", 30: "asdfghjkl", 44: "zxcvbnm"}
"""Letters by the number of their key, as PC keyboards and Linux count."""
_FIRST_SCAN_CODE = 0 if sys.platform == "win32" else 8
"""X11 and Wayland keep the lowest numbers free."""
_NAMED: Mapping[int, str] = {
    _Key.Key_Space: "space",
    _Key.Key_Return: "enter",
    _Key.Key_Enter: "enter",
}


class AnswerText(QTextEdit):
    """Shows the lines of a page; a place in it is an item's number and an offset, as in review.

    `moved` tells where the person put the caret, `wanted` which action of the review layer they
    pressed the key of, and `read` what the caret came to: the text, and whether it is the answer's
    own or ours.
    """

    moved = Signal(int, int, str)
    wanted = Signal(str)
    read = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("answer")
        self.setAccessibleName(_("Answer"))
        self.setAccessibleDescription(
            _("Cursor keys read. H, F and G go to headings, controls and pictures.")
        )
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setCursorWidth(_CARET_PIXELS)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self._page = Page(self.document())
        self._left: Sequence[PageLine] = ()
        self._left_at = 0
        self._target: tuple[int, int] | None = None
        self._laid_out = 0
        self._unit = Unit.LINE
        self._ours = False
        self._writer = QTimer(self, interval=0)
        self._writer.timeout.connect(self._write_some)
        self.cursorPositionChanged.connect(self._on_caret)

    # What is shown

    def show_page(self, lines: Sequence[PageLine]) -> None:
        """Show these lines; what is the same stays, and so does the caret in it."""
        self._ours = True
        self._left_at, self._left = self._page.prepare(lines)
        self._ours = False
        self._write_some()

    def go_to(self, item: int, offset: int) -> None:
        """Put the caret at a place, as soon as it is there; it stays where it is that place."""
        if self.place() == (item, offset) and not self._left:
            return
        self._target = item, offset
        self._settle()

    def place(self) -> tuple[int, int]:
        """Where the caret is; of our own lines the next item counts. (-1, 0) for nowhere."""
        if self._target is not None:
            return self._target
        cursor = self.textCursor()
        here = cursor.blockNumber()
        ahead = chain(range(here, len(self._page.lines)), range(here - 1, -1, -1))
        number = next((each for each in ahead if self._page.lines[each].item >= 0), None)
        if number is None:
            return -1, 0
        line = self._page.lines[number]
        inside = cursor.positionInBlock() if number == here else 0
        return line.item, min(inside, max(0, line.length - 1))

    @property
    def line_text(self) -> str:
        """The whole line that the caret is in."""
        return self.textCursor().block().text()

    def set_looks(self, font: QFont, palette: QPalette) -> None:
        """Use this font and these colours."""
        self._park()
        self.setPalette(palette)
        self.setFont(font)
        self._lay_out_again()

    # The person

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key does in review; the caret's own keys move it."""
        action = REVIEW_LAYER.keys.get(_layer_key(event))
        if action is not None:
            self.wanted.emit(action)
            return
        if self._target is not None and self._target[0] in self._page.blocks:
            self._put_caret(self._page.blocks[self._target[0]])
        key = event.key()
        by_word = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self._unit = _UNITS.get(key, Unit.LINE)
        if self._unit is Unit.CHARACTER and by_word:
            self._unit = Unit.WORD
        before = self.textCursor()
        super().keyPressEvent(event)
        if key in _CARET_KEYS:
            self._tell(before, Edge.BOTTOM if key in _FORWARD else Edge.TOP)
        self._unit = Unit.LINE

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the caret be seen."""
        super().focusInEvent(event)
        self.ensureCursorVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the lines out anew, some at a time."""
        self._park()
        super().resizeEvent(event)
        self._lay_out_again()

    def _on_caret(self) -> None:
        if not self._ours:
            self._mark()
            self._target = None
            item, offset = self.place()
            if item >= 0:
                self.moved.emit(item, offset, self._unit)

    def _tell(self, before: QTextCursor, edge: Edge) -> None:
        cursor = self.textCursor()
        if cursor.position() == before.position():
            self.read.emit(edge_words(edge), False)
            return
        line = self._page.lines[cursor.blockNumber()] if self._page.lines else PageLine("")
        part = QTextCursor(cursor)
        if self._unit is Unit.CHARACTER:
            part.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor)
        elif self._unit is Unit.WORD:
            part.select(QTextCursor.SelectionType.WordUnderCursor)
        elif cursor.block() != before.block():
            part = _whole(cursor)
        else:
            part.select(QTextCursor.SelectionType.LineUnderCursor)
        text = part.selectedText().strip("\u2028\u2029")
        self.read.emit(text or _("blank"), bool(text) and line.item >= 0)

    # Writing and laying out, some lines at a time

    def _write_some(self) -> None:
        some, self._left = self._left[:_AT_ONCE], self._left[_AT_ONCE:]
        if some:
            self._ours = True
            self._page.insert(self._left_at, some)
            self._left_at += len(some)
            self._ours = False
        self._laid_out = min(self._laid_out, len(self._page.lines))
        self._settle()

    def _settle(self) -> None:
        """Lay out as far as the caret is to go, and put it there."""
        goal = self._page.blocks.get(self._target[0], -1) if self._target else -1
        document = self.document()
        self._laid_out = min(max(self._laid_out, 0) + _AT_ONCE, document.blockCount())
        # Asking where a block is lays out all before it.
        last = document.findBlockByNumber(self._laid_out - 1)
        document.documentLayout().blockBoundingRect(last)
        if 0 <= goal < self._laid_out:
            self._put_caret(goal)
        if self._left or self._laid_out < document.blockCount():
            self._writer.start()
        else:
            self._writer.stop()
            self._target = None

    def _park(self) -> None:
        """Before a long text is laid out anew: put the caret where it costs nothing to draw it."""
        item, offset = self.place()
        if item >= 0 and self._target is None and len(self._page.lines) > _AT_ONCE:
            self._target = item, offset
            self._ours = True
            self.setExtraSelections([])
            self.moveCursor(QTextCursor.MoveOperation.Start)
            self._ours = False

    def _lay_out_again(self) -> None:
        self._laid_out = 0
        self._settle()
        if self._target is None:
            self._mark()
            self.ensureCursorVisible()

    def _put_caret(self, block: int) -> None:
        _item, offset = self._target or (0, 0)
        self._target = None
        found = self.document().findBlockByNumber(block)
        cursor = QTextCursor(found)
        cursor.setPosition(found.position() + min(offset, max(0, found.length() - 1)))
        self._ours = True
        self.setTextCursor(cursor)
        self._ours = False
        self._mark()
        self.ensureCursorVisible()

    def _mark(self) -> None:
        """Mark the line that the caret is in, for eyes that see a little."""
        here = QTextEdit.ExtraSelection()
        cursor = _whole(self.textCursor())
        here.cursor = cursor
        shape = QTextCharFormat()
        shape.setProperty(QTextFormat.Property.FullWidthSelection, True)
        # Inverse video: no pair of colours of a theme can be told apart more easily.
        shape.setBackground(self.palette().brush(QPalette.ColorRole.Text))
        shape.setForeground(self.palette().brush(QPalette.ColorRole.Base))
        here.format = shape
        self.setExtraSelections([here])


def _whole(cursor: QTextCursor) -> QTextCursor:
    """The whole line that a cursor is in."""
    block = cursor.block()
    whole = QTextCursor(block)
    whole.setPosition(block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    return whole


def _by_place(scan_code: int) -> str:
    """The letter that a US keyboard has there, for layouts without Latin letters; else empty."""
    place = scan_code - _FIRST_SCAN_CODE
    found = (row[place - first] for first, row in _ROWS.items() if 0 <= place - first < len(row))
    return next(found, "")


def _layer_key(event: QKeyEvent) -> str:
    """The key as `core.layers.Layer` names it; empty for what the caret or a menu needs."""
    key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    name = _NAMED.get(key, "")
    if not name and 0x20 < key < 0x7F:
        name = chr(key).lower()
    elif not name and key <= sys.maxunicode and chr(key).isalpha():
        name = _by_place(event.nativeScanCode())
    if name == "?" or held == Qt.KeyboardModifier.NoModifier:
        return name
    return f"shift+{name}" if name and held == Qt.KeyboardModifier.ShiftModifier else ""
