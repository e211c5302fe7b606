"""The question over a window: whose colours it has."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from assistant.ui.yes_or_no import ask_yes_or_no


def _nothing(_anything: object) -> None:
    pass


def _asked(bot: QtBot, window: QWidget) -> QMessageBox:
    bot.addWidget(window)
    window.show()
    ask_yes_or_no(window, "Really?", _nothing, _nothing, _nothing, lambda: False)
    box = window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    return box


def test_it_has_the_colours_that_were_chosen_for_the_window(qtbot: QtBot) -> None:
    window = QWidget()
    window.setPalette(QPalette(QColor("#123456")))
    assert _asked(qtbot, window).palette() == window.palette()


def test_over_a_window_without_colours_of_its_own_it_follows_the_desktops(
    qtbot: QtBot, qapp: QApplication
) -> None:
    window = QWidget()
    box = _asked(qtbot, window)
    before = qapp.palette()
    qapp.setPalette(QPalette(QColor("#123456")))
    try:
        qtbot.waitUntil(lambda: box.palette().window().color() == QColor("#123456"))
    finally:
        qapp.setPalette(before)
