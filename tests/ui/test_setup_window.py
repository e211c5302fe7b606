"""The set-up window: gone through by keyboard alone, every page spoken, nothing in the way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from support.accessibility import audit, tab_order
from support.activating import activate
from support.fake_focus import FakeFocus
from support.setup_kit import Program

from assistant.core.i18n import language, use_language
from assistant.core.labels import without_mnemonic
from assistant.hotkeys.chords import Chord
from assistant.onboarding.base import Page
from assistant.onboarding.steps import Walk
from assistant.ui.bridge import MainThread
from assistant.ui.chord_field import ChordField
from assistant.ui.setup_page import SetupPage
from assistant.ui.setup_window import WAYS, Around, SetupWindow

ALT = Qt.KeyboardModifier.AltModifier
STEPS = [
    "Welcome to EarSight",
    "Language",
    "Voice and rate",
    "Sound check",
    "Screen reader",
    "Keys",
    "Permissions",
    "What can be read",
    "Models",
    "Start with the desktop",
    "Privacy",
    "Done",
]


class Person:
    """Somebody at the window. `heard` is all that was said."""

    def __init__(self, bot: QtBot) -> None:
        self.bot = bot
        self.heard: list[str] = []
        self.voiced = True
        self.program = Program()
        self.focus = FakeFocus()
        self.main = MainThread()
        self.opened: list[str] = []
        kit = self.program.kit(open_models=lambda: self.opened.append("models"))
        self.window = SetupWindow(
            Around(
                main=self.main,
                walk=lambda: Walk(kit, WAYS),
                focus=self.focus,
                tell=self.heard.append,
                add=self.heard.append,
                voiced=lambda: self.voiced,
                own_keys=self._own_keys,
                again=lambda: "Press F2.",
            )
        )
        bot.addWidget(self.window)

    def _own_keys(self, pressed: Callable[[Chord], object] | None) -> None:
        self.pressed = pressed

    @property
    def page(self) -> Page:
        shown = self.window._page
        return shown.page if shown is not None else Page("")

    @property
    def text(self) -> str:
        return self.page.text

    def open(self) -> None:
        self.window.show_and_focus()
        self.bot.waitUntil(self.window.isActiveWindow)
        self.arrive()

    def arrive(self) -> None:
        """Wait for the page."""
        self.bot.waitUntil(lambda: bool(self.text))
        self.bot.waitUntil(lambda: len(self.window.findChildren(SetupPage)) == 1)

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.window.focusWidget(), key, held)

    def go_on(self) -> None:
        self.press(Qt.Key.Key_Return)
        self.arrive()

    def go_to(self, title: str) -> None:
        self.open()
        for _step in range(STEPS.index(title)):
            self.go_on()
        self.heard.clear()

    def hear(self, words: str) -> None:
        self.bot.waitUntil(lambda: any(words in said for said in self.heard))

    def focused(self) -> QWidget:
        widget = self.window.focusWidget()
        assert widget is not None
        return widget


def _name(widget: QWidget) -> str:
    # On Linux a screen reader takes a box's name from the label beside it.
    if isinstance(widget, QComboBox):
        return widget.accessibleName()
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


@pytest.fixture
def person(qtbot: QtBot) -> Person:
    use_language("en")
    return Person(qtbot)


def test_the_first_words_say_how_to_go_on(person: Person) -> None:
    person.open()
    assert person.heard[0] == "Welcome to EarSight. Step 1 of 12."
    assert person.heard[1].startswith("Press Return to go on, Escape to leave.")


def test_return_alone_goes_through_everything_and_changes_nothing(person: Person) -> None:
    before = person.program.settings
    person.open()
    for number, title in enumerate(STEPS, 1):
        assert f"{title}. Step {number} of 12." in person.heard
        assert person.text.splitlines()[0] in person.heard
        if number < len(STEPS):
            person.go_on()
    person.press(Qt.Key.Key_Return)
    assert not person.window.isVisible()
    assert person.heard[-1] == "Set-up is done."
    assert person.focus.calls[-1] == "give back"
    after = person.program.settings
    assert after.desktop.set_up
    assert (after.speech, after.hotkeys, after.remote) == (
        before.speech,
        before.hotkeys,
        before.remote,
    )
    assert not person.program.autostart.on


@pytest.mark.parametrize("title", STEPS)
def test_escape_leaves_anywhere_and_says_how_to_come_back(person: Person, title: str) -> None:
    person.go_to(title)
    person.press(Qt.Key.Key_Escape)
    assert not person.window.isVisible()
    assert person.heard == ["Set-up was left. To come back: Press F2."]
    assert person.program.settings.desktop.set_up


@pytest.mark.parametrize("title", STEPS)
def test_every_page_is_sound(person: Person, title: str, colours: None) -> None:
    person.go_to(title)
    assert audit(person.window) == []
    order = tab_order(person.window)
    first = next(index for index, each in enumerate(order) if isinstance(each, QPlainTextEdit))
    named = [_name(each) for each in [*order[first:], *order[:first]]]
    controls = [without_mnemonic(each.label) for each in person.page.controls]
    buttons = ["Say again", "Back", "Finish" if title == "Done" else "Go on", "Leave"]
    assert named[0].startswith(title)
    assert named[1:] == [*controls, *buttons]


@pytest.mark.parametrize("title", STEPS)
def test_every_page_survives_large_text(person: Person, title: str, twice_the_size: None) -> None:
    person.go_to(title)
    assert audit(person.window) == []


def test_tab_goes_round_and_is_heard(person: Person) -> None:
    person.go_to("Voice and rate")
    seen = set[str]()
    for _press in range(9):
        seen.add(type(person.focused()).__name__)
        person.press(Qt.Key.Key_Tab)
    assert seen == {"QComboBox", "QPushButton", "QPlainTextEdit"}
    assert "Rate. 200 words a minute" in person.heard
    assert "Go on, button" in person.heard


def test_a_choice_is_heard_at_once_as_a_sample(person: Person) -> None:
    person.go_to("Voice and rate")
    assert isinstance(person.focused(), QComboBox)
    person.press(Qt.Key.Key_Down)
    assert person.heard == ["English (Great Britain)"]
    person.bot.waitUntil(lambda: bool(person.program.samples))
    assert person.program.settings.speech.voice == "gmw/en"
    person.press(Qt.Key.Key_R, ALT)
    person.press(Qt.Key.Key_Down)
    person.bot.waitUntil(lambda: len(person.program.samples) == 2)
    assert person.program.settings.speech.rate == 240
    person.bot.waitUntil(lambda: "240 words a minute" in person.text)


def test_what_was_chosen_counts_though_one_goes_on_at_once(person: Person) -> None:
    person.go_to("Voice and rate")
    person.press(Qt.Key.Key_R, ALT)
    person.press(Qt.Key.Key_Down)
    person.go_on()
    person.bot.waitUntil(lambda: person.program.settings.speech.rate == 240)


def test_one_letter_answers_the_sound_check(person: Person) -> None:
    person.program.settings = person.program.settings
    person.go_to("Sound check")
    person.press(Qt.Key.Key_N)
    person.bot.waitUntil(lambda: len(person.program.samples) == 1)
    assert person.program.samples[0][1] == "pyttsx3"
    person.press(Qt.Key.Key_N)
    person.bot.waitUntil(lambda: len(person.program.samples) == 2)
    person.press(Qt.Key.Key_Y)
    person.hear("Good. The sound works.")
    assert person.program.settings.speech.backend == "espeak-ng"


def test_a_switch_says_what_it_did(person: Person) -> None:
    person.go_to("Start with the desktop")
    assert isinstance(person.focused(), QCheckBox)
    person.press(Qt.Key.Key_Space)
    person.hear("EarSight starts with the desktop.")
    assert person.program.autostart.on


def test_a_chord_is_pressed_refused_and_taken(person: Person) -> None:
    person.go_to("Keys")
    person.program.keyboard.taken.add(Chord.parse("Super+Alt+G"))
    person.press(Qt.Key.Key_P, ALT)
    field = person.focused()
    assert isinstance(field, ChordField)
    held = Qt.KeyboardModifier.MetaModifier | ALT
    person.press(Qt.Key.Key_G, held)
    person.hear("Super plus Alt plus G already belongs to another program.")
    person.bot.waitUntil(lambda: field.text() == "Super+Alt+J")
    person.press(Qt.Key.Key_Q, held)
    person.hear("Super plus Alt plus Q.")
    assert person.program.settings.hotkeys.chords["leader"] == "Super+Alt+Q"
    person.bot.waitUntil(lambda: "The leader key is Super plus Alt plus Q" in person.text)


def test_trying_a_chord_tells_that_it_arrives(person: Person) -> None:
    person.go_to("Keys")
    person.press(Qt.Key.Key_T, ALT)
    person.hear("Press Super plus Alt plus J now.")
    person.bot.waitUntil(lambda: person.program.hotkeys._diverted is not None)
    person.program.keyboard.press("Super+Alt+J")
    person.hear("Super plus Alt plus J works.")
    assert person.program.opened == []


def test_the_models_window_is_opened_and_nothing_else(person: Person) -> None:
    person.go_to("Models")
    assert "You need no model" in person.text
    assert "megabytes" in person.text
    person.press(Qt.Key.Key_M, ALT)
    person.bot.waitUntil(lambda: person.opened == ["models"])


def test_the_first_reading_is_spoken(person: Person) -> None:
    person.go_to("What can be read")
    person.press(Qt.Key.Key_T)
    person.hear("One moment.")
    person.hear("EarSight reads the screen aloud")


def test_another_language_changes_all_words(person: Person) -> None:
    person.go_to("Language")
    box = person.focused()
    assert isinstance(box, QComboBox)
    index = box.findData("de")
    for _press in range(index):
        person.press(Qt.Key.Key_Down)
    person.bot.waitUntil(lambda: person.program.settings.desktop.language == "de")
    person.bot.waitUntil(lambda: language() == "de")
    use_language("en")


def test_beside_a_screen_reader_only_what_is_asked_for_is_said(person: Person) -> None:
    person.voiced = False
    person.open()
    assert person.heard == []
    person.go_on()
    box = person.focused()
    shown = QAccessible.queryAccessibleInterface(box)
    assert "EarSight talks English to you" in shown.text(QAccessible.Text.Description)
    assert person.heard == []
    person.press(Qt.Key.Key_F1)
    assert person.heard[0].startswith("Language. Step 2 of 12.")


def test_a_screen_reader_reads_a_page_without_choices_in_whole(person: Person) -> None:
    person.voiced = False
    person.go_to("Privacy")
    text = person.focused()
    assert isinstance(text, QPlainTextEdit)
    assert _name(text) == f"Privacy. Step 11 of 12. {person.text}"


def test_no_window_but_this_one_appears_on_the_way(person: Person) -> None:
    person.go_to("Keys")
    assert person.window.isActiveWindow()
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert shown == [person.window]


def test_alt_b_goes_back(person: Person) -> None:
    person.go_to("Voice and rate")
    person.press(Qt.Key.Key_B, ALT)
    person.hear("Language. Step 2 of 12.")
    person.arrive()
    person.bot.waitUntil(lambda: isinstance(person.focused(), QComboBox))


def test_the_first_start_takes_the_focus_once_and_remembers_nobody(person: Person) -> None:
    person.window.open_at_first_start()
    person.arrive()
    assert person.focus.calls == []


def test_a_first_window_that_got_no_keyboard_says_where_it_is(person: Person) -> None:
    person.window.open_at_first_start()
    person.arrive()
    person.window._tell_where()
    assert not any("another window" in said for said in person.heard)
    other = QWidget()
    activate(person.bot, other)
    person.window._tell_where()
    assert person.heard[-1] == "The set-up waits in another window. Press F2."


def test_no_page_leaves_anything_behind(person: Person) -> None:
    person.open()

    def there_and_back() -> int:
        person.go_on()
        before = person.page
        person.press(Qt.Key.Key_B, ALT)
        person.bot.waitUntil(lambda: person.page is not before and bool(person.text))
        person.arrive()
        person.bot.wait(10)
        return len(person.window.findChildren(QObject))

    first = there_and_back()
    assert [there_and_back() for _time in range(20)] == [first] * 20


def test_before_the_first_step_there_is_none(person: Person) -> None:
    person.open()
    person.press(Qt.Key.Key_B, ALT)
    person.hear("This is the first step.")


def test_coming_back_begins_anew(person: Person) -> None:
    person.go_to("Keys")
    person.press(Qt.Key.Key_Escape)
    person.open()
    assert "Welcome to EarSight. Step 1 of 12." in person.heard
