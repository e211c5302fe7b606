"""The question window: by keyboard alone, in any size and colour, and back where one was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QGuiApplication, QPalette, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from support.accessibility import audit, tab_order
from support.fake_focus import FakeFocus

from assistant.core.conversation import Conversation
from assistant.core.errors import EarSightError
from assistant.core.findings import Kind, Sentence
from assistant.core.frame import Frame, Source
from assistant.core.presets import ready_prompts
from assistant.core.request import Request, Verb
from assistant.core.session import State
from assistant.ui.question_window import Asking, QuestionWindow, invitation

W = TypeVar("W", bound=QWidget)

VERBS = (Verb.ASK, Verb.FIND, Verb.CLASSIFY)
ANIMATION_MS = 200
"""Longer than `QAbstractButton.animateClick` takes."""


def picture(title: str = "Memo", application: str = "") -> Conversation:
    image = Image.new("RGB", (40, 20))
    return Conversation(Frame(image, Source.WINDOW, title=title, application=application))


def guess(text: str, *unsure: str) -> Sentence:
    return Sentence(text, Kind.GUESSED, "tiny", unsure)


class Person:
    """Somebody at the window, what they asked and what they were told."""

    def __init__(self, bot: QtBot) -> None:
        self.bot = bot
        self.focus = FakeFocus()
        self.requests: list[tuple[Request, Conversation]] = []
        self.stops = 0
        self.said: list[str] = []
        self.presets = {"1 Scene": "Describe this scene."}
        self.active: list[bool] = []
        self.voiced = False
        asking = Asking(
            self._ask, self._stop, self.said.append, lambda: self.voiced, lambda: self.presets
        )
        self.window = QuestionWindow(asking, self.focus, self.active.append)
        bot.addWidget(self.window)

    def open(self, conversation: Conversation | None = None) -> None:
        self.window.open_for(conversation or picture())
        self.bot.waitUntil(self.window.isActiveWindow)

    def ask(self, words: str) -> None:
        """Type a question over the one before, and press Return."""
        QTest.keyClicks(self.field, words)
        self.press(Qt.Key.Key_Return)

    def press(self, key: Qt.Key) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self.window.focusWidget() or self.window, key)

    def alt(self, key: Qt.Key) -> None:
        """Press a mnemonic; Qt shows its button pressed for a moment before the click."""
        QTest.keyClick(self.window, key, Qt.KeyboardModifier.AltModifier)
        self.bot.wait(ANIMATION_MS)

    def begin(self) -> Conversation:
        """What the session tells when it begins with the last question."""
        _request, asked = self.requests[-1]
        self.window.set_state(State.READING)
        self.window.begun(asked)
        return asked

    def answer(self, *sentences: Sentence) -> None:
        """What the session tells of an answer that is spoken to its end."""
        asked = self.begin()
        self.window.set_state(State.SPEAKING)
        for sentence in sentences:
            self.window.add(sentence)
        self.window.answered(asked.answered("?", " ".join(each.text for each in sentences)))
        self.window.set_state(State.IDLE)

    @property
    def field(self) -> QLineEdit:
        return self._child(QLineEdit, "question")

    @property
    def area(self) -> QPlainTextEdit:
        return self._child(QPlainTextEdit, "conversation")

    @property
    def lines(self) -> list[str]:
        return self.area.toPlainText().splitlines()

    @property
    def ready(self) -> QComboBox:
        return self._child(QComboBox, "presets")

    def choice(self, verb: Verb) -> QRadioButton:
        return self._child(QRadioButton, verb.value)

    def button(self, name: str) -> QPushButton:
        return self._child(QPushButton, name)

    def _child(self, kind: type[W], name: str) -> W:
        found = self.window.findChild(kind, name)
        assert isinstance(found, kind)
        return found

    def _ask(self, request: Request, conversation: Conversation) -> None:
        self.requests.append((request, conversation))

    def _stop(self) -> None:
        self.stops += 1
        self.window.set_state(State.IDLE)


@pytest.fixture
def person(qtbot: QtBot) -> Person:
    return Person(qtbot)


@pytest.fixture
def asker(person: Person) -> Person:
    """Somebody with the window open for a picture."""
    person.open()
    return person


def high_contrast() -> QPalette:
    """White on black, buttons yellow: the kind that Windows and GNOME offer."""
    made = QPalette(QColor("black"))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        made.setColor(role, QColor("white"))
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base, QPalette.ColorRole.Button):
        made.setColor(role, QColor("black"))
    made.setColor(QPalette.ColorRole.ButtonText, QColor("yellow"))
    return made


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


def test_it_opens_as_a_dialog_about_the_picture_with_the_keyboard_in_the_field(
    asker: Person,
) -> None:
    shown = QAccessible.queryAccessibleInterface(asker.window)
    assert shown.role() == QAccessible.Role.Dialog
    assert shown.text(QAccessible.Text.Name) == "Ask about Memo"
    assert asker.window.focusWidget() is asker.field
    assert asker.focus.calls == ["remember"]
    assert asker.active[-1]


@pytest.mark.parametrize(
    ("conversation", "words"),
    [
        (picture(), "Ask about Memo. Type your question."),
        (picture("", "Gimp"), "Ask about Gimp. Type your question."),
        (picture(""), "Ask about the picture. Type your question."),
    ],
)
def test_the_invitation_names_the_picture(conversation: Conversation, words: str) -> None:
    assert invitation(conversation) == words


def test_the_audit_finds_nothing(colours: None, asker: Person) -> None:
    asker.ask("Who is it?")
    asker.answer(guess("A dog."))
    for verb in VERBS:
        asker.choice(verb).click()
        assert audit(asker.window) == []


def test_the_audit_finds_nothing_in_large_text(twice_the_size: None, asker: Person) -> None:
    assert audit(asker.window) == []


def test_everything_has_a_description(asker: Person) -> None:
    kinds = (asker.field, asker.ready, asker.area, *map(asker.choice, VERBS))
    assert all(widget.accessibleDescription() for widget in kinds)


def test_tab_goes_from_the_question_down_to_the_buttons(asker: Person) -> None:
    order = [widget.objectName() for widget in tab_order(asker.window)]
    verbs = [verb.value for verb in VERBS]
    assert order == ["question", *verbs, "presets", "conversation", "ask", "stop", "copy", "close"]
    places = [widget.mapTo(asker.window, QPoint()).y() for widget in tab_order(asker.window)]
    assert places == sorted(places)


def test_return_asks_about_the_picture_and_keeps_the_keyboard(asker: Person) -> None:
    asker.ask("Which colour?")
    [(request, conversation)] = asker.requests
    assert (request.verb, request.question, request.follow_up) == (
        Verb.ASK, "Which colour?", True,
    )  # fmt: skip
    assert conversation.frame.title == "Memo"
    assert asker.window.focusWidget() is asker.field
    assert asker.field.selectedText() == "Which colour?"
    assert asker.lines == ["You: Which colour?"]


def test_nothing_typed_is_told(asker: Person) -> None:
    asker.ask("  ")
    assert asker.requests == []
    assert asker.said == ["Type something first."]


@pytest.mark.parametrize(
    ("verb", "key", "name", "line"),
    [
        (Verb.FIND, Qt.Key.Key_F, "What to find", "You, find: dog, cat"),
        (
            Verb.CLASSIFY, Qt.Key.Key_L, "Words to choose from, with commas",
            "You, classify as: dog, cat",
        ),
    ],
)  # fmt: skip
def test_what_to_do_is_chosen_by_key_and_named_at_the_field(
    asker: Person, verb: Verb, key: Qt.Key, name: str, line: str
) -> None:
    assert asker.field.accessibleName() == "Question"
    asker.alt(key)
    assert asker.field.accessibleName() == name
    assert name in [label.text().replace("&", "") for label in asker.window.findChildren(QLabel)]
    asker.field.setFocus()
    asker.ask("dog, cat")
    assert asker.requests[0][0].verb is verb
    assert asker.lines == [line]


def test_a_ready_question_goes_into_the_field(asker: Person) -> None:
    asker.alt(Qt.Key.Key_F)
    asker.alt(Qt.Key.Key_R)
    asker.press(Qt.Key.Key_Down)
    assert asker.field.text() == "Describe this scene."
    asker.press(Qt.Key.Key_Return)
    assert asker.requests[0][0].question == "Describe this scene."
    assert asker.requests[0][0].verb is Verb.ASK
    QTest.keyClicks(asker.field, "Why?")
    assert asker.ready.currentText() == "My own words"


def test_ready_questions_are_those_of_the_settings_now(asker: Person) -> None:
    asker.presets = ready_prompts({"scene": "Where is this?", "bills": "What do I owe?"})
    asker.open(picture("Bill"))
    found = {asker.ready.itemText(i): asker.ready.itemData(i) for i in range(asker.ready.count())}
    assert found["1 Scene"] == "Where is this?"
    assert found["bills"] == "What do I owe?"
    assert found["4 Diagram"].startswith("This is a diagram.")


def test_the_answer_is_shown_as_it_comes_and_tells_how_it_is_known(asker: Person) -> None:
    asker.ask("How much?")
    asker.begin()
    asker.window.add(guess("It costs 42 euros.", "42"))
    assert asker.lines == [
        "You: How much?",
        "EarSight, guessed by tiny: It costs 42 (unsure) euros.",
    ]
    asker.window.add(guess("It is red."))
    asker.window.add(Sentence("Total: top.", Kind.READ))
    asker.window.add(Sentence("The picture is dark.", Kind.MEASURED))
    assert asker.lines[2:] == [
        "It is red.",
        "EarSight, read: Total: top.",
        "EarSight, measured: The picture is dark.",
    ]


def test_a_follow_up_knows_what_was_said(asker: Person) -> None:
    asker.ask("Who is it?")
    asker.answer(guess("A dog."))
    asker.ask("Which colour?")
    assert [turn.answer for turn in asker.requests[1][1].turns] == ["A dog."]
    assert asker.lines[-1] == "You: Which colour?"


def test_answers_about_another_picture_are_not_ours(asker: Person) -> None:
    asker.window.add(guess("A cat."))
    asker.window.answered(picture("Other").answered("?", "A cat."))
    asker.ask("Who is it?")
    assert asker.requests[0][1].turns == ()
    assert asker.lines == ["You: Who is it?"]


def test_a_failure_is_shown_with_its_remedy(asker: Person) -> None:
    asker.ask("Who is it?")
    asker.begin()
    asker.window.fail(EarSightError("No model is installed.", "Install one."))
    asker.window.set_state(State.IDLE)
    assert asker.lines[1:] == ["EarSight: No model is installed. Install one."]


@pytest.mark.parametrize("state", [State.IDLE, State.CAPTURING])
def test_an_answer_that_is_cut_short_is_told(asker: Person, state: State) -> None:
    asker.ask("Who is it?")
    asker.begin()
    asker.window.set_state(state)
    asker.window.add(guess("A cat in another picture."))
    assert asker.lines[1:] == ["EarSight: Stopped."]


def test_another_picture_that_is_worked_on_is_the_end_of_our_answer(asker: Person) -> None:
    asker.ask("Who is it?")
    asker.begin()
    asker.window.begun(picture("Other"))
    asker.window.add(guess("A cat in another picture."))
    assert asker.lines[1:] == ["EarSight: Stopped."]


def test_what_comes_late_of_an_older_answer_is_not_taken_for_the_new_one(asker: Person) -> None:
    asker.ask("Who is it?")
    asker.begin()
    asker.ask("Which colour?")
    asker.window.add(guess("A dog."))
    asker.begin()
    asker.window.add(guess("Red."))
    assert asker.lines[-2:] == ["You: Which colour?", "EarSight, guessed by tiny: Red."]


def test_a_question_over_a_question_drops_the_first(asker: Person) -> None:
    asker.ask("Who is it?")
    asker.ask("Which colour?")
    assert asker.lines == ["You: Who is it?", "EarSight: Stopped.", "You: Which colour?"]


def test_a_new_picture_begins_anew(asker: Person) -> None:
    asker.alt(Qt.Key.Key_F)
    asker.field.setFocus()
    asker.ask("bee")
    asker.open(picture("Other"))
    assert asker.window.windowTitle() == "Ask about Other"
    assert (asker.lines, asker.field.text()) == ([], "")
    assert asker.choice(Verb.ASK).isChecked()
    assert asker.focus.calls == ["remember"], "it had the keyboard already"


def test_escape_silences_first_and_then_closes(asker: Person) -> None:
    asker.ask("Who is it?")
    asker.begin()
    asker.window.set_state(State.SPEAKING)
    asker.press(Qt.Key.Key_Escape)
    assert asker.stops == 1
    assert asker.window.isVisible()
    asker.press(Qt.Key.Key_Escape)
    assert not asker.window.isVisible()
    assert asker.focus.calls == ["remember", "give back"]
    assert not asker.active[-1]


def test_closing_while_an_answer_is_spoken_lets_it_be_heard(asker: Person) -> None:
    asker.ask("Who is it?")
    asker.begin()
    asker.window.set_state(State.SPEAKING)
    asker.alt(Qt.Key.Key_E)
    assert not asker.window.isVisible()
    assert asker.stops == 0
    assert asker.focus.calls[-1] == "give back"


def test_closing_by_the_window_manager_gives_the_focus_back_too(asker: Person) -> None:
    assert asker.window.close()
    assert asker.focus.calls[-1] == "give back"
    assert asker.stops == 1, "the invitation is not needed any more"


def test_who_went_elsewhere_is_left_there(asker: Person, qtbot: QtBot) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    asker.window.close()
    assert "give back" not in asker.focus.calls


def test_a_desktop_that_keeps_the_focus_is_asked_again(
    person: Person, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QuestionWindow, "isActiveWindow", lambda _window: False)
    person.window.open_for(picture())
    qtbot.waitUntil(lambda: person.focus.calls.count("take") >= 2)
    monkeypatch.undo()
    qtbot.wait(400)
    asked = len(person.focus.calls)
    qtbot.wait(400)
    assert len(person.focus.calls) == asked


def test_coming_back_selects_what_was_typed(asker: Person) -> None:
    QTest.keyClicks(asker.field, "Who")
    asker.area.setFocus()
    asker.window.come_back()
    assert asker.window.focusWidget() is asker.field
    assert asker.field.selectedText() == "Who"


def test_the_answer_is_copied_whole(asker: Person) -> None:
    asker.alt(Qt.Key.Key_C)
    assert asker.said == ["There is no answer yet."]
    asker.ask("Who is it?")
    asker.answer(guess("A dog."), guess("It sits."))
    asker.alt(Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == "A dog.\nIt sits."
    assert asker.said[-1] == "Answer copied."


def test_without_a_screen_reader_the_window_tells_where_the_keyboard_goes(asker: Person) -> None:
    asker.ask("Who is it?")
    asker.answer(guess("A dog."))
    asker.press(Qt.Key.Key_Tab)
    assert asker.said == [], "a screen reader tells that"
    asker.voiced = True
    for key in (Qt.Key.Key_V, Qt.Key.Key_Q, Qt.Key.Key_F, Qt.Key.Key_R):
        asker.alt(key)
    asker.press(Qt.Key.Key_Down)
    asker.press(Qt.Key.Key_Tab)
    asker.press(Qt.Key.Key_Tab)
    assert asker.said == [
        "Conversation. You: Who is it?\nEarSight, guessed by tiny: A dog.",
        "Question. Who is it?",
        "Find",
        "Find, chosen",
        "Ready questions. My own words",
        "1 Scene",
        "Conversation. You: Who is it?\nEarSight, guessed by tiny: A dog.",
        "Ask, button",
    ]


def test_stop_silences(asker: Person) -> None:
    asker.alt(Qt.Key.Key_S)
    assert asker.stops == 1


def test_who_reads_the_conversation_keeps_their_place(asker: Person) -> None:
    asker.ask("Who is it?")
    asker.answer(guess("A dog."))
    asker.alt(Qt.Key.Key_V)
    assert asker.window.focusWidget() is asker.area
    asker.area.moveCursor(QTextCursor.MoveOperation.Start)
    asker.press(Qt.Key.Key_Down)
    asker.field.setFocus()
    asker.ask("What else?")
    asker.begin()
    asker.window.add(guess("And a cat."))
    assert asker.area.textCursor().blockNumber() == 1
    assert asker.area.isReadOnly()
    asker.area.setFocus()
    asker.press(Qt.Key.Key_Return)
    assert len(asker.requests) == 3, "Return asks from anywhere"
