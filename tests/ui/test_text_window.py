"""Windows with a text to read: about, report and guide."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QTextBrowser
from pytestqt.qtbot import QtBot
from support.accessibility import MIN_CONTRAST, audit, tab_order
from support.fake_focus import FakeFocus

from assistant.core.resources import resource
from assistant.guide.chapters import chapters_in
from assistant.guide.keys import KeyTable
from assistant.guide.page import guide
from assistant.reporting.about import about, first_line
from assistant.ui.contrast import contrast
from assistant.ui.guide_window import GuideWindow
from assistant.ui.text_window import Shown, TextWindow


class Person:
    def __init__(self, bot: QtBot) -> None:
        self.said: list[str] = []
        self.voiced = True
        self.done: list[str] = []
        self.focus = FakeFocus()
        shown = Shown(
            "About EarSight",
            "&About EarSight",
            about,
            first_line,
            [("&Save", lambda window: self.done.append(window.text))],
        )
        self.window = TextWindow(shown, self.focus, self.said.append, lambda: self.voiced)
        bot.addWidget(self.window)

    def open(self, bot: QtBot) -> None:
        self.window.show_and_focus()
        bot.waitUntil(self.window.isActiveWindow)

    @property
    def area(self) -> QPlainTextEdit:
        found = self.window.findChild(QPlainTextEdit)
        assert isinstance(found, QPlainTextEdit)
        return found

    def press(self, text: str) -> None:
        next(b for b in self.window.findChildren(QPushButton) if b.text() == text).click()


@pytest.fixture
def person(qtbot: QtBot) -> Person:
    person = Person(qtbot)
    person.open(qtbot)
    return person


def test_it_opens_in_the_text_and_says_the_first_line(person: Person) -> None:
    assert person.said == [first_line()]
    assert person.window.focusWidget() is person.area
    assert person.area.toPlainText() == about()
    assert person.area.isReadOnly()
    assert person.focus.calls == ["remember"]


def test_with_a_screen_reader_it_says_nothing(qtbot: QtBot) -> None:
    person = Person(qtbot)
    person.voiced = False
    person.open(qtbot)
    assert person.said == []


def test_the_audit_finds_nothing(person: Person, colours: None) -> None:
    assert audit(person.window) == []


def test_the_audit_finds_nothing_in_large_text(twice_the_size: None, qtbot: QtBot) -> None:
    person = Person(qtbot)
    person.open(qtbot)
    assert audit(person.window) == []


def test_tab_leaves_the_text(person: Person) -> None:
    order = [w.accessibleName() or w.property("text") for w in tab_order(person.window)]
    assert order == ["About EarSight", "&Save", "&Copy", "C&lose"]


def test_it_is_copied_saved_and_closed(person: Person) -> None:
    person.press("&Copy")
    assert QGuiApplication.clipboard().text() == about()
    assert person.said[-1] == "Copied."
    person.press("&Save")
    assert person.done == [about()]
    QTest.keyClick(person.area, Qt.Key.Key_Escape)
    assert not person.window.isVisible()
    assert person.focus.calls[-1] == "give back"


def test_without_a_screen_reader_each_line_is_said_as_the_caret_comes_to_it(
    person: Person,
) -> None:
    QTest.keyClick(person.area, Qt.Key.Key_Right)
    assert len(person.said) == 1
    QTest.keyClick(person.area, Qt.Key.Key_Down)
    QTest.keyClick(person.area, Qt.Key.Key_Down)
    assert person.said[-2:] == ["Empty line.", about().splitlines()[2]]
    person.voiced = False
    QTest.keyClick(person.area, Qt.Key.Key_Down)
    assert person.said[-1] == about().splitlines()[2]


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.fixture
def guide_focus() -> FakeFocus:
    return FakeFocus()


@pytest.fixture
def guide_window(qtbot: QtBot, heard: list[str], guide_focus: FakeFocus) -> GuideWindow:
    table = KeyTable("Everywhere", (("F9", "stop speaking"),))
    page = guide(chapters_in(resource("help"), "en"), [table])
    window = GuideWindow(lambda: page, guide_focus, heard.append, lambda: True)
    qtbot.addWidget(window)
    window.show_and_focus()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def _browser(window: GuideWindow) -> QTextBrowser:
    found = window.findChild(QTextBrowser)
    assert isinstance(found, QTextBrowser)
    return found


def test_the_guide_is_read_with_the_keyboard(guide_window: GuideWindow, heard: list[str]) -> None:
    shown = _browser(guide_window)
    assert heard == ["EarSight guide"]
    assert guide_window.focusWidget() is shown
    assert shown.isReadOnly()
    text = shown.toPlainText()
    assert "stop speaking" in text
    assert "Start here" in text
    assert "line-height" not in text
    before = shown.verticalScrollBar().value()
    for _press in range(4):
        QTest.keyClick(shown, Qt.Key.Key_Tab)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert shown.verticalScrollBar().value() > before


def test_the_guide_passes_the_audit_and_escape_closes(
    colours: None, guide_window: GuideWindow
) -> None:
    assert audit(guide_window) == []
    shown = _browser(guide_window)
    QTest.keyClick(shown, Qt.Key.Key_Tab)
    link = shown.textCursor().charFormat()
    assert link.isAnchor()
    back = shown.palette().color(QPalette.ColorRole.Base)
    assert contrast(link.foreground().color(), back) >= MIN_CONTRAST
    QTest.keyClick(_browser(guide_window), Qt.Key.Key_Escape)
    assert not guide_window.isVisible()


@pytest.mark.parametrize(
    "close",
    [GuideWindow.close, lambda window: QTest.keyClick(_browser(window), Qt.Key.Key_Escape)],
    ids=["frame", "escape"],
)
def test_closing_the_guide_gives_the_keyboard_back_once(
    guide_window: GuideWindow, guide_focus: FakeFocus, close: Callable[[GuideWindow], object]
) -> None:
    close(guide_window)
    assert not guide_window.isVisible()
    assert guide_focus.calls.count("give back") == 1
