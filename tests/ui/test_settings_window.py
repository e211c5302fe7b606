"""The settings window: every setting by keyboard, checked, changed at once, found and reset."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
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
from support.fake_focus import FakeFocus

from assistant.core.actions import ACTIONS
from assistant.settings.fields import FieldKind, sections
from assistant.settings.schema import ApplicationSettings, Settings
from assistant.settings.store import replaced
from assistant.ui.chord_field import no_keys
from assistant.ui.settings_window import SettingsWindow, Surroundings

NAMES = {"hotkeys.chords": {entry.id: entry.help for entry in ACTIONS}}


class Person:
    def __init__(self, bot: QtBot, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.saved: list[Settings] = []
        self.said: list[str] = []
        self.problem = ""
        self.voiced = False
        self.focus = FakeFocus()
        self.window = SettingsWindow(
            Surroundings(
                current=lambda: self.settings,
                save=self._save,
                names=NAMES,
                open_now=lambda: ["firefox", "xterm"],
                own_keys=no_keys,
                say=self.said.append,
                voiced=lambda: self.voiced,
                focus=self.focus,
            )
        )
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
        index = [*(section.key for section in sections()), "applications"].index(
            key.partition(".")[0]
        )
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

    def answer(self, text: str) -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(button for button in box.buttons() if button.text() == text).click()


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
    assert [words for words in person.said if words != "rapid"] == ["Saved."] * 5


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
    assert person.said[-1] == "Rate is at its default again."
    assert person.saved[-1] == Settings()


def test_all_settings_are_reset_only_after_a_spoken_question(person: Person) -> None:
    person.voiced = True
    QTest.keyClick(person.editor("sounds.enabled"), Qt.Key.Key_Space)
    person.press("Reset &all settings")
    assert "Set all settings back to their defaults? Yes or no?" in person.said
    person.answer("&No")
    assert len(person.saved) == 1
    person.press("Reset &all settings")
    person.answer("&Yes")
    assert person.saved[-1] == Settings()
    box = person.editor("sounds.enabled")
    assert isinstance(box, QCheckBox)
    assert box.isChecked()


def test_the_search_leaves_what_matches(person: Person) -> None:
    search = next(
        line for line in person.window.findChildren(QLineEdit) if line.accessibleName() == "Search"
    )
    QTest.keyClicks(search, "words a minute")
    assert person.offered == ["Speech", "Applications"]
    search.clear()
    QTest.keyClicks(search, "read the active window")
    assert person.offered == ["Hotkeys"]
    assert person.sections.currentItem().text() == "Hotkeys"


def test_whoever_comes_back_finds_all_settings_again(person: Person) -> None:
    sections = person.offered
    search = person.window.focusWidget()
    QTest.keyClicks(search, "words a minute")
    assert person.offered != sections
    QTest.keyClick(search, Qt.Key.Key_Escape)
    person.window.show_and_focus()
    assert person.offered == sections


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
    assert person.focus.calls[-1] == "give back"


def test_without_a_screen_reader_it_speaks_where_the_keyboard_goes(person: Person) -> None:
    person.voiced = True
    person.editor("speech.rate")
    assert person.said[-1] == "Rate. 200"
    person.editor("speech.backend")
    assert person.said[-1] == "Backend. auto"


def test_a_chord_is_pressed_or_typed(person: Person) -> None:
    field = person.editor("hotkeys.chords.repeat")
    QTest.keyClick(
        field,
        Qt.Key.Key_R,
        Qt.KeyboardModifier.MetaModifier | Qt.KeyboardModifier.AltModifier,
    )
    assert person.settings.hotkeys.chords == {"repeat": "Super+Alt+R"}
    person.write("hotkeys.chords.repeat", "Nonsense+")
    assert person.settings.hotkeys.chords == {"repeat": "Super+Alt+R"}
    assert person.said[-1] != "Saved."
    person.write("hotkeys.chords.repeat", " ")
    assert person.settings.hotkeys.chords == {}


def test_an_application_is_chosen_and_differs(person: Person) -> None:
    which = person.editor("applications.choice")
    assert isinstance(which, QComboBox)
    assert which.currentText() == "firefox"
    QTest.keyClick(person.editor("applications.rate"), Qt.Key.Key_Up)
    which.setCurrentText("org.gnome.Terminal")
    QTest.keyClick(person.editor("applications.voice"), Qt.Key.Key_Down)
    person.write("applications.language", "fr")
    assert person.settings.applications == {
        "firefox": ApplicationSettings(rate=1),
        "org.gnome.Terminal": ApplicationSettings(voice="off", language="fr"),
    }
    which.setCurrentText("FIREFOX")
    rate = person.editor("applications.rate")
    assert isinstance(rate, QSpinBox)
    assert rate.value() == 1


def test_what_is_no_value_in_an_application_is_told(person: Person) -> None:
    person.write("applications.language", "no tag!")
    assert person.said[-1].startswith("Not changed")
    assert person.settings.applications == {}


def test_an_application_goes_back_one_by_one_or_all_at_once(person: Person) -> None:
    person.settings = Settings(
        applications={"xterm": ApplicationSettings(voice="off", preset="chart")}
    )
    person.window.refresh()
    which = person.editor("applications.choice")
    assert isinstance(which, QComboBox)
    assert [which.itemText(row) for row in range(which.count())] == ["firefox", "xterm"]
    which.setCurrentText("xterm")
    person.editor("applications.voice")
    person.press("&Reset this setting")
    assert person.settings.applications == {"xterm": ApplicationSettings(preset="chart")}
    person.press("As e&verywhere")
    assert person.settings == Settings()


def test_settings_go_to_a_file_and_come_back(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = str(tmp_path / "mine.toml")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (file, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (file, ""))
    QTest.keyClick(person.editor("sounds.enabled"), Qt.Key.Key_Space)
    person.press("E&xport settings")
    assert person.said[-1] == "The settings are in mine.toml, without passwords."
    person.press("Reset &all settings")
    person.answer("&Yes")
    person.press("&Import settings")
    person.answer("&Yes")
    assert person.settings.sounds.enabled is False
    Path(file).write_text("version = 2\n[speech]\nrate = 9\n")
    person.press("&Import settings")
    assert "speech.rate" in person.said[-1]
    assert person.settings.sounds.enabled is False
