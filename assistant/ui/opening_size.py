"""How large a window opens: as its text needs, where the screen has the room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_SCREEN_SHARE = 0.9
"""Of the screen without the desktop's own bars; the rest is for the window's frame."""


def room_for(window: QWidget, columns: int, lines: int = 0) -> QSize:
    """What that many letters beside and lines below each other take in the window's font."""
    letters = window.fontMetrics()
    return QSize(letters.averageCharWidth() * columns, letters.lineSpacing() * lines)


def within_screen(window: QWidget, wanted: QSize) -> QSize:
    """As much of the size as the window's screen has the room for."""
    return wanted.boundedTo(window.screen().availableGeometry().size() * _SCREEN_SHARE)
