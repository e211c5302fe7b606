"""The window for what to search: by keyboard alone, and back where one was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from support.accessibility import audit, tab_order
from support.fake_focus import FakeFocus

from assistant.ui.search_window import SearchWindow


class Person:
    """Somebody at the window; `told` is what was said and searched for."""

    def __init__(self, bot: QtBot) -> None:
        self.told: list[str] = []
        self.focus = FakeFocus()
        self.window = SearchWindow(self._find, self.focus, self.told.append, lambda: True)
        bot.addWidget(self.window)
        field = self.window.findChild(QLineEdit, "words")
        assert isinstance(field, QLineEdit)
        self.field = field
        self.window.show_and_focus()
        bot.waitUntil(self.window.isActiveWindow)

    def _find(self, words: str) -> None:
        assert self.focus.calls[-1] == "give back"
        self.told.append(words)

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.focusWidget(), key)


@pytest.fixture
def person(qtbot: QtBot) -> Person:
    return Person(qtbot)


def test_typing_and_return_search_after_the_keyboard_is_back(person: Person) -> None:
    assert person.told == ["Type the words to find."]
    QTest.keyClicks(person.window.focusWidget(), " total ")
    person.press(Qt.Key.Key_Return)
    assert person.told[1:] == ["total"]
    assert not person.window.isVisible()


def test_the_last_words_are_there_to_be_typed_over(person: Person, qtbot: QtBot) -> None:
    QTest.keyClicks(person.window.focusWidget(), "total")
    person.press(Qt.Key.Key_Return)
    person.window.show_and_focus()
    qtbot.waitUntil(person.window.isActiveWindow)
    assert person.field.selectedText() == "total"
    QTest.keyClicks(person.window.focusWidget(), "sum")
    person.press(Qt.Key.Key_Return)
    assert person.told[-1] == "sum"


@pytest.mark.parametrize("typed", ["total", ""])
def test_escape_and_nothing_typed_search_for_nothing(person: Person, typed: str) -> None:
    QTest.keyClicks(person.window.focusWidget(), typed)
    person.press(Qt.Key.Key_Escape if typed else Qt.Key.Key_Return)
    assert len(person.told) == 1
    assert person.focus.calls[-1] == "give back"
    assert not person.window.isVisible()


def test_everything_has_a_name_and_a_place_in_the_order(person: Person) -> None:
    assert audit(person.window) == []
    names = [
        widget.accessibleName() or widget.property("text") for widget in tab_order(person.window)
    ]
    assert names == ["Words to find", "&Find", "&Cancel"]
