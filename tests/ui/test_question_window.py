"""The question window: by keyboard alone, in any size and colour, and back where one was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from support.accessibility import audit, tab_order
from support.activating import activate
from support.question_person import Person, guess, picture

from assistant.core.conversation import Conversation
from assistant.core.listening import State
from assistant.core.request import Verb
from assistant.desktop.dictation import dictation_hint
from assistant.ui.question_window import QuestionWindow, invitation

VERBS = (Verb.ASK, Verb.FIND, Verb.CLASSIFY)


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
    assert order == ["question", "ask", "presets", "conversation", "ask", "stop", "copy", "close"]
    places = [widget.mapTo(asker.window, QPoint()).y() for widget in tab_order(asker.window)]
    assert places == sorted(places)


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
    activate(qtbot, other)
    asker.window.close()
    assert "give back" not in asker.focus.calls


def test_a_desktop_that_keeps_the_focus_is_asked_again(
    question_person: Person, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QuestionWindow, "isActiveWindow", lambda _window: False)
    question_person.window.open_for(picture())
    qtbot.waitUntil(lambda: question_person.focus.calls.count("take") >= 2)
    monkeypatch.undo()
    qtbot.wait(400)
    asked = len(question_person.focus.calls)
    qtbot.wait(400)
    assert len(question_person.focus.calls) == asked


def test_coming_back_selects_what_was_typed(asker: Person) -> None:
    QTest.keyClicks(asker.field, "Who")
    asker.area.setFocus()
    asker.window.come_back()
    assert asker.window.focusWidget() is asker.field
    assert asker.field.selectedText() == "Who"


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


def test_a_follow_up_goes_on_where_one_was(asker: Person) -> None:
    held = picture("Chart")
    asker.open(held)
    asker.ask("What is it?")
    asker.begin()
    asker.window.close()
    asker.window.go_on(held)
    assert asker.window.isVisible()
    assert "You: What is it?" in asker.area.toPlainText()
    assert asker.window.focusWidget() is asker.field


def test_a_follow_up_shows_what_was_said_about_a_picture_from_elsewhere(asker: Person) -> None:
    described = picture("Photo").answered("Describe this picture.", "A dog.\nIt sleeps.")
    asker.window.go_on(described)
    assert asker.window.windowTitle() == "Ask about Photo"
    assert asker.area.toPlainText().splitlines() == [
        "You: Describe this picture.",
        "EarSight: A dog.",
        "EarSight: It sleeps.",
    ]
    asker.ask("What colour?")
    request, about = asker.requests[-1]
    assert (request.follow_up, about) == (True, described)


def test_the_field_tells_how_to_dictate_where_that_is_known() -> None:
    assert "Windows plus H" in dictation_hint("win32")
    assert "microphone" in dictation_hint("darwin")
    assert dictation_hint("linux") == ""
