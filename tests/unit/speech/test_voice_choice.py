from __future__ import annotations

from support.voices import FakeVoice, gone

from assistant.core.backends import USABLE, Candidate
from assistant.speech import choice as choice_module
from assistant.speech.base import Voice
from assistant.speech.choice import VoiceChoice


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def names(choice: VoiceChoice, language: str = "en", *, even_failed: bool = False) -> list[str]:
    return [voice.name for voice in choice.order(language, even_failed=even_failed)]


def test_screen_reader_then_preferred_then_the_rest() -> None:
    reader = FakeVoice("reader", screen_reader=True)
    own = [FakeVoice(name) for name in ("a", "b", "c")]
    choice = VoiceChoice([reader.candidate()], [voice.candidate() for voice in own], preferred="b")
    assert names(choice) == ["reader", "b", "a", "c"]
    choice.configure(preferred="c", use_screen_reader=False)
    assert names(choice) == ["c", "a", "b"]


def test_screen_readers_come_and_go_while_we_run() -> None:
    clock = Clock()
    reader, own = FakeVoice("reader", screen_reader=True), FakeVoice("own")
    reader.available = gone()
    choice = VoiceChoice([reader.candidate()], [own.candidate()], clock=clock)
    assert names(choice) == ["own"]
    reader.available = USABLE
    assert names(choice) == ["own"]
    assert reader.asked == 1
    clock.now += choice_module.READER_CHECK_SECONDS
    assert names(choice) == ["reader", "own"]
    reader.available = gone()
    clock.now += choice_module.READER_CHECK_SECONDS
    assert names(choice) == ["own"]
    assert own.asked == 1


def test_a_voice_that_failed_is_passed_over_for_a_while() -> None:
    clock = Clock()
    a, b = FakeVoice("a"), FakeVoice("b")
    choice = VoiceChoice([], [a.candidate(), b.candidate()], clock=clock)
    assert names(choice) == ["a", "b"]
    choice.failed(a)
    assert names(choice) == ["b"]
    assert names(choice, even_failed=True) == ["a", "b"]
    clock.now += choice_module.PENALTY_SECONDS
    assert names(choice) == ["a", "b"]
    choice.failed(a)
    choice.worked(a)
    assert names(choice) == ["a", "b"]


def test_a_voice_installed_later_is_found() -> None:
    clock = Clock()
    voice = FakeVoice("late")
    voice.available = gone()
    choice = VoiceChoice([], [voice.candidate()], clock=clock)
    assert names(choice) == []
    assert choice.refusal().reason == "not running"
    voice.available = USABLE
    assert names(choice) == []
    clock.now += choice_module.MISSING_CHECK_SECONDS
    assert names(choice) == ["late"]
    assert not choice.refusal().reason


def test_a_new_answer_looks_for_missing_voices_at_once() -> None:
    voice = FakeVoice("late")
    voice.available = gone()
    choice = VoiceChoice([], [voice.candidate()], clock=Clock())
    assert names(choice) == []
    voice.available = USABLE
    assert names(choice, even_failed=True) == ["late"]


def test_a_voice_that_cannot_be_made_is_not_offered() -> None:
    def load() -> Voice:
        raise ImportError("no such module")

    choice = VoiceChoice([], [Candidate("absent", load), FakeVoice("there").candidate()])
    assert names(choice) == ["there"]


def test_voices_with_the_language_come_first() -> None:
    a, b, c = FakeVoice("a", languages=["en"]), FakeVoice("b", languages=["de-AT"]), FakeVoice("c")
    choice = VoiceChoice([], [voice.candidate() for voice in (a, b, c)])
    assert names(choice, "de") == ["b", "c", "a"]
    assert names(choice, "en-GB") == ["a", "c", "b"]
    assert not choice.speaks(a, "de")
    assert choice.speaks(c, "de")


def test_warm_up_and_close_reach_the_voices_that_were_made() -> None:
    a, b = FakeVoice("a"), FakeVoice("b")
    choice = VoiceChoice([], [a.candidate(), b.candidate()])
    choice.warm_up("en")
    assert (a.warm, b.warm) == (1, 0)
    choice.close()
    assert (a.closed, b.closed) == (1, 0)


def test_installed_lists_the_voices_of_the_backend_in_use() -> None:
    a, b = FakeVoice("a", languages=["en"]), FakeVoice("b", languages=["de"])
    choice = VoiceChoice([], [a.candidate(), b.candidate()], preferred="b")
    assert [voice.id for voice in choice.installed()] == ["de"]


def test_a_voice_that_hangs_is_made_anew_later() -> None:
    clock = Clock()
    made: list[Voice] = []

    def load() -> Voice:
        made.append(FakeVoice("hung"))
        return made[-1]

    choice = VoiceChoice([], [Candidate("hung", load)], clock=clock)
    (voice,) = choice.order("en")
    choice.abandon(voice)
    assert names(choice, even_failed=True) == []
    clock.now += choice_module.HANG_SECONDS
    assert names(choice) == ["hung"]
    assert len(made) == 2
