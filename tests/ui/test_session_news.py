"""What the session tells, as the windows and the person get it."""

from __future__ import annotations

from typing import cast

import pytest
from PIL import Image

from assistant.core.conversation import Conversation
from assistant.core.frame import Frame, Source
from assistant.review.reviewer import Reviewer
from assistant.ui.questions import Questions
from assistant.ui.session_news import SessionNews
from assistant.ui.shell import DesktopShell


class FakeQuestions:
    def __init__(self) -> None:
        self.is_active = False
        self.calls: list[str] = []

    def open(self, conversation: Conversation) -> None:
        self.calls.append(conversation.frame.title)

    def come_back(self) -> None:
        self.calls.append("back")


def picture(source: Source) -> Conversation:
    return Conversation(Frame(Image.new("RGB", (40, 20)), source, title="Memo"))


@pytest.mark.parametrize(
    ("active", "source", "called", "said"),
    [
        (False, Source.WINDOW, "Memo", "Ask about Memo. Type your question."),
        (True, Source.WINDOW, "back", "Type your question."),
        (True, Source.SCREEN, "Memo", "Ask about Memo. Type your question."),
    ],
)
def test_a_question_opens_the_window_but_is_not_asked_about_that_window_itself(
    active: bool, source: Source, called: str, said: str
) -> None:
    questions, words = FakeQuestions(), list[str]()
    questions.is_active = active
    news = SessionNews(
        cast(DesktopShell, None), cast(Questions, questions), cast(Reviewer, None), words.append
    )
    news.on_question(picture(source))
    assert questions.calls == [called]
    assert words == [said]
