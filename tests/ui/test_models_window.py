"""The models window: by keyboard alone, spoken, and asking before anything is downloaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from support.accessibility import audit, tab_order
from support.fake_cues import FakeCues
from support.fake_focus import FakeFocus
from support.fake_models import NAME, OFFER, FakeClient
from support.fake_speech import FakeSpeech
from support.model_files import model_files, write_files

from assistant.models.catalogue import load_catalogue
from assistant.models.errands import Errands, View
from assistant.models.portable import import_folder
from assistant.models.store import ModelStore
from assistant.ui.models_window import ModelsWindow

TITLE = "SmolVLM 256M"
QUESTION = f"Download {TITLE}, 518 megabytes, from hub.example? The network will be used."
ANIMATION_MS = 200
"""Longer than `QAbstractButton.animateClick` takes."""


class Person:
    """Somebody at the window; with `reader`, a screen reader runs."""

    def __init__(self, bot: QtBot, store: ModelStore) -> None:
        self.bot, self.store = bot, store
        self.reader = False
        self.client, self.speech, self.focus = FakeClient(), FakeSpeech(), FakeFocus()
        self.window = ModelsWindow(
            self._errands, self.focus, self.speech.say, lambda: not self.reader
        )
        bot.addWidget(self.window)

    def open(self) -> None:
        self.window.show_and_focus()
        self.bot.waitUntil(lambda: self.list.count() > 0 and self.window.isActiveWindow())

    def press(self, key: Qt.Key) -> None:
        """Press a key where the keyboard is."""
        window = QApplication.activeModalWidget() or self.window
        QTest.keyClick(window.focusWidget() or window, key)

    def alt(self, key: Qt.Key) -> None:
        """Press a mnemonic; Qt shows its button pressed for a moment before the click."""
        window = QApplication.activeModalWidget() or self.window
        QTest.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
        self.bot.wait(ANIMATION_MS)

    def hears(self, text: str) -> None:
        self.bot.waitUntil(lambda: any(text in each for each in self.speech.said))

    def asked(self) -> QMessageBox:
        self.bot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        return box

    def says_yes(self) -> None:
        """Press Y; a real window manager then gives the keyboard back to the window by itself."""
        self.press(Qt.Key.Key_Y)
        self.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        self.window.activateWindow()
        self.bot.waitUntil(self.window.isActiveWindow)

    @property
    def list(self) -> QListWidget:
        found = self.window.findChild(QListWidget, "models")
        assert isinstance(found, QListWidget)
        return found

    @property
    def details(self) -> str:
        found = self.window.findChild(QPlainTextEdit, "details")
        assert isinstance(found, QPlainTextEdit)
        return found.toPlainText()

    @property
    def bar(self) -> QProgressBar:
        found = self.window.findChild(QProgressBar, "progress")
        assert isinstance(found, QProgressBar)
        return found

    @property
    def row(self) -> str:
        item = self.list.currentItem()
        assert item is not None
        return item.text()

    def _errands(self, view: View) -> Errands:
        return Errands(self.store, load_catalogue(), self.client, self.speech, FakeCues(), view)


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


@pytest.fixture
def person(qtbot: QtBot, store: ModelStore) -> Person:
    return Person(qtbot, store)


def test_it_opens_with_the_recommended_model_chosen_and_told(person: Person) -> None:
    person.open()
    assert person.list.hasFocus()
    assert person.row.startswith(f"{TITLE}, recommended, not installed")
    assert person.list.count() == len(load_catalogue().models)
    person.hears(f"Models. {TITLE}, recommended")
    for fact in (
        "Licence: Apache-2.0",
        "Memory needed: 1.7 gigabytes",
        "Speed: fast",
        "Languages: English",
    ):
        assert fact in person.details
    assert person.focus.calls == ["remember"]


def test_the_arrows_choose_and_what_is_chosen_is_told(person: Person) -> None:
    person.open()
    person.press(Qt.Key.Key_Down)
    assert person.row == person.speech.said[-1]
    assert person.row.split(",")[0] in person.details
    person.press(Qt.Key.Key_End)
    assert person.row == person.speech.said[-1]


def test_tab_goes_from_the_list_to_details_and_buttons_and_tells_them(person: Person) -> None:
    person.open()
    names = [widget.objectName() for widget in tab_order(person.window)]
    buttons = ["install", "remove", "verify", "import", "cancel", "close"]
    assert names == ["models", "details", *buttons]
    person.press(Qt.Key.Key_Tab)
    assert person.speech.said[-1].startswith(f"Details. Model: {TITLE}")
    person.press(Qt.Key.Key_Tab)
    assert person.speech.said[-1] == "Install…, button"


def test_beside_a_screen_reader_the_window_keeps_quiet(person: Person) -> None:
    person.reader = True
    person.open()
    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Tab)
    person.alt(Qt.Key.Key_I)
    person.asked()
    assert [each for each in person.speech.said if not each.startswith("Asking")] == []


def test_the_audit_finds_nothing(person: Person, colours: None) -> None:
    person.open()
    assert audit(person.window) == []
    shown = QAccessible.queryAccessibleInterface(person.bar)
    assert shown.text(QAccessible.Text.Name) == "Progress"


def test_install_asks_by_voice_and_in_a_window_and_a_no_downloads_nothing(person: Person) -> None:
    person.open()
    person.alt(Qt.Key.Key_I)
    box = person.asked()
    assert box.text() == QUESTION
    person.hears("Yes or no?")
    assert " ".join(person.speech.said[-3:]) == f"{QUESTION} Yes or no?"
    focused = box.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "&No"
    person.press(Qt.Key.Key_Escape)
    person.hears("Nothing was downloaded.")
    assert person.client.asked == [("offer", NAME)]


def test_a_yes_downloads_shows_and_tells_how_far(person: Person) -> None:
    person.open()
    person.client.hold = True
    person.press(Qt.Key.Key_Return)
    person.asked()
    person.says_yes()
    person.bot.waitUntil(lambda: person.bar.value() == 30)
    assert person.client.asked[1:] == [("install", OFFER)]
    person.hears(f"Starting with {TITLE}")
    person.alt(Qt.Key.Key_C)
    person.hears("Stopped. Install goes on where it stopped.")
    person.bot.waitUntil(lambda: person.bar.value() <= 0)


def test_closing_lets_it_go_on_and_gives_the_keyboard_back(person: Person) -> None:
    person.open()
    person.client.hold = True
    person.alt(Qt.Key.Key_I)
    person.asked()
    person.says_yes()
    person.bot.waitUntil(lambda: person.bar.value() == 30)
    person.press(Qt.Key.Key_Escape)
    assert not person.window.isVisible()
    person.hears("It goes on in the background.")
    assert person.focus.calls[-1] == "give back"
    person.client.stopped.set()
    person.hears("Stopped.")


def test_no_question_pops_up_after_the_window_was_closed(person: Person) -> None:
    person.open()
    person.client.hold_offer.clear()
    person.alt(Qt.Key.Key_I)
    person.hears("Asking hub.example")
    person.press(Qt.Key.Key_Escape)
    person.client.hold_offer.set()
    person.hears("Nothing was downloaded.")
    assert QApplication.activeModalWidget() is None
    assert person.client.asked == [("offer", NAME)]


def test_removing_asks_and_the_list_shows_what_is_left(person: Person, tmp_path: Path) -> None:
    import_folder(person.store, write_files(tmp_path / NAME, model_files()))
    person.open()
    assert "installed, describes" in person.row
    person.alt(Qt.Key.Key_R)
    assert person.asked().text() == f"Remove {TITLE}? That frees 4 kilobytes."
    person.says_yes()
    person.hears(f"{TITLE} was removed.")
    person.bot.waitUntil(lambda: "not installed" in person.row)


def test_a_damaged_model_is_shown_as_that(person: Person, tmp_path: Path) -> None:
    import_folder(person.store, write_files(tmp_path / NAME, model_files()))
    (person.store.folder(NAME) / "vocab.txt").unlink()
    person.open()
    assert "damaged" in person.row
    assert "vocab.txt is missing" in person.details


def test_the_choice_stays_while_the_list_changes(person: Person) -> None:
    person.open()
    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Down)
    row = person.row
    person.alt(Qt.Key.Key_V)
    person.hears("is not installed.")
    person.window.show_and_focus()
    person.bot.wait(10)
    assert person.row == row


def test_a_folder_is_chosen_and_brought(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [str(tmp_path / "tiny"), ""]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda _parent, _title: folders.pop(0))
    person.open()
    person.alt(Qt.Key.Key_F)
    person.hears("The model tiny is installed.")
    person.alt(Qt.Key.Key_F)
    assert person.client.asked == [("bring", tmp_path / "tiny")]


def test_every_button_answers_at_once(person: Person) -> None:
    person.open()
    for key, words in (
        (Qt.Key.Key_R, f"{TITLE} is not installed."),
        (Qt.Key.Key_V, f"{TITLE} is not installed."),
        (Qt.Key.Key_C, "There is nothing to cancel."),
    ):
        person.speech.said.clear()
        person.alt(key)
        assert words in person.speech.said


def test_ending_the_program_ends_the_work(person: Person) -> None:
    person.window.end()
    assert person.client.asked == ["close"]
    assert isinstance(person.window, QWidget)


def test_the_window_brings_no_network_library_into_the_program() -> None:
    program = (
        "import sys; import assistant.ui.models_window, assistant.models.client as client; "
        "client.ModelsClient().host; "
        "heavy = {'huggingface_hub', 'httpx', 'httpx2', 'ssl', 'torch', 'numpy', 'keyring'}; "
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
