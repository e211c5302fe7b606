"""One key goes on about the last picture."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from PIL import Image

from assistant.core.conversation import Conversation
from assistant.core.frame import Frame, Source
from assistant.features.base import Program
from assistant.features.follow_up import FollowUp


class Bench:
    def __init__(self, conversation: Conversation | None, *, voiced: bool = True) -> None:
        self.said: list[str] = []
        self.opened: list[Conversation] = []
        program: Any = SimpleNamespace(
            session=SimpleNamespace(conversation=conversation),
            questions=SimpleNamespace(go_on=self.opened.append),
            tell=self.said.append,
            voiced=lambda: voiced,
        )
        FollowUp(cast(Program, program)).deeds["follow-up"]()


HELD = Conversation(Frame(Image.new("RGB", (4, 4)), Source.WINDOW, title="Photo"))


def test_it_opens_the_conversation_and_says_what_to_do() -> None:
    bench = Bench(HELD)
    assert bench.opened == [HELD]
    assert bench.said == ["Ask about Photo. Type your question."]
    assert Bench(HELD, voiced=False).said == []


def test_without_a_picture_it_says_so() -> None:
    bench = Bench(None)
    assert bench.opened == []
    assert bench.said == ["There is no picture to ask about yet. Describe or read one first."]
