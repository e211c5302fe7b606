"""The main window: every action, by keyboard, in any size and colour."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from support.accessibility import audit, mnemonic, tab_order

from assistant.core.actions import ACTIONS, MOST_USED, Action, action
from assistant.ui.action_groups import parts
from assistant.ui.main_window import MainWindow

KEYS = {entry.id: f"Super+Shift+E, {entry.key.title()}" for entry in ACTIONS}
OFFERED = [entry for entry in ACTIONS if entry.id != "show-window"]


class Person:
    """A window and what was asked through it."""

    def __init__(self, bot: QtBot, has_tray: bool = True) -> None:
        self.asked: list[str] = []
        self.has_tray = has_tray
        self.window = MainWindow(self.asked.append, lambda: self.has_tray, KEYS)
        self.window.set_status("EarSight is running.")
        bot.addWidget(self.window)
        self.window.show_and_focus()
        bot.waitExposed(self.window)

    def button(self, action_id: str) -> QPushButton:
        """The button on the page of its group; this page is shown from now on."""
        pages = [part.actions for part in parts(without="show-window")]
        page = next(n for n, actions in enumerate(pages, 1) if action(action_id) in actions)
        self.groups.setCurrentRow(page)
        found = [b for b in self.window.findChildren(QPushButton, action_id) if b.isVisible()]
        assert len(found) == 1
        return found[0]

    @property
    def groups(self) -> QListWidget:
        found = self.window.findChild(QListWidget, "groups")
        assert isinstance(found, QListWidget)
        return found

    @property
    def status(self) -> QPlainTextEdit:
        found = self.window.findChild(QPlainTextEdit, "status")
        assert isinstance(found, QPlainTextEdit)
        return found


@pytest.fixture
def person(qtbot: QtBot) -> Person:
    return Person(qtbot)


def test_every_action_has_a_button_with_name_help_and_key(person: Person) -> None:
    for entry in OFFERED:
        button = person.button(entry.id)
        assert button.text() == entry.label
        assert button.accessibleName() == entry.label.replace("&", "")
        assert entry.help[1:] in button.accessibleDescription()
        assert KEYS[entry.id] in button.accessibleDescription()


def test_the_keys_can_be_seen_and_change(person: Person, qtbot: QtBot) -> None:
    assert KEYS["stop"] in _texts(person.window)
    person.window.set_keys({"stop": "Super+Shift+X"})
    texts = _texts(person.window)
    assert "Super+Shift+X" in texts
    assert KEYS["repeat"] not in texts
    assert "Key" not in person.button("repeat").accessibleDescription()


def _texts(window: MainWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel)]


PAGES = range(1 + len(parts(without="show-window")))


@pytest.mark.parametrize("page", PAGES)
def test_the_audit_finds_nothing(person: Person, colours: None, page: int) -> None:
    person.groups.setCurrentRow(page)
    assert audit(person.window) == []


@pytest.mark.parametrize("page", PAGES)
def test_the_audit_finds_nothing_in_large_text(
    twice_the_size: None, qtbot: QtBot, qapp: QApplication, page: int
) -> None:
    person = Person(qtbot)
    person.groups.setCurrentRow(page)
    assert audit(person.window) == []


def test_the_audit_would_find_faults(person: Person) -> None:
    person.button("stop").setText("&Repeat")
    person.button("stop").setAccessibleName(" ")
    person.button("pause").setFixedWidth(10)
    palette = person.status.palette()
    palette.setColor(QPalette.ColorRole.Text, palette.color(QPalette.ColorRole.Base))
    person.status.setPalette(palette)
    faults = "\n".join(audit(person.window))
    assert "mnemonic 'r' is used 2 times" in faults
    assert "'stop' has no accessible name" in faults
    assert "'pause' is cut" in faults
    assert "'status' has a contrast of 1.0" in faults


def test_the_audit_would_find_what_is_no_window(qtbot: QtBot) -> None:
    plain = QWidget()
    qtbot.addWidget(plain)
    plain.show()
    faults = "\n".join(audit(plain))
    assert "is no window to screen readers" in faults
    assert "has no title" in faults


def test_it_opens_with_what_is_used_most(person: Person) -> None:
    assert _order(person) == ["groups", *MOST_USED, "status"]
    assert person.window.focusWidget() is person.groups


def test_every_action_is_on_the_page_of_its_group(person: Person) -> None:
    for page, part in enumerate(parts(without="show-window"), 1):
        person.groups.setCurrentRow(page)
        assert person.groups.currentItem().text() == part.title.replace("&", "")
        assert _order(person) == ["groups", *(entry.id for entry in part.actions), "status"]


def _order(person: Person) -> list[str]:
    return [widget.objectName() for widget in tab_order(person.window)]


@pytest.mark.parametrize("entry", OFFERED, ids=lambda entry: entry.id)
def test_a_mnemonic_asks_for_its_action(person: Person, qtbot: QtBot, entry: Action) -> None:
    person.button(entry.id)
    letter = mnemonic(entry.label).upper()
    QTest.keyClick(person.window, getattr(Qt.Key, f"Key_{letter}"), Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: person.asked == [entry.id])


def test_return_presses_the_button_with_the_focus(person: Person, qtbot: QtBot) -> None:
    person.button("repeat").setFocus()
    QTest.keyClick(person.button("repeat"), Qt.Key.Key_Return)
    assert person.asked == ["repeat"]


def test_reading_steps_aside_first(person: Person, qtbot: QtBot) -> None:
    person.button("read-window").click()
    assert not person.window.isVisible()
    assert person.asked == []
    qtbot.waitUntil(lambda: person.asked == ["read-window"])


def test_without_a_tray_reading_minimises(qtbot: QtBot) -> None:
    person = Person(qtbot, has_tray=False)
    person.button("read-screen").click()
    assert person.window.isMinimized()
    qtbot.waitUntil(lambda: person.asked == ["read-screen"])
    person.window.show_and_focus()
    assert not person.window.isMinimized()


def test_escape_hides_it_when_there_is_a_tray(person: Person, qtbot: QtBot) -> None:
    QTest.keyClick(person.status, Qt.Key.Key_Escape)
    assert not person.window.isVisible()
    assert person.asked == []


def test_escape_keeps_it_when_there_is_no_tray(qtbot: QtBot) -> None:
    person = Person(qtbot, has_tray=False)
    QTest.keyClick(person.window, Qt.Key.Key_Escape)
    assert person.window.isVisible()


def test_closing_hides_it_when_there_is_a_tray(person: Person) -> None:
    assert person.window.close()
    assert person.asked == []
    person.window.show_and_focus()
    assert person.window.isVisible()


def test_closing_without_a_tray_is_the_end(qtbot: QtBot) -> None:
    person = Person(qtbot, has_tray=False)
    assert person.window.close()
    assert person.asked == ["quit"]


def test_a_message_is_shown_read_only_with_the_caret_in_it(person: Person) -> None:
    person.window.hide()
    person.window.show_message("No sound device was found.")
    assert person.window.isVisible()
    assert person.status.toPlainText() == "No sound device was found."
    assert person.status.isReadOnly()
    assert person.window.focusWidget() is person.status
    assert person.window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_it_opens_wide_enough_for_list_and_buttons_side_by_side(person: Person) -> None:
    assert _right(person, person.groups) < _left(person, person.button("faster"))


def test_a_narrow_window_has_the_list_above_the_buttons(person: Person, qtbot: QtBot) -> None:
    person.window.resize(QSize(320, 700))
    button = person.button("faster")
    qtbot.waitUntil(lambda: _left(person, button) < _right(person, person.groups))


def _left(person: Person, widget: QWidget) -> int:
    return widget.mapTo(person.window, widget.rect().topLeft()).x()


def _right(person: Person, widget: QWidget) -> int:
    return widget.mapTo(person.window, widget.rect().topRight()).x()
