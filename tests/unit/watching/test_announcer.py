"""New lines are said one by one, behind everything else."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from math import inf

import pytest

from assistant.core.backends import USABLE, Availability
from assistant.watching.announcer import Announcer, Manners

WAIT = 10.0


class Mouth:
    """A speaker that speaks until the test lets it end."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []
        self._changed = threading.Condition()
        self._queue: list[str] = []

    def say(
        self, text: str, *, interrupt: bool = False, language: str = "", remember: bool = True
    ) -> None:
        with self._changed:
            if interrupt:
                self._queue.clear()
            self._queue.append(text)
            self.said.append((text, language))
            self._changed.notify_all()

    def stop(self) -> None:
        with self._changed:
            self._queue.clear()
            self._changed.notify_all()

    def wait(self, timeout: float | None = None) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: not self._queue, timeout)

    def end_sentence(self) -> None:
        with self._changed:
            self._queue.pop(0)
            self._changed.notify_all()

    def speaking(self) -> str:
        with self._changed:
            return self._queue[0] if self._queue else ""

    @property
    def words(self) -> list[str]:
        return [text for text, _language in self.said]


class Person:
    """Uses the keyboard or not, and is being answered or not."""

    name = "person"

    def __init__(self) -> None:
        self.idle = inf
        self.busy = False
        self.manners = Manners()

    def availability(self) -> Availability:
        return USABLE

    def idle_seconds(self) -> float:
        return self.idle


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
def mouth() -> Mouth:
    return Mouth()


@pytest.fixture
def announcer(mouth: Mouth, person: Person) -> Iterator[Announcer]:
    made = Announcer(mouth, lambda: person.busy, person, lambda: person.manners, mouth.speaking)
    yield made
    made.close()
    mouth.stop()


def _until(met: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT
    while not met():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def _settled() -> None:
    """Long enough for a line that is not held back to be said."""
    time.sleep(0.4)


def test_one_line_after_the_other(announcer: Announcer, mouth: Mouth) -> None:
    announcer.say("one", "two", language="de")
    _until(lambda: mouth.words == ["one"])
    _settled()
    assert mouth.words == ["one"]
    mouth.end_sentence()
    _until(lambda: mouth.words == ["one", "two"])
    mouth.end_sentence()
    announcer.wait()
    assert mouth.said == [("one", "de"), ("two", "de")]


def test_new_text_interrupts_older_text_where_that_is_wanted(
    announcer: Announcer, mouth: Mouth, person: Person
) -> None:
    person.manners = Manners(interrupt=True)
    announcer.say("one")
    announcer.say("of the same look", more=True)
    _until(lambda: mouth.words == ["one"])
    announcer.say("two")
    _until(lambda: mouth.words == ["one", "two"])


def test_a_line_that_an_answer_cuts_is_said_again_after_it(
    announcer: Announcer, mouth: Mouth, person: Person
) -> None:
    announcer.say("one", "two")
    _until(lambda: mouth.words == ["one"])
    person.busy = True
    mouth.stop()
    mouth.say("the answer")
    _settled()
    assert mouth.words == ["one", "the answer"]
    mouth.end_sentence()
    person.busy = False
    _until(lambda: mouth.words == ["one", "the answer", "one"])
    mouth.end_sentence()
    _until(lambda: mouth.words[-1] == "two")


def test_small_talk_is_waited_for_and_the_line_said_again(
    announcer: Announcer, mouth: Mouth
) -> None:
    announcer.say("one")
    _until(lambda: mouth.words == ["one"])
    mouth.say("Language de", interrupt=True)
    _settled()
    assert mouth.words == ["one", "Language de"]
    mouth.end_sentence()
    _until(lambda: mouth.words[-1] == "one")


@pytest.mark.parametrize("wait", [True, False])
def test_other_speech_is_waited_for_where_that_is_wanted(
    announcer: Announcer, mouth: Mouth, person: Person, wait: bool
) -> None:
    person.manners = Manners(wait_for_speech=wait)
    mouth.say("something else")
    announcer.say("one")
    _settled()
    assert ("one" in mouth.words) is not wait


@pytest.mark.parametrize("wait", [True, False])
def test_typing_is_waited_for_where_that_is_wanted(
    announcer: Announcer, mouth: Mouth, person: Person, wait: bool
) -> None:
    person.manners = Manners(wait_for_typing=wait)
    person.idle = 0.1
    announcer.say("one")
    _settled()
    assert ("one" in mouth.words) is not wait
    person.idle = 5.0
    _until(lambda: "one" in mouth.words)


def test_what_is_dropped_is_not_said(announcer: Announcer, mouth: Mouth, person: Person) -> None:
    person.busy = True
    announcer.say("one")
    announcer.drop()
    person.busy = False
    announcer.say("two")
    _until(lambda: mouth.words == ["two"])
