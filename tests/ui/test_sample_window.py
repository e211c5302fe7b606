"""The demo's window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot
from support.accessibility import audit

from assistant.ui.sample_window import SampleWindow, sample_text


@pytest.fixture
def window(qtbot: QtBot) -> SampleWindow:
    window = SampleWindow()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


def _button(window: SampleWindow, text: str) -> QAbstractButton:
    return next(b for b in window.findChildren(QAbstractButton) if b.text() == text)


def test_it_shows_exactly_the_known_text(window: SampleWindow) -> None:
    shown = [label.text() for label in window.findChildren(QLabel)]
    shown += [button.text() for button in window.findChildren(QAbstractButton)]
    assert sorted(shown) == sorted(sample_text())


def test_large_and_dark_are_sound_too(window: SampleWindow, qtbot: QtBot) -> None:
    assert audit(window) == []
    _button(window, "Large text").click()
    _button(window, "Dark colours").click()
    qtbot.waitUntil(lambda: audit(window) == [])


def test_close_closes(window: SampleWindow) -> None:
    _button(window, "Close").click()
    assert not window.isVisible()
