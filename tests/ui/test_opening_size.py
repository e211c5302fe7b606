"""How large windows open."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from assistant.ui.opening_size import room_for, within_screen


def test_room_is_for_letters_of_the_windows_own_font(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    usual = room_for(window, 40, 10)
    assert usual.width() == 40 * window.fontMetrics().averageCharWidth()
    assert usual.height() == 10 * window.fontMetrics().lineSpacing()
    large = window.font()
    large.setPointSizeF(large.pointSizeF() * 2)
    window.setFont(large)
    larger = room_for(window, 40, 10)
    assert larger.width() > 1.5 * usual.width()
    assert larger.height() > 1.5 * usual.height()
    assert room_for(window, 40) == QSize(larger.width(), 0)


def test_no_window_is_as_large_as_the_screen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    screen = window.screen().availableGeometry().size()
    assert within_screen(window, QSize(30, 20)) == QSize(30, 20)
    wide = within_screen(window, QSize(10 * screen.width(), 20))
    assert 0.8 * screen.width() < wide.width() < screen.width()
    assert wide.height() == 20
    high = within_screen(window, QSize(30, 10 * screen.height()))
    assert 0.8 * screen.height() < high.height() < screen.height()
