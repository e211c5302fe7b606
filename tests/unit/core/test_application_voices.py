"""The voice for each application, tuned before anything found in it is spoken."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from PIL import Image

from assistant.core.conversation import Conversation
from assistant.core.frame import Frame, Source
from assistant.core.listening import Listeners, State
from assistant.core.request import Request, Target, Verb
from assistant.core.result import Result
from assistant.features.applications import ApplicationVoices
from assistant.features.base import Program
from assistant.settings.schema import ApplicationSettings, Settings, SpeechSettings

SETTINGS = Settings(
    applications={
        "xterm": ApplicationSettings(voice="off"),
        "firefox": ApplicationSettings(voice="quiet", rate=320),
    }
)


class Bench:
    def __init__(self) -> None:
        self.spoken: list[SpeechSettings] = []
        self.hushed = 0
        self.listeners = Listeners()
        program: Any = SimpleNamespace(
            parts=SimpleNamespace(settings=SETTINGS),
            settings=lambda: SETTINGS,
            listeners=self.listeners,
            session=SimpleNamespace(hush=self._hush),
            speech=SimpleNamespace(configure=self.spoken.append),
        )
        self.feature = ApplicationVoices(cast(Program, program))

    def _hush(self) -> None:
        self.hushed += 1

    def begin(self, application: str, verb: Verb = Verb.READ) -> None:
        frame = Frame(Image.new("RGB", (4, 4)), Source.WINDOW, application=application)
        request = Request(verb, Target(Source.WINDOW), question="Who?")
        result = Result(request, "", application, frame.area)
        self.listeners.on_begun(Conversation(frame), result)


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_elsewhere_nothing_changes(bench: Bench) -> None:
    bench.begin("gedit")
    bench.listeners.on_state(State.IDLE)
    assert (bench.spoken, bench.hushed) == ([], 0)


def test_it_is_quieter_and_faster_there_and_as_usual_afterwards(bench: Bench) -> None:
    bench.begin("Firefox")
    assert [(speech.rate, speech.volume) for speech in bench.spoken] == [(320, 50)]
    bench.listeners.on_state(State.SPEAKING)
    assert len(bench.spoken) == 1
    bench.listeners.on_state(State.IDLE)
    assert bench.spoken[-1] == SETTINGS.speech
    assert bench.hushed == 0


def test_the_next_application_has_its_own(bench: Bench) -> None:
    bench.begin("firefox")
    bench.begin("gedit")
    assert bench.spoken[-1] == SETTINGS.speech


def test_off_silences_what_comes_by_itself_but_no_answer_to_a_question(bench: Bench) -> None:
    bench.begin("xterm")
    bench.begin("xterm", Verb.DESCRIBE)
    assert bench.hushed == 2
    bench.begin("xterm", Verb.ASK)
    assert bench.hushed == 2
