"""A conversation in words."""

from __future__ import annotations

import pytest

from assistant.core.errors import EarSightError
from assistant.core.findings import Kind, Sentence
from assistant.core.request import Verb
from assistant.ui.transcript import Transcript, marked


def guess(text: str, *unsure: str, model: str = "tiny") -> Sentence:
    return Sentence(text, Kind.GUESSED, model, unsure)


@pytest.mark.parametrize(
    ("text", "unsure", "shown"),
    [
        ("Nothing to doubt.", (), "Nothing to doubt."),
        ("It costs 42 euros.", ("42",), "It costs 42 (unsure) euros."),
        ("From 4 May to 14 May.", ("4 May", "4"), "From 4 May (unsure) to 14 May."),
        ("4 and 4.", ("4",), "4 (unsure) and 4 (unsure)."),
        ("A $5 (net) bill.", ("$5 (net)",), "A $5 (net) (unsure) bill."),
    ],
)
def test_words_that_nothing_confirms_are_marked(
    text: str, unsure: tuple[str, ...], shown: str
) -> None:
    assert marked(guess(text, *unsure)) == shown


def test_who_knows_is_told_where_it_changes() -> None:
    transcript = Transcript()
    transcript.ask(Verb.ASK, "Who?")
    assert transcript.add(guess("A dog.")) == ["EarSight, guessed by tiny: A dog."]
    assert transcript.add(guess("It sits.")) == ["It sits."]
    assert transcript.add(guess("A cat.", model="big")) == ["EarSight, guessed by big: A cat."]
    assert transcript.answer == "A dog.\nIt sits.\nA cat."


def test_each_answer_tells_anew_who_knows() -> None:
    transcript = Transcript()
    for _time in range(2):
        transcript.ask(Verb.ASK, "Who?")
        assert transcript.add(guess("A dog.")) == ["EarSight, guessed by tiny: A dog."]
        transcript.finish()
    assert transcript.answer == "A dog."


def test_after_its_end_an_answer_takes_nothing_more() -> None:
    transcript = Transcript()
    for end in (transcript.finish, transcript.drop, lambda: transcript.fail(EarSightError("No."))):
        transcript.ask(Verb.ASK, "Who?")
        end()
        assert transcript.add(guess("A dog.")) == []
        assert transcript.drop() == []
        assert transcript.fail(EarSightError("No.")) == []
