"""Speaks a window's controls to whoever works without a screen reader."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QPlainTextEdit,
    QWidget,
)

from assistant.core.i18n import _


class SelfVoice(QObject):
    """Tells `say` what has the keyboard in `window`, and which row of a list is chosen.

    `wanted` says whether to: never beside a screen reader, which does the same.
    """

    def __init__(
        self, window: QWidget, say: Callable[[str], object], wanted: Callable[[], bool]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._say = say
        self._wanted = wanted
        for view in window.findChildren(QAbstractItemView):
            view.selectionModel().currentChanged.connect(
                lambda row, _before, view=view: self._chosen(view, row)
            )
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)

    def speak(self, text: str) -> None:
        """Say something that a screen reader would read from the window by itself."""
        if self._wanted():
            self._say(text)

    def _moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._window.isAncestorOf(now):
            self.speak(in_words(now))

    def _chosen(self, view: QAbstractItemView, row: QModelIndex) -> None:
        if view.hasFocus() and row.isValid():
            self.speak(_row(row))


def in_words(widget: QWidget) -> str:
    """What the widget is called, what it is, and what is in it."""
    name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    if isinstance(widget, QAbstractButton):
        return _("{name}, button").format(name=name)
    if isinstance(widget, QAbstractItemView):
        return f"{name}. {_row(widget.currentIndex())}".strip()
    if isinstance(widget, QPlainTextEdit):
        return f"{name}. {widget.toPlainText()}".strip()
    return name


def _row(index: QModelIndex) -> str:
    return str(index.data(Qt.ItemDataRole.DisplayRole) or "")
