"""What the tests of windows share: sizes and colours to try them in, and who asks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.question_person import Person

from assistant.ui.application import make_clear


def high_contrast() -> QPalette:
    """White on black, buttons yellow: the kind that Windows and GNOME offer."""
    made = QPalette(QColor("black"))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        made.setColor(role, QColor("white"))
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base, QPalette.ColorRole.Button):
        made.setColor(role, QColor("black"))
    made.setColor(QPalette.ColorRole.ButtonText, QColor("yellow"))
    return made


@pytest.fixture(scope="session", autouse=True)
def style(qapp: QApplication) -> None:
    """Windows look as in the program."""
    make_clear(qapp)


PALETTES = {
    "light": lambda: QPalette(QColor("#f0f0f0")),
    "dark": lambda: QPalette(QColor("#202020")),
    "high contrast": high_contrast,
}


@pytest.fixture(params=list(PALETTES))
def colours(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    before = qapp.palette()
    qapp.setPalette(PALETTES[request.param]())
    yield
    qapp.setPalette(before)


@pytest.fixture
def twice_the_size(qapp: QApplication) -> Iterator[None]:
    before = qapp.font()
    large = qapp.font()
    large.setPointSizeF(before.pointSizeF() * 2)
    qapp.setFont(large)
    yield
    qapp.setFont(before)


@pytest.fixture
def question_person(qtbot: QtBot) -> Person:
    return Person(qtbot)


@pytest.fixture
def asker(question_person: Person) -> Person:
    """Somebody with the window open for a picture."""
    question_person.open()
    return question_person
