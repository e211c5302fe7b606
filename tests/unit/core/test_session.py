"""The session: newest wins, stop silences, every failure is heard."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from queue import Queue
from typing import Any

import msgspec
import pytest
from PIL import Image
from support.fake_cues import FakeCues
from support.fake_speech import FakeSpeech

from assistant.core.conversation import Conversation, Turn
from assistant.core.errors import CancelledError, EarSightError, UnreadablePictureError
from assistant.core.findings import Done, Finding, Kind, Line, Progress, Sentence
from assistant.core.frame import Frame, Source
from assistant.core.listening import State
from assistant.core.ports import Cue
from assistant.core.request import Request, Target, Verb
from assistant.core.result import Result
from assistant.core.session import Session

READ = Request(Verb.READ, Target(Source.WINDOW))
DESCRIBE = Request(Verb.DESCRIBE, Target(Source.WINDOW))
WAIT = 10.0


class FakeCapturer:
    def __init__(self) -> None:
        self.result: Callable[[], Frame] = lambda: Frame(
            Image.new("RGB", (40, 20)), Source.WINDOW, title="Editor"
        )

    def capture(self, target: Target) -> Frame:
        return self.result()


class FakeAnswerer:
    """Yields what the test puts into the queue; `cancel` interrupts the wait."""

    def __init__(self) -> None:
        self.queue: Queue[Finding | BaseException | None] = Queue()
        self.active = False
        self.ended = threading.Event()
        self.asked: list[tuple[Frame, Request, tuple[Turn, ...]]] = []

    def put(self, *findings: Finding | BaseException) -> None:
        for finding in findings:
            self.queue.put(finding)

    def answer(
        self, frame: Frame, request: Request, history: Sequence[Turn] = ()
    ) -> Iterator[Finding]:
        self.asked.append((frame, request, tuple(history)))
        self.active = True
        try:
            while True:
                finding = self.queue.get(timeout=WAIT)
                if finding is None:
                    raise CancelledError
                if isinstance(finding, BaseException):
                    raise finding
                yield finding
                if isinstance(finding, Done):
                    return
        finally:
            self.active = False
            self.ended.set()

    def cancel(self) -> None:
        if self.active:
            self.queue.put(None)


class BusySpeech(FakeSpeech):
    """Speaks while it is not idle."""

    def __init__(self) -> None:
        super().__init__()
        self.idle = threading.Event()
        self.idle.set()

    def wait(self, timeout: float | None = None) -> bool:
        return self.idle.wait(WAIT if timeout is None else timeout)


class TickingCues(FakeCues):
    def __init__(self) -> None:
        super().__init__()
        self.ticked = threading.Event()

    def play(self, cue: Cue) -> None:
        super().play(cue)
        if cue is Cue.WORKING:
            self.ticked.set()


class Recorder:
    def __init__(self) -> None:
        self.states: list[State] = []
        self.results: list[Result] = []
        self.failures: list[EarSightError] = []
        self.questions: list[Conversation] = []
        self.findings: list[Finding] = []
        self.begun: list[tuple[Conversation, Result]] = []
        self.conversations: list[Conversation] = []
        self.asked = threading.Event()
        self.found = threading.Event()
        self.idle = threading.Event()
        self.reading = threading.Event()

    def on_state(self, state: State) -> None:
        self.states.append(state)
        if state is State.IDLE:
            self.idle.set()
        if state is State.READING:
            self.reading.set()

    def on_question(self, conversation: Conversation) -> None:
        self.questions.append(conversation)
        self.asked.set()

    def on_begun(self, conversation: Conversation, result: Result) -> None:
        self.begun.append((conversation, result))

    def on_finding(self, finding: Finding) -> None:
        self.findings.append(finding)
        self.found.set()

    def on_conversation(self, conversation: Conversation) -> None:
        self.conversations.append(conversation)

    def on_result(self, result: Result) -> None:
        self.results.append(result)

    def on_failure(self, error: EarSightError) -> None:
        self.failures.append(error)


class Bench:
    def __init__(
        self,
        tick_seconds: float = 60.0,
        complete: Callable[[Request, str], Request] = lambda request, _application: request,
    ) -> None:
        self.capturer = FakeCapturer()
        self.reader = FakeAnswerer()
        self.speaker = BusySpeech()
        self.cues = TickingCues()
        self.heard = Recorder()
        self.session = Session(
            self.capturer,
            self.reader,
            self.speaker,
            self.cues,
            self.heard,
            tick_seconds,
            complete,
        )

    def submit(self, request: Request = READ, conversation: Conversation | None = None) -> None:
        self.heard.idle.clear()
        self.session.submit(request, conversation)

    def until_idle(self) -> None:
        assert self.heard.idle.wait(WAIT)


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_request_is_completed_for_the_application_that_the_picture_shows() -> None:
    def complete(request: Request, application: str) -> Request:
        return msgspec.structs.replace(request, engine=application)

    bench = Bench(complete=complete)
    picture = Image.new("RGB", (40, 20))
    bench.capturer.result = lambda: Frame(picture, Source.WINDOW, application="xterm")
    bench.submit()
    bench.reader.put(line("One."), DONE)
    bench.until_idle()
    assert [result.request.engine for result in bench.heard.results] == ["xterm"]


def line(text: str, block: int = 0) -> Line:
    return Line(text, (0, 0, 10, 10), 0.9, block)


DONE = Done("fake", 1, 0.1, 0.05)


def test_a_reading_is_acknowledged_spoken_and_finished(bench: Bench) -> None:
    bench.submit()
    bench.reader.put(line("Hello"), line("world.", 1), DONE)
    bench.until_idle()
    assert bench.speaker.said == ["Hello", "world."]
    assert bench.cues.played == [Cue.TAKEN, Cue.DONE]
    assert bench.heard.states == [State.CAPTURING, State.READING, State.SPEAKING, State.IDLE]
    (result,) = bench.heard.results
    assert result.title == "Editor"
    assert [line.text for line in result.lines] == ["Hello", "world."]


def test_the_first_line_is_said_before_the_second_is_known(bench: Bench) -> None:
    said = threading.Event()
    say = bench.speaker.say

    def noticed(text: str, **manner: Any) -> None:
        say(text, **manner)
        said.set()

    bench.speaker.say = noticed  # type: ignore[method-assign]
    bench.submit()
    bench.reader.put(line("First"))
    assert said.wait(WAIT)
    assert bench.speaker.said == ["First"]
    bench.reader.put(DONE)
    bench.until_idle()


def test_sentences_are_said_as_they_come(bench: Bench) -> None:
    bench.session.submit(DESCRIBE)
    for text in ("A cat.", "On a mat."):
        bench.reader.put(Sentence(text, Kind.GUESSED, "tiny"))
    bench.reader.put(Done("tiny", 0, 0.1))
    bench.until_idle()
    assert bench.speaker.said == ["A cat.", "On a mat."]
    assert bench.heard.results[0].text == "A cat.\nOn a mat."


def test_no_text_is_said(bench: Bench) -> None:
    bench.submit()
    bench.reader.put(Done("fake", 0, 0.1))
    bench.until_idle()
    assert bench.speaker.said == ["No text found."]


def test_a_failed_capture_is_told_with_tone_words_and_remedy(bench: Bench) -> None:
    def black() -> Frame:
        raise UnreadablePictureError("The picture is black.", "Turn the screen curtain off.")

    bench.capturer.result = black
    bench.submit()
    bench.until_idle()
    assert bench.speaker.said == ["The picture is black. Turn the screen curtain off."]
    assert bench.cues.played == [Cue.TAKEN, Cue.FAILED]
    assert bench.heard.failures[0].error_code == "nothing-to-read"


def test_a_bug_is_told_without_its_details(bench: Bench) -> None:
    bench.submit()
    bench.reader.put(ValueError("secret text on the screen"))
    bench.until_idle()
    assert "ValueError" in bench.speaker.said[0]
    assert "secret" not in bench.speaker.said[0]


def test_stop_silences_and_drops_the_request(bench: Bench) -> None:
    bench.submit()
    assert bench.heard.reading.wait(WAIT)
    stops = bench.speaker.stops
    bench.session.stop()
    bench.until_idle()
    assert bench.speaker.stops == stops + 1
    assert bench.speaker.said == []
    assert bench.heard.failures == []


def test_the_newest_request_wins_even_over_a_stuck_capture(bench: Bench) -> None:
    stuck, release = threading.Event(), threading.Event()
    frame = bench.capturer.result

    def hang() -> Frame:
        stuck.set()
        release.wait(WAIT)
        return frame()

    bench.capturer.result = hang
    bench.submit()
    assert stuck.wait(WAIT)
    bench.capturer.result = frame
    bench.submit()
    bench.reader.put(line("second"), DONE)
    bench.until_idle()
    release.set()
    assert bench.speaker.said == ["second"]
    assert len(bench.heard.results) == 1


def test_long_silence_ticks_before_and_between_sentences() -> None:
    bench = Bench(tick_seconds=0.01)
    bench.submit()
    assert bench.cues.ticked.wait(WAIT)
    bench.reader.put(line("at last"))
    bench.cues.ticked.clear()
    assert bench.cues.ticked.wait(WAIT)
    bench.reader.put(DONE)
    bench.until_idle()
    assert bench.speaker.said == ["at last"]


def test_no_tick_sounds_over_speech() -> None:
    bench = Bench(tick_seconds=0.005)
    bench.speaker.idle.clear()
    bench.submit()
    bench.reader.put(line("a long sentence"), DONE)
    assert not bench.cues.ticked.wait(0.1)
    assert bench.cues.played == [Cue.TAKEN]
    bench.speaker.idle.set()
    bench.until_idle()
    assert bench.cues.played[-1] is Cue.DONE


ASK = Request(Verb.ASK, Target(Source.WINDOW))
FOLLOW_UP = Request(Verb.ASK, Target(Source.WINDOW), question="Which colour?", follow_up=True)


def guess(text: str) -> Sentence:
    return Sentence(text, Kind.GUESSED, "tiny")


def test_without_words_the_picture_is_kept_and_the_person_is_asked(bench: Bench) -> None:
    bench.submit(ASK)
    assert bench.heard.asked.wait(WAIT)
    assert [each.frame.title for each in bench.heard.questions] == ["Editor"]
    assert bench.reader.asked == []
    assert bench.speaker.said == []


def test_a_follow_up_keeps_the_picture_and_what_was_said(bench: Bench) -> None:
    bench.submit(DESCRIBE)
    bench.reader.put(Sentence("A window.", Kind.MEASURED), guess("A red door."), DONE)
    bench.until_idle()
    bench.submit(FOLLOW_UP)
    bench.reader.put(guess("Red."), DONE)
    bench.until_idle()
    (first, _, _), (second, request, history) = bench.reader.asked
    assert second is first
    assert request.question == "Which colour?"
    assert history == (Turn("Describe this picture.", "A red door."),)
    assert bench.heard.conversations[-1].turns[-1] == Turn("Which colour?", "Red.")


def test_a_new_capture_starts_a_new_conversation(bench: Bench) -> None:
    for _time in range(2):
        bench.submit(DESCRIBE)
        bench.reader.put(guess("A door."), DONE)
        bench.until_idle()
    assert [history for _, _, history in bench.reader.asked] == [(), ()]
    assert len(bench.heard.conversations[-1].turns) == 1


def test_a_question_about_a_picture_stays_with_it_whatever_was_captured_since(
    bench: Bench,
) -> None:
    bench.submit(ASK)
    assert bench.heard.asked.wait(WAIT)
    [held] = bench.heard.questions
    bench.submit(READ)
    bench.reader.put(DONE)
    bench.until_idle()
    bench.submit(FOLLOW_UP, held)
    bench.reader.put(guess("Red."), DONE)
    bench.until_idle()
    frame, _request, _history = bench.reader.asked[-1]
    assert frame is held.frame
    assert bench.heard.conversations[-1].frame is held.frame


def test_a_stopped_answer_leaves_no_trace(bench: Bench) -> None:
    bench.submit(DESCRIBE)
    bench.reader.put(guess("A door"))
    assert bench.heard.found.wait(WAIT)
    bench.session.stop()
    assert bench.reader.ended.wait(WAIT)
    bench.submit(FOLLOW_UP)
    bench.reader.put(guess("Red."), DONE)
    bench.until_idle()
    assert bench.reader.asked[-1][2] == ()


def test_a_follow_up_needs_a_picture(bench: Bench) -> None:
    bench.submit(FOLLOW_UP)
    bench.until_idle()
    assert "no picture" in bench.speaker.said[0]


def test_a_long_silence_is_told_by_what_is_being_done() -> None:
    bench = Bench(tick_seconds=0.005)
    bench.submit(DESCRIBE)
    bench.reader.put(Progress("loading"))
    assert bench.cues.ticked.wait(WAIT)
    bench.reader.put(guess("A door."), DONE)
    bench.until_idle()
    assert bench.speaker.said == ["Loading the model.", "A door."]


def test_what_is_found_can_be_seen_while_it_grows(bench: Bench) -> None:
    bench.submit()
    bench.reader.put(line("Hello"))
    assert bench.heard.found.wait(WAIT)
    ((conversation, result),) = bench.heard.begun
    assert (conversation.frame.title, result.title) == ("Editor", "Editor")
    assert result.area == (0, 0, 40, 20)
    assert [each.text for each in result.lines] == ["Hello"]
    bench.reader.put(line("world.", 1), DONE)
    bench.until_idle()
    assert bench.heard.results == [result]
    assert [each.text for each in result.lines] == ["Hello", "world."]


def test_hush_silences_and_the_work_goes_on(bench: Bench) -> None:
    bench.submit()
    bench.reader.put(line("First"))
    assert bench.heard.found.wait(WAIT)
    stops = bench.speaker.stops
    bench.session.hush()
    assert bench.speaker.stops == stops + 1
    bench.reader.put(line("second", 1), DONE)
    bench.until_idle()
    assert bench.speaker.said == ["First"]
    assert [each.text for each in bench.heard.results[0].lines] == ["First", "second"]
    assert bench.cues.played == [Cue.TAKEN, Cue.DONE]
    bench.session.hush()


def test_of_a_quiet_request_only_the_failure_is_told(bench: Bench) -> None:
    bench.heard.idle.clear()
    bench.session.submit(READ, quiet=True)
    bench.reader.put(line("First"), EarSightError("The worker died.", "Try again."))
    bench.until_idle()
    assert bench.speaker.said == ["The worker died. Try again."]
    assert bench.cues.played == [Cue.TAKEN, Cue.FAILED]
