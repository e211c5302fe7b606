"""What is heard for each review key."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import NoReturn

import pytest
from PIL import Image
from support.fake_speech import FakeSpeech

from assistant.core.actions import REVIEW_ACTIONS
from assistant.core.errors import EarSightError
from assistant.core.findings import Control, Kind, Line, Origin, Sentence
from assistant.core.frame import Frame, Source
from assistant.core.listening import State
from assistant.core.request import Request, Target, Verb
from assistant.core.result import Found, Result
from assistant.review.base import Desk
from assistant.review.reviewer import Reviewer
from assistant.screenmap.actuators.none import NoActuator


def no_mouse() -> NoReturn:
    raise EarSightError("There is no mouse here.")


class Person:
    """Presses keys and hears."""

    def __init__(self) -> None:
        self.speech = FakeSpeech()
        self.around: list[str] = []
        self.speaking = ""
        self.opens: Callable[[], None] = lambda: self.around.append("layer")
        self.copied: list[str] = []
        self.clipboard_problem: EarSightError | None = None
        desk = Desk(
            speaking=lambda: self.speaking,
            hush=lambda: self.around.append("hush"),
            open_layer=lambda: self.opens(),
            leave_layer=lambda: self.around.append("leave"),
            ask_words=lambda: self.around.append("ask"),
            copy=self._copy,
            mouse=no_mouse,
            hand=NoActuator,
            windows=list,
            look=lambda rect: Image.new("RGB", (rect.width, rect.height)),
            read_again=print,
        )
        self.review = Reviewer(self.speech, desk)

    def _copy(self, text: str) -> None:
        if self.clipboard_problem is not None:
            raise self.clipboard_problem
        self.copied.append(text)

    def gets(self, *found: Found, title: str = "Memo", verb: Verb = Verb.READ) -> Result:
        frame = Frame(Image.new("RGB", (300, 300)), Source.WINDOW, title=title)
        request = Request(verb, Target(Source.WINDOW), language="en+de", question="Why?")
        result = Result(request, title, area=frame.area)
        self.review.on_begun(frame, result)
        for finding in found:
            result.add(finding)
        return result

    def press(self, *actions: str) -> list[str]:
        """What is heard after the last of these."""
        for action in actions:
            before = len(self.speech.sentences)
            self.review.perform(f"review-{action}" if action else "review")
        self.heard = self.speech.sentences[before:]
        return [each.text for each in self.heard]

    def hears_after_copying(self, action: str) -> list[str]:
        before = {thread.ident for thread in threading.enumerate()}
        self.press(action)
        for thread in threading.enumerate():
            if thread.name == "copy" and thread.ident not in before:
                thread.join(5)
        return [self.speech.said[-1]]


def line(text: str, block: int, y: int, height: int = 10) -> Line:
    return Line(text, (0, y, 8 * len(text), y + height), 0.9, block)


PAGE = (
    line("Settings", 0, 0, 16),
    line("Choose a voice,", 1, 40),
    line("then press OK.", 1, 55),
    line("Bye! (5 €)", 2, 250),
)


@pytest.fixture
def person() -> Person:
    person = Person()
    person.gets(*PAGE)
    return person


def test_it_knows_every_review_action() -> None:
    known = Person().review.deeds
    ids = {entry.id for entry in REVIEW_ACTIONS} - {"review-help"}
    assert known.keys() == ids | {"review"}
    known["review"]()


def test_beginning_takes_the_keys_and_says_where_one_is(person: Person) -> None:
    assert person.press("") == ["Settings", "large text", "Line 1 of 4."]
    assert person.around == ["hush", "layer"]
    assert [said.interrupt for said in person.heard] == [True, False, False]
    assert [said.language for said in person.heard] == ["en", "", ""]
    assert not any(said.remember for said in person.heard)


def test_lines_and_edges(person: Person) -> None:
    assert person.press("next-line") == ["Choose a voice,"]
    assert person.press("previous-line", "previous-line") == ["Top.", "Settings", "large text"]
    assert person.press("last-line") == ["Bye! (5 €)"]
    assert person.press("next-line") == ["Bottom.", "Bye! (5 €)"]
    assert person.press("first-line") == ["Settings", "large text"]


def test_paragraphs_are_said_whole(person: Person) -> None:
    assert person.press("next-block") == ["Choose a voice, then press OK."]
    assert person.press("line") == ["Choose a voice,"]
    assert person.press("next-line", "block") == ["Choose a voice, then press OK."]


def test_words_and_characters(person: Person) -> None:
    assert person.press("last-line", "word") == ["Bye!"]
    assert person.press("right-word") == ["(5"]
    assert person.press("right-word") == ["euro, right parenthesis"]
    assert person.press("line-start") == ["capital B"]
    assert person.press("right-character", "right-character", "right-character") == [
        "exclamation mark"
    ]
    assert person.press("line-end") == ["right parenthesis"]
    assert person.press("right-character") == ["End of line.", "right parenthesis"]
    assert person.press("left-word") == ["(5"]


def test_to_the_right_is_backwards_where_text_runs_to_the_left() -> None:
    person = Person()
    person.gets(line("שלום עולם", 0, 0))
    assert person.press("left-word") == ["עולם"]
    assert person.press("right-word") == ["שלום"]
    assert person.press("left-character") == ["ל"]


def test_spelling_by_name_and_by_code_word(person: Person) -> None:
    person.press("next-line")
    assert person.press("spell") == ["capital C, h, o, o, s, e"]
    assert person.press("code-words") == [
        "capital Charlie, Hotel, Oscar, Oscar, Sierra, Echo",
    ]
    assert person.press("right-word", "spell") == ["a"]
    assert person.press("spell-line")[0].startswith("capital C, h, o, o, s, e, space, a, space")
    assert person.press("code-words-line")[0].endswith("Charlie, Echo, comma")


def test_again_and_slower_each_time(person: Person) -> None:
    person.press("next-line", "spell")
    assert person.press("again") == ["capital C, h, o, o, s, e"]
    assert person.press("slower") == ["capital C, h, o, o, s, e"]
    first = person.heard[0].pace
    person.press("slower")
    assert 0.2 < person.heard[0].pace < first < 1.0
    person.press("again")
    assert person.heard[0].pace == 1.0


def test_skipping_says_what_is_there_or_that_nothing_is() -> None:
    person = Person()
    person.gets(
        *PAGE,
        Control("button", "OK", "disabled", (0, 80, 40, 95), Origin.TOLD, 1.0),
        Control("check box", "", "checked", (0, 100, 20, 115), Origin.RECOGNISED, 0.8),
        Control("switch", "Sound", "", (0, 120, 20, 135), Origin.RECOGNISED, 0.8),
    )
    assert person.press("next-control") == ["OK", "button, disabled"]
    assert person.press("next-control") == ["unlabelled check box", "checked"]
    assert person.press("next-control") == ["Sound", "looks like a switch"]
    assert person.press("next-control") == ["No more controls."]
    assert person.press("previous-control") == ["unlabelled check box", "checked"]
    assert person.press("previous-heading") == ["Settings", "large text"]
    assert person.press("next-picture") == ["No more pictures."]


def test_where_it_is(person: Person) -> None:
    assert person.press("last-line", "where") == ["In the lower left, line 4 of 4."]
    person.gets(Sentence("A cat.", Kind.GUESSED, "m"), verb=Verb.DESCRIBE)
    assert person.press("where") == ["Line 1 of 1."]


def test_reading_on_from_here(person: Person) -> None:
    person.press("next-line", "next-line")
    assert person.press("read-on") == ["then press OK.", "Bye! (5 €)"]
    assert person.press("first-line", "read-on") == [
        "Settings",
        "large text",
        "Choose a voice, then press OK.",
        "Bye! (5 €)",
    ]


def test_a_key_while_an_answer_is_read_aloud_begins_where_the_voice_is() -> None:
    person = Person()
    person.gets(*PAGE)
    person.speaking = "Choose a voice, then press OK."
    assert person.press("") == ["Choose a voice,", "Line 2 of 4."]
    person.speaking = "Bye! (5 €)"
    assert person.press("line") == ["Choose a voice,"], "that was a line by itself"
    person.press("read-on")
    assert person.press("previous-line") == ["then press OK."]


def test_a_voice_that_says_something_else_moves_nothing() -> None:
    person = Person()
    person.gets(*PAGE)
    person.speaking = "Rate 220"
    assert person.press("line") == ["Settings", "large text"]


def test_copying_is_done_only_when_asked_for_and_is_said(person: Person) -> None:
    assert person.copied == []
    assert person.hears_after_copying("copy-line") == ["1 line copied."]
    assert person.hears_after_copying("copy-all") == ["4 lines copied."]
    assert person.copied == [
        "Settings",
        "Settings\nChoose a voice,\nthen press OK.\nBye! (5 €)",
    ]
    person.clipboard_problem = EarSightError("The clipboard does not answer.", "Try again.")
    assert person.hears_after_copying("copy-line") == ["The clipboard does not answer. Try again."]


def test_finding_asks_for_words_once_and_goes_round(person: Person) -> None:
    person.press("next-match")
    assert person.around[-1] == "ask"
    person.review.find("o")
    assert person.speech.said[-1:] == ["Choose a voice,"]
    assert person.around[-1] == "layer"
    person.review.find("bye")
    assert person.press("where") == ["In the lower left, line 4 of 4."]
    assert person.press("next-match") == ["From the top.", "Bye! (5 €)"]
    assert person.press("previous-match") == ["From the bottom.", "Bye! (5 €)"]
    person.review.find("dog")
    assert person.speech.said[-1] == "dog is not there."
    assert person.press("line") == ["Bye! (5 €)"]
    person.press("find")
    assert person.around[-1] == "ask"


def test_older_and_newer_answers(person: Person) -> None:
    person.press("last-line")
    person.gets(Sentence("A cat.", Kind.GUESSED, "m"), title="Photo", verb=Verb.DESCRIBE)
    person.gets(Sentence("Because.", Kind.GUESSED, "m"), title="", verb=Verb.ASK)
    assert person.press("newer") == ["No newer answer.", "3 of 3, window, asked: Why?", "Because."]
    assert person.press("older") == ["2 of 3, window Photo, described.", "A cat."]
    assert person.press("older") == ["1 of 3, window Memo, read.", "Bye! (5 €)"]
    assert person.press("older")[:1] == ["No older answer."]
    assert person.press("previous-line") == ["then press OK."]


def test_nothing_to_go_through_is_said_and_no_key_taken() -> None:
    person = Person()
    for action in ("", "next-line", "older"):
        (told,) = person.press(action)
        assert "Read a window first" in told
    assert person.around == []


def test_a_request_that_has_found_nothing_yet_goes_on_speaking(person: Person) -> None:
    person.review.on_state(State.CAPTURING)
    assert person.press("next-line") == ["Nothing is found yet."]
    result = person.gets()
    person.review.on_state(State.READING)
    assert person.press("") == ["Nothing is found yet."]
    assert person.around == []
    result.add(line("First", 0, 0))
    assert person.press("") == ["First", "Line 1 of 1."]
    assert person.around == ["hush", "layer"]


def test_an_answer_without_anything_is_said_and_the_one_before_can_be_reached(
    person: Person,
) -> None:
    person.gets()
    person.review.on_state(State.IDLE)
    assert person.press("next-line") == ["Nothing was found."]
    assert person.press("older") == ["1 of 2, window Memo, read.", "Settings", "large text"]


def test_fewer_answers_can_be_kept(person: Person) -> None:
    person.review.configure(keep=1, opens_itself=False)
    person.gets(line("New", 0, 0), title="New")
    assert person.press("older") == ["No older answer.", "1 of 1, window New, read.", "New"]


def test_the_keys_are_taken_after_an_answer_only_where_that_is_wanted(person: Person) -> None:
    person.review.on_result()
    assert person.around == []
    person.review.configure(keep=20, opens_itself=True)
    person.review.on_result()
    assert person.around == ["layer"]


def test_no_key_waits_for_another_one_that_opens_the_layer(person: Person) -> None:
    """Opening asks the thread that gets the keys, which may be in the middle of one."""
    done = threading.Event()

    def press() -> None:
        person.press("next-line")
        done.set()

    def open_layer() -> None:
        threading.Thread(target=press).start()
        assert done.wait(5)

    person.opens = open_layer
    person.press("")
    assert done.is_set()
