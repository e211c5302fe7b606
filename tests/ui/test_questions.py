"""The question window as the session's threads reach it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PIL import Image
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from support.fake_focus import FakeFocus

from assistant.core.conversation import Conversation
from assistant.core.errors import EarSightError
from assistant.core.findings import Done, Kind, Sentence
from assistant.core.frame import Frame, Source
from assistant.core.listening import State
from assistant.core.request import Request
from assistant.ui.bridge import MainThread
from assistant.ui.question_window import Asking, QuestionWindow
from assistant.ui.questions import Questions

PICTURE = Conversation(Frame(Image.new("RGB", (40, 20)), Source.WINDOW, title="Memo"))


class Asked:
    def __init__(self) -> None:
        self.requests: list[tuple[Request, Conversation]] = []

    def ask(self, request: Request, conversation: Conversation) -> None:
        self.requests.append((request, conversation))


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def focus() -> FakeFocus:
    return FakeFocus()


@pytest.fixture
def questions(qtbot: QtBot, asked: Asked, focus: FakeFocus) -> Iterator[Questions]:
    main_thread = MainThread()
    asking = Asking(asked.ask, lambda: None, lambda _text: None, lambda: False, dict)
    questions = Questions(main_thread, asking, focus)
    yield questions
    questions.close()
    main_thread.close()


def window() -> QuestionWindow | None:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, QuestionWindow)]
    return next((each for each in found if each.isVisible()), None)


def from_a_thread(*steps: object) -> None:
    """What the session does."""

    def work() -> None:
        for step in steps:
            step()  # type: ignore[operator]

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_nothing_is_made_before_the_first_question(questions: Questions, qtbot: QtBot) -> None:
    from_a_thread(
        lambda: questions.on_state(State.READING),
        lambda: questions.on_begun(PICTURE),
        lambda: questions.on_finding(Sentence("A dog.", Kind.GUESSED, "tiny")),
        lambda: questions.on_conversation(PICTURE),
        lambda: questions.on_failure(EarSightError("No.")),
        questions.come_back,
    )
    qtbot.wait(50)
    assert window() is None
    assert not questions.is_active


def test_what_the_session_tells_is_shown(questions: Questions, asked: Asked, qtbot: QtBot) -> None:
    from_a_thread(lambda: questions.open(PICTURE))
    qtbot.waitUntil(lambda: questions.is_active)
    shown = window()
    assert shown is not None
    field, area = shown.findChild(QLineEdit), shown.findChild(QPlainTextEdit)
    assert field is not None
    assert area is not None
    QTest.keyClicks(field, "Who is it?\r")
    [(_request, about)] = asked.requests
    answered = about.answered("Who is it?", "A dog.")
    from_a_thread(
        lambda: questions.on_state(State.READING),
        lambda: questions.on_begun(about),
        lambda: questions.on_finding(Sentence("A dog.", Kind.GUESSED, "tiny")),
        lambda: questions.on_finding(Done("tiny", 0, 0.1)),
        lambda: questions.on_conversation(answered),
        lambda: questions.on_state(State.IDLE),
    )
    qtbot.waitUntil(lambda: "EarSight, guessed by tiny: A dog." in area.toPlainText())
    QTest.keyClicks(field, "Why?\r")
    assert asked.requests[1][1] is answered
    from_a_thread(lambda: questions.on_failure(EarSightError("It failed.", "Try again.")))
    qtbot.waitUntil(lambda: "EarSight: It failed. Try again." in area.toPlainText())


def test_what_has_the_keyboard_is_remembered_but_not_the_window_itself(
    questions: Questions, focus: FakeFocus, qtbot: QtBot
) -> None:
    for _time in range(2):
        from_a_thread(lambda: questions.open(PICTURE))
        qtbot.waitUntil(lambda: questions.is_active)
    assert focus.calls == ["remember"]


def test_it_knows_whether_the_window_has_the_keyboard(questions: Questions, qtbot: QtBot) -> None:
    from_a_thread(lambda: questions.open(PICTURE))
    qtbot.waitUntil(lambda: questions.is_active)
    shown = window()
    assert shown is not None
    shown.close()
    qtbot.waitUntil(lambda: not questions.is_active)
