"""Speaks a window's controls to whoever works without a screen reader."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from assistant.core.i18n import _


class SelfVoice(QObject):
    """Tells where the keyboard goes in `window`, and which row, entry or choice the person takes.

    `tell` speaks at once. `voiced` says whether to: beside a screen reader only what that leaves
    out. That the keyboard comes into the window is not told: whatever brings it there has something
    to say itself.
    """

    def __init__(
        self, window: QWidget, tell: Callable[[str], object], voiced: Callable[[], bool]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tell = tell
        self._voiced = voiced
        for view in window.findChildren(QAbstractItemView):
            view.selectionModel().currentChanged.connect(
                lambda row, _before, view=view: self._chosen(view, row)
            )
        for box in window.findChildren(QComboBox):
            box.activated.connect(lambda _row, box=box: self.say_left_out(box.currentText()))
        for choice in (*window.findChildren(QRadioButton), *window.findChildren(QCheckBox)):
            choice.clicked.connect(lambda _chosen, choice=choice: self._say(in_words(choice)))
        areas: list[QPlainTextEdit | QTextBrowser] = [
            *window.findChildren(QPlainTextEdit),
            *window.findChildren(QTextBrowser),
        ]
        for area in areas:
            if area.isReadOnly():
                caret = _Caret(area, self._say)
                area.cursorPositionChanged.connect(lambda caret=caret: caret.moved())
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)

    def greet(self, news: str = "") -> None:
        """Tell the news, where there are any, and then what has the keyboard now."""
        focused = self._window.focusWidget()
        here = in_words(focused) if focused is not None and self._voiced() else ""
        if news or here:
            self._tell(f"{news} {here}".strip())

    def say_left_out(self, text: str) -> None:
        """Say what Orca does not say by itself: the choice of a closed list, a link in a text."""
        if self._voiced() or sys.platform == "linux":
            self._tell(text)

    def _moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is None or before is None:
            return
        if now.window() is self._window and before.window() is self._window:
            self._say(in_words(now))

    def _chosen(self, view: QAbstractItemView, row: QModelIndex) -> None:
        # A list that is being filled chooses rows by itself.
        if view.hasFocus() and row.isValid() and view.updatesEnabled():
            self._say(_row(row))

    def _say(self, text: str) -> None:
        if self._voiced():
            self._tell(text)


class _Caret:
    """Says the line that the caret comes to. Within a line nothing is said."""

    def __init__(self, area: QPlainTextEdit | QTextBrowser, say: Callable[[str], object]) -> None:
        self._area, self._say, self._line = area, say, 0

    def moved(self) -> None:
        """The caret is somewhere else."""
        block = self._area.textCursor().block()
        line, self._line = self._line, block.blockNumber()
        if self._line != line and self._area.hasFocus():
            self._say(block.text() or _("Empty line."))


def in_words(widget: QWidget) -> str:
    """What the widget is called, what it is, and what is in it."""
    name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    if isinstance(widget, QRadioButton):
        return _("{name}, chosen").format(name=name) if widget.isChecked() else name
    if isinstance(widget, QCheckBox):
        checked = _("{name}, checked") if widget.isChecked() else _("{name}, not checked")
        return checked.format(name=name)
    if isinstance(widget, QAbstractButton):
        return _("{name}, button").format(name=name)
    if isinstance(widget, QAbstractItemView):
        return f"{name}. {_row(widget.currentIndex())}".strip()
    if isinstance(widget, QPlainTextEdit):
        return f"{name}. {widget.toPlainText()}".strip()
    if isinstance(widget, QTextEdit) and not isinstance(widget, QTextBrowser):
        return f"{name}. {widget.textCursor().block().text()}".strip()
    if isinstance(widget, QComboBox):
        # On Linux a screen reader takes the name from the label beside it.
        return f"{widget.accessibleName()}. {widget.currentText()}"
    if isinstance(widget, QAbstractSpinBox):
        return f"{widget.accessibleName()}. {widget.text()}"
    if isinstance(widget, QLineEdit) and widget.text():
        return f"{name}. {widget.displayText()}"
    return name


def _row(index: QModelIndex) -> str:
    return str(index.data(Qt.ItemDataRole.DisplayRole) or "")
