"""What each action does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PIL import Image
from support.fake_speech import FakeSpeech

from assistant.controller import Controller
from assistant.core.actions import ACTIONS
from assistant.core.conversation import Conversation
from assistant.core.errors import BadInputError
from assistant.core.frame import Frame, Source
from assistant.core.i18n import AUTO
from assistant.core.request import Detail, Request, Target, Verb
from assistant.core.session import Session
from assistant.settings.schema import Settings, SpeechSettings
from assistant.settings.store import SettingsStore, replaced


class FakeSession:
    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.conversations: list[Conversation | None] = []
        self.stops = 0

    def submit(self, request: Request, conversation: Conversation | None = None) -> None:
        self.requests.append(request)
        self.conversations.append(conversation)

    def stop(self) -> None:
        self.stops += 1


class FakeVoices(FakeSpeech):
    def __init__(self) -> None:
        super().__init__()
        self.configured: list[SpeechSettings] = []
        self.calls: list[str] = []
        self.names: list[tuple[str, str]] = [("a", "Anna"), ("b", "Bert")]
        self.speaking = False

    def repeat(self) -> bool:
        self.calls.append("repeat")
        return self.speaking

    def toggle(self) -> bool:
        self.calls.append("toggle")
        return self.speaking

    def voice_names(self, language: str) -> Sequence[tuple[str, str]]:
        return self.names

    def configure(self, settings: SpeechSettings) -> bool:
        self.configured.append(settings)
        return self.speaking


OWN = {
    "stop", "repeat", "pause", "faster", "slower", "louder", "quieter", "higher", "deeper",
    "next-voice", "next-language",
}  # fmt: skip
"""What the controller does by itself; everything else is done by other parts."""
DEEDS = [entry.id for entry in ACTIONS if entry.request is None and entry.id not in OWN]


class Bench:
    def __init__(self, folder: Path, settings: Settings) -> None:
        self.session, self.voices = FakeSession(), FakeVoices()
        self.store = SettingsStore(folder / "settings.toml")
        self.done: list[str] = []
        self.controller = Controller(
            cast(Session, self.session),
            self.voices,
            self.store,
            settings,
            {name: partial(self.done.append, name) for name in DEEDS},
        )


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path, Settings())


def test_every_action_of_the_table_can_be_performed(bench: Bench) -> None:
    for entry in ACTIONS:
        bench.controller.perform(entry.id)
    assert len(bench.session.requests) == sum(entry.request is not None for entry in ACTIONS)
    assert bench.session.stops == 1
    assert bench.voices.calls == ["repeat", "toggle"]
    assert bench.done == DEEDS


def test_an_unknown_action_is_a_key_error(bench: Bench) -> None:
    with pytest.raises(KeyError):
        bench.controller.perform("dance")


def test_a_request_takes_language_and_engine_from_the_settings(tmp_path: Path) -> None:
    settings = replaced(Settings(), "reading.language", "de")
    bench = Bench(tmp_path, replaced(settings, "reading.engine", "tesseract"))
    bench.controller.perform("read-screen")
    bench.controller.submit(Request(Verb.READ, Target(Source.WINDOW), "ar", "rapid"))
    first, second = (bench.controller.complete(asked, "") for asked in bench.session.requests)
    assert (first.language, first.engine) == ("de", "tesseract")
    assert (second.language, second.engine) == ("ar", "rapid")


def test_describe_again_asks_for_more_and_again_for_less(bench: Bench) -> None:
    for name in ("describe", "describe", "describe", "stop", "describe"):
        bench.controller.perform(name)
    details = [request.detail for request in bench.session.requests]
    assert details == [Detail.SHORT, Detail.LONG, Detail.SHORT, Detail.SHORT]


def test_a_question_goes_to_the_session_with_its_picture(bench: Bench) -> None:
    held = Conversation(Frame(Image.new("RGB", (4, 4)), Source.WINDOW))
    asked = Request(Verb.ASK, Target(Source.WINDOW), question="Who?", follow_up=True)
    bench.controller.submit(asked, held)
    assert bench.session.requests[-1].question == "Who?"
    assert bench.session.conversations == [held]


def test_automatic_engine_is_left_to_the_worker(bench: Bench) -> None:
    bench.controller.perform("read-window")
    assert bench.controller.complete(bench.session.requests[0], "").engine == ""


def test_a_preset_that_does_not_exist_is_told_before_a_picture_is_taken(bench: Bench) -> None:
    with pytest.raises(BadInputError):
        bench.controller.submit(Request(Verb.DESCRIBE, Target(Source.WINDOW), preset="nonsense"))
    assert bench.session.requests == []


def test_rate_changes_are_heard_applied_kept_and_bounded(bench: Bench) -> None:
    for _ in range(20):
        bench.controller.perform("faster")
    assert bench.voices.said[0] == "Rate 220"
    assert bench.voices.said[-1] == "Rate 450"
    assert bench.voices.configured[-1].rate == 450
    assert bench.store.load().settings.speech.rate == 450


def test_voices_are_cycled(bench: Bench) -> None:
    for _ in range(3):
        bench.controller.perform("next-voice")
    assert bench.voices.said == ["Anna", "Bert", "Anna"]
    assert bench.controller.settings.speech.voice == "a"


def test_a_missing_second_voice_is_said(bench: Bench) -> None:
    bench.voices.names = []
    bench.controller.perform("next-voice")
    assert bench.voices.said == ["No other voice is installed."]


def test_next_language_changes_voice_and_reading_together(bench: Bench) -> None:
    bench.controller.perform("next-language")
    settings = bench.store.load().settings
    assert settings.speech.language == settings.reading.language == "es"
    assert bench.voices.said == ["Language Spanish"]


def test_the_last_language_is_followed_by_that_of_the_interface(bench: Bench) -> None:
    for _time in bench.controller.settings.speech.languages:
        bench.controller.perform("next-language")
    settings = bench.store.load().settings
    assert settings.speech.language == settings.reading.language == AUTO
    assert bench.voices.said[-1] == "Language English"


def test_settings_that_cannot_be_saved_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    bench = Bench(tmp_path / "file", Settings())
    bench.controller.perform("slower")
    assert bench.voices.said[0] == "Rate 180"
    assert "could not be saved" in bench.voices.said[1]


def test_a_change_by_the_command_line_is_taken_over(bench: Bench) -> None:
    bench.store.save(replaced(Settings(), "speech.rate", "300"))
    assert bench.controller.reload()
    assert [settings.rate for settings in bench.voices.configured] == [300]
    assert not bench.controller.reload()
    assert len(bench.voices.configured) == 1


def test_a_file_that_was_broken_meanwhile_is_told(bench: Bench) -> None:
    bench.store.path.write_text("rate = = fast")
    bench.controller.reload()
    (told,) = bench.voices.said
    assert "broken" in told
    assert not bench.controller.reload()
    assert len(bench.voices.said) == 1


def test_small_talk_is_not_what_is_repeated(bench: Bench) -> None:
    for name in ("faster", "next-voice", "next-language", "repeat", "pause"):
        bench.controller.perform(name)
    assert len(bench.voices.said) == 5
    assert bench.voices.remembered == []


def test_a_change_heard_on_the_running_sentence_needs_no_words(bench: Bench) -> None:
    bench.voices.speaking = True
    bench.controller.perform("faster")
    assert bench.voices.said == []
    assert bench.voices.configured[-1].rate == 220
