"""What is asked in the question window, and how the answers are shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from support.question_person import Person, guess, picture

from assistant.core.errors import EarSightError
from assistant.core.findings import Kind, Sentence
from assistant.core.listening import State
from assistant.core.presets import ready_prompts
from assistant.core.request import Verb


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


def test_the_answer_is_copied_whole(asker: Person) -> None:
    asker.alt(Qt.Key.Key_C)
    assert asker.said == ["There is no answer yet."]
    asker.ask("Who is it?")
    asker.answer(guess("A dog."), guess("It sits."))
    asker.alt(Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == "A dog.\nIt sits."
    assert asker.said[-1] == "Answer copied."


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
