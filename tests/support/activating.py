"""Windows of which one has the keyboard."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def activate(bot: QtBot, window: QWidget) -> None:
    """Show a window, and wait until it has the keyboard."""
    bot.addWidget(window)
    window.show()
    window.activateWindow()
    bot.waitUntil(window.isActiveWindow)
