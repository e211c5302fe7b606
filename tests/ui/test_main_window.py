"""The main window: every action, by keyboard, in any size and colour."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from support.accessibility import audit, mnemonic, tab_order

from assistant.core.actions import ACTIONS
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
        found = self.window.findChild(QPushButton, action_id)
        assert isinstance(found, QPushButton)
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


def test_the_audit_finds_nothing(person: Person, colours: None) -> None:
    assert audit(person.window) == []


def test_the_audit_finds_nothing_in_large_text(
    twice_the_size: None, qtbot: QtBot, qapp: QApplication
) -> None:
    person = Person(qtbot)
    assert audit(person.window) == []


def test_the_audit_would_find_faults(person: Person) -> None:
    person.button("stop").setText("&Repeat")
    person.button("stop").setAccessibleName(" ")
    person.button("quit").setFixedWidth(10)
    palette = person.status.palette()
    palette.setColor(QPalette.ColorRole.Text, palette.color(QPalette.ColorRole.Base))
    person.status.setPalette(palette)
    faults = "\n".join(audit(person.window))
    assert "mnemonic 'r' is used 2 times" in faults
    assert "'stop' has no accessible name" in faults
    assert "'quit' is cut" in faults
    assert "'status' has a contrast of 1.0" in faults


def test_the_audit_would_find_what_is_no_window(qtbot: QtBot) -> None:
    plain = QWidget()
    qtbot.addWidget(plain)
    plain.show()
    faults = "\n".join(audit(plain))
    assert "is no window to screen readers" in faults
    assert "has no title" in faults


def test_tab_goes_through_the_columns_and_ends_at_the_status(person: Person) -> None:
    order = [widget.objectName() for widget in tab_order(person.window)]
    program = ["menu", "models", "settings", "help", "quit"]
    asked = [entry for entry in OFFERED if entry.request is not None]
    reading = [entry.id for entry in asked if entry.id.startswith("read-")]
    asking = [entry.id for entry in asked if entry.id not in reading]
    known = {"review", *reading, *asking, *program}
    voice = [entry.id for entry in OFFERED if entry.id not in known]
    assert order == [*reading, "review", *asking, *voice, *program, "status"]


@pytest.mark.parametrize("entry", OFFERED, ids=lambda entry: entry.id)
def test_a_mnemonic_asks_for_its_action(person: Person, qtbot: QtBot, entry: object) -> None:
    action = next(known for known in OFFERED if known is entry)
    letter = mnemonic(action.label).upper()
    QTest.keyClick(person.window, getattr(Qt.Key, f"Key_{letter}"), Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: person.asked == [action.id])


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


def test_it_opens_wide_enough_for_two_columns(person: Person) -> None:
    reading, voice = person.button("read-window"), person.button("stop")
    assert _left(person, voice) > _left(person, reading)


def test_a_narrow_window_has_one_column(person: Person, qtbot: QtBot) -> None:
    person.window.resize(QSize(320, 700))
    reading, voice = person.button("read-window"), person.button("stop")
    qtbot.waitUntil(lambda: _left(person, voice) == _left(person, reading))


def _left(person: Person, button: QPushButton) -> int:
    return button.mapTo(person.window, button.rect().topLeft()).x()
