from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from support.voices import FakeVoice, gone

from assistant.core.errors import EarSightError, SpeechError
from assistant.speech import router as router_module
from assistant.speech.base import Prosody
from assistant.speech.choice import VoiceChoice
from assistant.speech.events import SpeechEvents
from assistant.speech.router import SpeechRouter

LONG = 10.0

Make = Callable[..., SpeechRouter]


class Heard:
    """Everything the router told its listener."""

    def __init__(self) -> None:
        self.started: list[str] = []
        self.failed: list[EarSightError] = []
        self.silent: list[tuple[str, EarSightError]] = []
        self.idle = threading.Semaphore(0)

    def events(self) -> SpeechEvents:
        return SpeechEvents(
            self.started.append,
            self.idle.release,
            self.failed.append,
            lambda text, error: self.silent.append((text, error)),
        )


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def make(heard: Heard) -> Iterator[Make]:
    made: list[SpeechRouter] = []

    def build(
        *own: FakeVoice, readers: tuple[FakeVoice, ...] = (), preferred: str = ""
    ) -> SpeechRouter:
        choice = VoiceChoice(
            [reader.candidate() for reader in readers],
            [voice.candidate() for voice in own],
            preferred=preferred,
        )
        made.append(SpeechRouter(choice, Prosody(), heard.events()))
        return made[-1]

    yield build
    for router in made:
        router.close()


def test_says_sentences_in_order_and_tells_when_idle(make: Make, heard: Heard) -> None:
    voice = FakeVoice()
    router = make(voice)
    for text in ("one", "two", "three"):
        router.say(text)
    assert router.wait(LONG)
    assert voice.texts == ["one", "two", "three"] == heard.started
    assert heard.idle.acquire(timeout=LONG)


def test_one_sentence_at_a_time(make: Make) -> None:
    voice = FakeVoice(slow=True)
    router = make(voice)
    for number in range(20):
        router.say(f"sentence {number}", interrupt=number % 3 == 0)
        if number % 5 == 0:
            assert voice.begun.acquire(timeout=LONG)
    router.stop()
    assert router.wait(LONG)
    assert voice.most_active == 1


def test_long_text_is_cut_for_the_voice(make: Make) -> None:
    voice = FakeVoice()
    router = make(voice)
    router.say(" ".join(["word"] * 250))
    assert router.wait(LONG)
    assert len(voice.texts) > 2
    assert max(len(text.split()) for text in voice.texts) <= 100
    assert sum(len(text.split()) for text in voice.texts) == 250


def test_empty_text_is_not_spoken(make: Make) -> None:
    voice = FakeVoice()
    router = make(voice)
    router.say("  \n ")
    assert router.wait(LONG)
    assert voice.texts == []


def test_stop_cuts_the_sentence_and_drops_the_queue(make: Make) -> None:
    voice = FakeVoice(slow=True)
    router = make(voice)
    router.say("one")
    router.say("two")
    assert voice.begun.acquire(timeout=LONG)
    router.stop()
    assert router.wait(LONG)
    assert voice.texts == voice.cut == ["one"]


def test_interrupt_cuts_and_says_the_new_sentence(make: Make) -> None:
    voice = FakeVoice(slow=True)
    router = make(voice)
    router.say("old")
    router.say("old too")
    assert voice.begun.acquire(timeout=LONG)
    router.say("new", interrupt=True)
    assert voice.begun.acquire(timeout=LONG)
    voice.finish()
    assert router.wait(LONG)
    assert voice.texts == ["old", "new"]
    assert voice.cut == ["old"]


def test_a_stop_that_came_too_early_for_the_voice_is_said_again(make: Make) -> None:
    class Starting(FakeVoice):
        """Loses a stop that comes before it has opened its device."""

        def __init__(self) -> None:
            super().__init__(slow=True)
            self.lost = 3

        def stop(self) -> None:
            self.lost -= 1
            if self.lost < 0:
                super().stop()

    voice = Starting()
    router = make(voice)
    router.say("one")
    assert voice.begun.acquire(timeout=LONG)
    router.stop()
    assert router.wait(LONG)
    assert voice.cut == ["one"]


def test_a_late_stop_never_cuts_the_next_sentence(make: Make) -> None:
    voice = FakeVoice(slow=True)
    router = make(voice)
    for number in range(50):
        router.say(f"{number}", interrupt=True)
        assert voice.begun.acquire(timeout=LONG)
    assert "49" not in voice.cut
    assert voice.texts == [str(number) for number in range(50)]


def test_a_voice_that_ignores_stop_is_left_behind(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(router_module, "GIVE_UP_SECONDS", 0.1)
    hung, other = FakeVoice("hung", slow=True), FakeVoice("other")
    hung.deaf = True
    router = make(hung, other)
    router.say("one")
    assert hung.begun.acquire(timeout=LONG)
    router.stop()
    router.say("two")
    assert other.begun.acquire(timeout=LONG)
    hung.finish()
    assert router.wait(LONG)
    assert hung.texts == ["one"]
    assert other.texts == ["two"]


def test_pause_and_resume_start_the_interrupted_sentence_again(make: Make) -> None:
    voice = FakeVoice(slow=True)
    router = make(voice)
    router.say("one")
    router.say("two")
    assert voice.begun.acquire(timeout=LONG)
    assert router.pause()
    assert router.paused
    assert not router.wait(0.05)
    router.say("three")
    assert voice.texts == ["one"]
    voice.slow = False
    assert router.resume()
    assert router.wait(LONG)
    assert voice.texts == ["one", "one", "two", "three"]


def test_toggle_pauses_and_goes_on_and_does_nothing_when_idle(make: Make) -> None:
    voice = FakeVoice(slow=True)
    router = make(voice)
    assert not router.toggle()
    router.say("one")
    assert voice.begun.acquire(timeout=LONG)
    assert router.toggle()
    assert router.paused
    voice.slow = False
    assert router.toggle()
    assert not router.paused
    assert router.wait(LONG)


def test_stop_and_interrupt_end_a_pause(make: Make) -> None:
    voice = FakeVoice(slow=True)
    router = make(voice)
    router.say("one")
    assert voice.begun.acquire(timeout=LONG)
    router.pause()
    voice.slow = False
    router.say("two", interrupt=True)
    assert router.wait(LONG)
    assert voice.texts == ["one", "two"]
    router.pause()
    router.stop()
    assert not router.paused


def test_repeat_says_the_whole_last_answer(make: Make) -> None:
    voice = FakeVoice()
    router = make(voice)
    assert not router.repeat()
    router.say("before")
    assert router.wait(LONG)
    router.stop()
    router.say("one")
    router.say("two")
    assert router.wait(LONG)
    router.say("Rate 220", remember=False)
    assert router.wait(LONG)
    assert router.repeat()
    assert router.wait(LONG)
    assert voice.texts[-2:] == ["one", "two"]
    assert voice.texts.count("before") == 1


def test_repeat_after_stop_says_what_was_cut(make: Make) -> None:
    voice = FakeVoice(slow=True)
    router = make(voice)
    router.say("one")
    router.say("two")
    assert voice.begun.acquire(timeout=LONG)
    router.stop()
    assert router.wait(LONG)
    voice.slow = False
    assert router.repeat()
    assert router.wait(LONG)
    assert voice.texts == ["one", "one", "two"]


def test_prosody_counts_from_the_next_sentence_or_at_once(make: Make) -> None:
    voice = FakeVoice(slow=True)
    router = make(voice)
    assert not router.set_prosody(Prosody(rate=150))
    router.say("one")
    assert voice.begun.acquire(timeout=LONG)
    assert router.set_prosody(Prosody(rate=300), respeak=True)
    assert voice.begun.acquire(timeout=LONG)
    assert router.set_prosody(Prosody(rate=350))
    voice.slow = False
    router.say("two")
    voice.finish()
    assert router.wait(LONG)
    assert [(text, prosody.rate) for text, prosody in voice.spoken] == [
        ("one", 150),
        ("one", 300),
        ("two", 350),
    ]


@pytest.mark.parametrize("problem", [SpeechError("No sound."), AttributeError("a bug")])
def test_the_next_voice_says_the_sentence_that_the_first_could_not(
    make: Make, heard: Heard, problem: Exception
) -> None:
    first, second = FakeVoice("first"), FakeVoice("second")
    first.broken, first.problem = True, problem
    router = make(first, second)
    router.say("one")
    router.say("two")
    assert router.wait(LONG)
    assert first.texts == ["one"]
    assert second.texts == ["one", "two"]
    assert len(heard.failed) == 1
    assert heard.silent == []


def test_silence_is_told_once_for_an_answer_and_again_for_the_next(
    make: Make, heard: Heard
) -> None:
    voice = FakeVoice()
    voice.broken = True
    router = make(voice)
    for text in ("one", "two", "three"):
        router.say(text)
    assert router.wait(LONG)
    assert [text for text, _ in heard.silent] == ["one"]
    router.say("next", interrupt=True)
    assert router.wait(LONG)
    assert [text for text, _ in heard.silent] == ["one", "next"]
    voice.broken = False
    router.say("back", interrupt=True)
    assert router.wait(LONG)
    assert voice.texts[-1] == "back"
    assert len(heard.silent) == 2


def test_no_voice_at_all_is_told_with_a_remedy(make: Make, heard: Heard) -> None:
    voice = FakeVoice()
    voice.available = gone()
    router = make(voice)
    router.say("one")
    assert router.wait(LONG)
    assert [text for text, _ in heard.silent] == ["one"]
    assert heard.silent[0][1].remedy
    assert voice.texts == []


def test_a_stopped_voice_that_raises_is_no_failure(make: Make, heard: Heard) -> None:
    class Raising(FakeVoice):
        def speak(self, text: str, prosody: Prosody) -> None:
            super().speak(text, prosody)
            if self.cut:
                raise SpeechError("killed")

    voice, other = Raising("raising", slow=True), FakeVoice("other")
    router = make(voice, other)
    router.say("one")
    assert voice.begun.acquire(timeout=LONG)
    router.stop()
    assert router.wait(LONG)
    assert heard.failed == []
    assert other.texts == []


def test_a_missing_language_is_said_once_and_another_voice_is_preferred(make: Make) -> None:
    english = FakeVoice("english", languages=["en-GB"])
    polyglot = FakeVoice("polyglot", languages=["en", "de", "pt_BR"])
    router = make(english, polyglot)
    router.say("Hallo", language="de")
    router.say("Hello", language="en")
    router.say("Dydd da", language="cy")
    router.say("Hwyl", language="cy")
    assert router.wait(LONG)
    assert polyglot.texts == ["Hallo"]
    assert polyglot.spoken[0][1].language == "de"
    assert english.texts[0] == "Hello"
    assert english.texts[1].startswith("There is no voice for Welsh. ")
    assert english.texts[1].endswith(" Dydd da")
    assert english.texts[2] == "Hwyl"
    assert english.spoken[1][1].language == "en"


def test_each_script_is_spoken_by_a_voice_that_reads_it(make: Make) -> None:
    english = FakeVoice("english", languages=["en"])
    arabic = FakeVoice("arabic", languages=["ar"])
    router = make(english, arabic)
    router.say("Click حفظ الملف to save.")
    assert router.wait(LONG)
    assert english.texts == ["Click", "to save."]
    assert [(text, manner.language) for text, manner in arabic.spoken] == [("حفظ الملف", "ar")]
    assert router.repeat()
    assert router.wait(LONG)
    assert arabic.texts == ["حفظ الملف"] * 2


def test_letters_that_no_voice_reads_are_told_of_and_not_spoken(make: Make) -> None:
    voice = FakeVoice("english", languages=["en"])
    router = make(voice)
    router.say("Click حفظ الملف to save 你好.")
    router.say("又见面了")
    assert router.wait(LONG)
    before, notice, between, other, later = voice.texts
    assert (before, between) == ("Click", "to save")
    assert notice.startswith("There is no voice for Arabic. ")
    assert other.startswith("There is no voice for Chinese. ")
    assert later == "Text in Chinese."


def test_a_screen_reader_gets_all_scripts_at_once(make: Make) -> None:
    reader = FakeVoice("reader", screen_reader=True)
    router = make(reader)
    router.say("One.")
    assert router.wait(LONG)
    router.say("Click حفظ الملف to save.")
    assert router.wait(LONG)
    assert reader.texts == ["One.", "Click حفظ الملف to save."]


def test_a_broken_listener_does_not_end_speech() -> None:
    voice = FakeVoice()

    def fail(_text: str) -> None:
        raise ValueError

    router = SpeechRouter(
        VoiceChoice([], [voice.candidate()]), Prosody(), SpeechEvents(started=fail)
    )
    router.say("one")
    router.say("two")
    assert router.wait(LONG)
    router.close()
    assert voice.texts == ["one", "two"]


def test_close_silences_ends_threads_and_closes_voices() -> None:
    voice = FakeVoice(slow=True)
    before = set(threading.enumerate())
    router = SpeechRouter(VoiceChoice([], [voice.candidate()]), Prosody())
    router.say("one")
    assert voice.begun.acquire(timeout=LONG)
    router.close()
    assert set(threading.enumerate()) == before
    assert voice.closed == 1
    assert voice.cut == ["one"]
    router.say("late")
    assert router.wait(LONG)
    assert voice.texts == ["one"]


def test_calls_from_many_threads_do_not_deadlock(make: Make) -> None:
    voice = FakeVoice(slow=True)
    router = make(voice)

    def storm(number: int) -> None:
        for turn in range(30):
            router.say(f"{number} {turn}", interrupt=turn % 4 == 0)
            [router.stop, router.pause, router.resume, router.repeat, router.toggle][turn % 5]()

    threads = [threading.Thread(target=storm, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG)
    assert not any(thread.is_alive() for thread in threads)
    voice.slow = False
    router.say("last", interrupt=True)
    assert router.wait(LONG)
    assert voice.texts[-1] == "last"
    assert voice.most_active == 1


def test_a_running_screen_reader_speaks_instead_of_our_voice(make: Make) -> None:
    reader, own = FakeVoice("reader", screen_reader=True), FakeVoice("own")
    router = make(own, readers=(reader,))
    router.say("one")
    assert router.wait(LONG)
    assert reader.texts == ["one"]
    assert own.texts == []


def test_what_a_screen_reader_still_says_is_silenced_too(make: Make) -> None:
    reader = FakeVoice("reader", screen_reader=True)
    stopped = threading.Event()
    reader.stop = stopped.set  # type: ignore[method-assign]
    router = make(readers=(reader,))
    router.say("one")
    assert router.wait(LONG)
    assert not stopped.is_set()
    router.stop()
    assert stopped.wait(LONG)


def test_a_new_request_silences_a_running_screen_reader_from_the_start(make: Make) -> None:
    reader = FakeVoice("reader", screen_reader=True)
    warm, stopped = threading.Event(), threading.Event()
    reader.warm_up = warm.set  # type: ignore[method-assign]
    reader.stop = stopped.set  # type: ignore[method-assign]
    router = make(readers=(reader,))
    assert warm.wait(LONG)
    for _ in range(500):
        router.say("one", interrupt=True)
        if stopped.wait(0.01):
            break
    assert stopped.is_set()


def test_one_text_can_be_said_slower(make: Make) -> None:
    voice = FakeVoice()
    router = make(voice)
    router.say("one", pace=0.75)
    router.say("two", pace=0.1)
    router.say("three")
    assert router.wait(LONG)
    assert [prosody.rate for _text, prosody in voice.spoken] == [150, 80, 200]


def test_a_screen_reader_has_its_own_rate_and_gets_word_by_word_what_is_to_be_slow(
    make: Make,
) -> None:
    reader = FakeVoice("reader", screen_reader=True)
    router = make(FakeVoice("own"), readers=(reader,))
    router.say("at once")
    assert router.wait(LONG)
    router.say("Save the file", pace=0.75)
    assert router.wait(LONG)
    assert reader.texts == ["at once", "Save", "the", "file"]
