"""The settings window: every setting by keyboard, checked, changed at once, found and reset."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot
from support.accessibility import audit

from assistant.core.actions import ACTIONS
from assistant.settings.fields import FieldKind, sections
from assistant.settings.schema import Settings
from assistant.settings.store import replaced
from assistant.ui.settings_window import SettingsWindow

NAMES = {"hotkeys.chords": {entry.id: entry.help for entry in ACTIONS}}


class Person:
    def __init__(self, bot: QtBot, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.saved: list[Settings] = []
        self.said: list[str] = []
        self.problem = ""
        self.window = SettingsWindow(lambda: self.settings, NAMES, self._save, self.said.append)
        bot.addWidget(self.window)
        self.window.show_and_focus()
        bot.waitExposed(self.window)

    def _save(self, settings: Settings) -> str:
        self.saved.append(settings)
        if not self.problem:
            self.settings = settings
        return self.problem

    def editor(self, key: str) -> QWidget:
        found = self.window.findChild(QWidget, key)
        assert isinstance(found, QWidget), key
        index = [section.key for section in sections()].index(key.partition(".")[0])
        self.sections.setCurrentRow(index)
        found.setFocus()
        return found

    @property
    def sections(self) -> QListWidget:
        found = self.window.findChild(QListWidget)
        assert isinstance(found, QListWidget)
        return found

    @property
    def offered(self) -> list[str]:
        items = [self.sections.item(index) for index in range(self.sections.count())]
        return [item.text() for item in items if not item.isHidden()]

    def write(self, key: str, text: str) -> None:
        line = self.editor(key)
        assert isinstance(line, QLineEdit)
        line.selectAll()
        QTest.keyClicks(line, text)
        QTest.keyClick(line, Qt.Key.Key_Return)

    def press(self, text: str) -> None:
        button = next(b for b in self.window.findChildren(QPushButton) if b.text() == text)
        button.click()


@pytest.fixture
def person(qtbot: QtBot) -> Person:
    return Person(qtbot)


def test_every_setting_has_a_named_editor(person: Person) -> None:
    for section in sections():
        for field in section.fields:
            if field.kind is not FieldKind.TABLE:
                shown = person.editor(field.key)
                assert shown.accessibleName() == field.label
                assert shown.accessibleDescription() == field.description
    assert person.editor("hotkeys.chords.read-window").accessibleName() == "Read the active window"


def test_the_audit_finds_nothing_on_any_page(person: Person) -> None:
    for index in range(person.sections.count()):
        person.sections.setCurrentRow(index)
        assert audit(person.window) == []


def test_each_kind_is_changed_at_once(person: Person) -> None:
    switch = person.editor("speech.use_screen_reader")
    QTest.keyClick(switch, Qt.Key.Key_Space)
    number = person.editor("speech.rate")
    QTest.keyClick(number, Qt.Key.Key_Up)
    choice = person.editor("reading.engine")
    QTest.keyClick(choice, Qt.Key.Key_Down)
    person.write("speech.languages", "de, fr")
    person.write("hotkeys.chords.repeat", "Super+F9")
    last = person.saved[-1]
    assert last.speech.use_screen_reader is False
    assert last.speech.rate == 201
    assert last.reading.engine == "rapid"
    assert last.speech.languages == ["de", "fr"]
    assert last.hotkeys.chords == {"repeat": "Super+F9"}
    assert len(person.saved) == 5
    assert person.said == ["Saved."] * 5


def test_what_is_no_value_is_told_and_the_old_one_shown(person: Person) -> None:
    person.write("speech.language", "no tag!")
    assert person.saved == []
    assert person.said[-1].startswith("Not changed")
    line = person.editor("speech.language")
    assert isinstance(line, QLineEdit)
    assert line.text() == "auto"


def test_what_cannot_be_saved_is_told(person: Person) -> None:
    person.problem = "The settings could not be saved: disk full."
    QTest.keyClick(person.editor("sounds.enabled"), Qt.Key.Key_Space)
    assert person.said == [person.problem]
    assert any(label.text() == person.problem for label in person.window.findChildren(QLabel))


def test_one_setting_is_reset_by_the_button(person: Person) -> None:
    number = person.editor("speech.rate")
    assert isinstance(number, QSpinBox)
    QTest.keyClick(number, Qt.Key.Key_Up)
    person.press("&Reset this setting")
    assert number.value() == 200
    assert person.saved[-1] == Settings()


def test_all_settings_are_reset_only_after_a_question(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    QTest.keyClick(person.editor("sounds.enabled"), Qt.Key.Key_Space)
    answers = iter([QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes])
    monkeypatch.setattr(QMessageBox, "question", lambda *_: next(answers))
    person.press("Reset &all settings")
    assert len(person.saved) == 1
    person.press("Reset &all settings")
    assert person.saved[-1] == Settings()
    box = person.editor("sounds.enabled")
    assert isinstance(box, QCheckBox)
    assert box.isChecked()


def test_the_search_leaves_what_matches(person: Person) -> None:
    search = next(
        line for line in person.window.findChildren(QLineEdit) if line.accessibleName() == "Search"
    )
    QTest.keyClicks(search, "words a minute")
    assert person.offered == ["Speech"]
    search.clear()
    QTest.keyClicks(search, "read the active window")
    assert person.offered == ["Hotkeys"]
    assert person.sections.currentItem().text() == "Hotkeys"


def test_changes_from_elsewhere_are_shown_and_not_saved_again(person: Person) -> None:
    engine = person.editor("reading.engine")
    assert isinstance(engine, QComboBox)
    person.settings = replaced(Settings(), "reading.engine", "rapid")
    person.window.refresh()
    assert person.saved == []
    assert engine.currentText() == "rapid"
    QTest.keyClick(person.editor("sounds.enabled"), Qt.Key.Key_Space)
    assert person.settings.reading.engine == "rapid"


def test_escape_closes(person: Person) -> None:
    QTest.keyClick(person.editor("speech.rate"), Qt.Key.Key_Escape)
    assert not person.window.isVisible()
