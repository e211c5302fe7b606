"""The field for a chord: pressed, typed, refused, left, and EarSight's own chords in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from support.activating import activate

from assistant.hotkeys.chords import Chord
from assistant.ui.chord_field import ChordField
from assistant.ui.pressed_keys import is_chord, pressed_chord

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
META, SHIFT = Qt.KeyboardModifier.MetaModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


class Person:
    """Somebody in the field of a small window with a button after it."""

    def __init__(self, bot: QtBot) -> None:
        self.entered: list[str] = []
        self.told: list[str] = []
        self.pressed: Callable[[Chord], object] | None = None
        self.window = QWidget()
        self.window.setWindowTitle("Keys")
        self.field = ChordField(
            lambda chord: self.entered.append(str(chord or "")), self.told.append, self._own_keys
        )
        self.field.setAccessibleName("Leader")
        self.button = QPushButton("&Next")
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.field)
        layout.addWidget(self.button)
        activate(bot, self.window)
        self.field.setFocus()

    def _own_keys(self, pressed: Callable[[Chord], object] | None) -> None:
        self.pressed = pressed

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.window.focusWidget(), key, held)


@pytest.fixture
def person(qtbot: QtBot) -> Person:
    return Person(qtbot)


def test_a_pressed_chord_is_entered_and_shown(person: Person) -> None:
    person.press(Qt.Key.Key_K, META | ALT)
    assert person.entered == ["Super+Alt+K"]
    assert person.field.text() == "Super+Alt+K"
    person.press(Qt.Key.Key_Return)
    assert person.entered == ["Super+Alt+K"]


def test_a_typed_chord_is_entered_on_return(person: Person) -> None:
    QTest.keyClicks(person.field, "windows plus shift plus e")
    assert person.entered == []
    assert person.field.is_typed
    person.press(Qt.Key.Key_Return)
    assert person.entered == ["Super+Shift+E"]
    assert person.field.text() == "Super+Shift+E"


def test_an_emptied_field_means_no_chord(person: Person) -> None:
    person.field.show_chord("Super+Alt+J")
    person.field.selectAll()
    person.press(Qt.Key.Key_Delete)
    person.press(Qt.Key.Key_Tab)
    assert person.entered == [""]


@pytest.mark.parametrize("typed", ["hello", "Insert+J", "AltGr+Q", "Q", "Ctrl+Alt+K"])
def test_what_cannot_be_one_is_told_and_not_entered(person: Person, typed: str) -> None:
    QTest.keyClicks(person.field, typed)
    person.press(Qt.Key.Key_Return)
    assert person.entered == []
    assert len(person.told) == 1
    assert person.field.text() == typed


def test_a_pressed_chord_that_must_not_be_used_is_told(person: Person) -> None:
    person.press(Qt.Key.Key_K, CTRL | ALT)
    assert person.entered == []
    assert "Control with Alt" in person.told[0]
    assert person.field.text() == ""


def test_the_field_is_no_trap(person: Person, qtbot: QtBot) -> None:
    clicked: list[bool] = []
    person.button.clicked.connect(lambda: clicked.append(True))
    person.press(Qt.Key.Key_N, ALT)
    qtbot.waitUntil(lambda: len(clicked) == 1)
    person.field.setFocus()
    person.press(Qt.Key.Key_Tab)
    assert person.window.focusWidget() is person.button
    assert person.entered == []
    person.press(Qt.Key.Key_Backtab, SHIFT)
    assert person.window.focusWidget() is person.field


def test_own_chords_come_to_the_field_while_it_has_the_keyboard(
    person: Person, qtbot: QtBot
) -> None:
    assert person.pressed is not None
    person.pressed(Chord.parse("Super+Alt+J"))
    qtbot.waitUntil(lambda: person.entered == ["Super+Alt+J"])
    person.press(Qt.Key.Key_Tab)
    assert person.pressed is None


def _event(key: int, held: Qt.KeyboardModifier, place: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held, place, 0, 0)


@pytest.mark.parametrize(
    ("event", "platform", "chord"),
    [
        (_event(Qt.Key.Key_J, META | ALT), "linux", "Super+Alt+J"),
        (_event(Qt.Key.Key_Exclam, META | SHIFT, 10), "linux", "Super+Shift+1"),
        (_event(0x41E, META | ALT, 44), "linux", "Super+Alt+J"),
        (_event(Qt.Key.Key_F7, CTRL | SHIFT), "linux", "Ctrl+Shift+F7"),
        (_event(Qt.Key.Key_PageUp, META), "linux", "Super+Pageup"),
        (_event(Qt.Key.Key_J, META | CTRL | SHIFT), "darwin", "Super+Ctrl+Shift+J"),
        (_event(Qt.Key.Key_J, CTRL | SHIFT), "darwin", "Super+Shift+J"),
    ],
    ids=str,
)
def test_keys_get_their_names(event: QKeyEvent, platform: str, chord: str) -> None:
    assert is_chord(event, platform)
    assert str(pressed_chord(event, platform)) == chord


@pytest.mark.parametrize(
    "event",
    [
        _event(Qt.Key.Key_A, NONE),
        _event(Qt.Key.Key_A, SHIFT),
        _event(Qt.Key.Key_A, CTRL),
        _event(Qt.Key.Key_N, ALT),
        _event(Qt.Key.Key_Left, CTRL | SHIFT),
        _event(Qt.Key.Key_Tab, META | ALT),
        _event(Qt.Key.Key_Alt, META | ALT),
    ],
)
def test_editing_and_moving_are_no_chords(event: QKeyEvent) -> None:
    assert not is_chord(event, "linux")
