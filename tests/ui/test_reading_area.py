"""Texts that are read with the cursor keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assistant.ui.reading_area import reading_area


@pytest.fixture
def right_to_left(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def _ink(bot: QtBot) -> tuple[int, int]:
    """The first and last column of a shown line that have letters, and nothing of the frame."""
    area = reading_area("text", "Text", 2)
    bot.addWidget(area)
    area.setPlainText("مرحبا بك")
    area.resize(400, 100)
    area.show()
    bot.waitExposed(area)
    image = area.viewport().grab().toImage()
    paper = image.pixelColor(image.width() // 2, image.height() - 3)
    columns = [
        x for x in range(image.width())
        if any(image.pixelColor(x, y) != paper for y in range(2, 30))
    ]  # fmt: skip
    return columns[0], image.width() - columns[-1]


def test_texts_begin_where_the_language_does(qtbot: QtBot, right_to_left: None) -> None:
    before, after = _ink(qtbot)
    assert after < 20 < before


def test_texts_begin_at_the_left_elsewhere(qtbot: QtBot) -> None:
    before, after = _ink(qtbot)
    assert before < 20 < after
