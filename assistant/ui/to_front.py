"""Brings a window that the person asked for to the front, with the keyboard in it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from assistant.desktop.focus.base import WindowFocus

_EVERY_MS = 150
_TRIES = 10
"""The keyboard belongs to the hotkey's grab until its keys are let go."""


def to_front(window: QWidget, focus: WindowFocus) -> None:
    """Show and activate it; `focus` remembers who had the keyboard, to be given it back later."""
    if not window.isActiveWindow():
        focus.remember()
    window.show()
    window.raise_()
    window.activateWindow()
    QTimer.singleShot(_EVERY_MS, window, lambda: _insist(window, focus, _TRIES))


def _insist(window: QWidget, focus: WindowFocus, tries: int) -> None:
    # A question of the window has the keyboard rightly.
    has_it = window.isActiveWindow() or QApplication.activeModalWidget() is not None
    if tries and window.isVisible() and not has_it:
        focus.take(int(window.winId()))
        QTimer.singleShot(_EVERY_MS, window, lambda: _insist(window, focus, tries - 1))
