"""What describe, ask and find say, with and without a model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PIL import Image

from assistant.core.errors import (
    CancelledError,
    EarSightError,
    MissingPartError,
    WorkerError,
)
from assistant.core.findings import Done, Finding, Kind, Line, Place, Sentence
from assistant.core.frame import Frame, Source
from assistant.core.request import Detail, Request, Target, Verb
from assistant.describing.answering import Answering, Describe
from assistant.describing.base import Ability, Task
from assistant.models.catalogue import Subject

FRAME = Frame(Image.effect_noise((300, 300), 90).convert("RGB"), Source.WINDOW, (1000, 500))
TARGET = Target(Source.WINDOW)
LINES = [
    Line("Total 42 euros", (1010, 510, 1090, 530), 0.9, 0),
    Line("Save", (1250, 760, 1290, 780), 0.9, 1),
]
DONE = Done("tiny", 0, 0.5)


class FakeReader:
    def __init__(self) -> None:
        self.lines = LINES
        self.cancelled = 0

    def read(self, frame: Frame, language: str, engine: str) -> Iterator[Finding]:
        yield from self.lines
        yield Done("screen", len(self.lines), 0.1)

    def cancel(self) -> None:
        self.cancelled += 1


class FakeModels:
    def __init__(self) -> None:
        self.installed = False
        self.findings: list[Finding] = []
        self.error: EarSightError | None = None
        self.tasks: list[Task] = []
        self.cancelled = 0
        self.closed = False
        self.subjects: list[Subject] = []

    def describe_with(self, name: str, ability: Ability, subject: Subject) -> Describe | None:
        self.subjects.append(subject)
        return self._describe if self.installed else None

    def _describe(self, frame: Frame, task: Task) -> Iterator[Finding]:
        self.tasks.append(task)
        for finding in self.findings:
            if self.error is not None and isinstance(finding, Done):
                raise self.error
            yield finding

    def close(self) -> None:
        self.closed = True

    def cancel(self) -> None:
        self.cancelled += 1


class Bench:
    def __init__(self) -> None:
        self.reader, self.models = FakeReader(), FakeModels()
        self.answering = Answering(self.reader, self.models)

    def answer(self, verb: Verb, question: str = "", frame: Frame = FRAME) -> list[Finding]:
        return list(self.answering.answer(frame, Request(verb, TARGET, "en", "", question)))

    def model_says(self, *findings: Finding) -> None:
        self.models.installed = True
        self.models.findings = [*findings, DONE]


@pytest.fixture
def bench() -> Bench:
    return Bench()


def texts(findings: list[Finding], kind: Kind) -> list[str]:
    return [each.text for each in findings if isinstance(each, Sentence) and each.kind is kind]


def test_how_to_get_a_model_is_told_once_where_there_is_a_picture() -> None:
    reader, models = FakeReader(), FakeModels()
    answering = Answering(reader, models, get_a_model=lambda: "Press G.")

    def told(frame: Frame) -> list[str]:
        found = answering.answer(frame, Request(Verb.DESCRIBE, TARGET, "en"))
        return texts(list(found), Kind.MEASURED)

    blank = Frame(Image.new("RGB", (300, 300), "white"), Source.WINDOW, (1000, 500))
    assert not any("Press G." in text for text in told(blank))
    assert told(FRAME)[-1].endswith("Press G.")
    assert not any("Press G." in text for text in told(FRAME))
    with pytest.raises(MissingPartError) as caught:
        list(answering.answer(FRAME, Request(Verb.ASK, TARGET, "en", "", "Who is it?")))
    assert caught.value.remedy == "Press G."
    models.installed, models.findings = True, [DONE]
    assert not any("Press G." in text for text in told(FRAME))


def test_without_a_model_nothing_is_guessed(bench: Bench) -> None:
    found = bench.answer(Verb.DESCRIBE)
    assert texts(found, Kind.GUESSED) == []
    assert texts(found, Kind.MEASURED)
    assert texts(found, Kind.READ) == ["Total 42 euros", "Save"]
    assert isinstance(found[-1], Done)


def test_a_guess_comes_before_the_text_and_its_doubts_are_told(bench: Bench) -> None:
    bench.model_says(Sentence("A bill over 43 euros.", Kind.GUESSED, "tiny"))
    what, guess, *_others = found = bench.answer(Verb.DESCRIBE)
    assert isinstance(what, Sentence)
    assert what.kind is Kind.MEASURED
    assert isinstance(guess, Sentence)
    assert guess.unsure == ("43",) or "43" in guess.unsure[0]
    assert "43" in texts(found, Kind.MEASURED)[1]
    assert texts(found, Kind.READ) == ["Total 42 euros", "Save"]
    assert bench.models.tasks[0].read_text == "Total 42 euros\nSave"


def test_what_was_read_is_not_doubted(bench: Bench) -> None:
    bench.model_says(Sentence("A bill over 42 euros.", Kind.GUESSED, "tiny"))
    found = bench.answer(Verb.ASK, "How much?")
    assert texts(found, Kind.MEASURED) == []
    assert texts(found, Kind.READ) == []


def test_a_page_of_text_is_never_given_to_a_captioner(bench: Bench) -> None:
    bench.model_says(Sentence("A herd of cows.", Kind.GUESSED, "tiny"))
    page = Frame(Image.new("RGB", (300, 300), "white"), Source.WINDOW, (1000, 500))
    assert texts(bench.answer(Verb.DESCRIBE, frame=page), Kind.GUESSED) == []
    assert bench.models.tasks == []


def test_a_found_thing_is_told_by_its_place(bench: Bench) -> None:
    bench.model_says(Place("a bee", (1010, 510, 1040, 540), "tiny"))
    found = bench.answer(Verb.FIND, "bee")
    assert isinstance(found[0], Place)
    assert texts(found, Kind.GUESSED) == ["a bee: in the upper left."]


def test_places_of_a_description_are_pointed_at_and_only_a_detailed_one_says_them(
    bench: Bench,
) -> None:
    guess = Sentence("A bee on a leaf.", Kind.GUESSED, "tiny")
    bee, leaf = (
        Place("a bee", (1010, 510, 1040, 540), "tiny"),
        Place("a leaf", (1240, 740, 1290, 790)),
    )
    bench.model_says(guess, bee, leaf)
    short = bench.answer(Verb.DESCRIBE)
    assert [each for each in short if isinstance(each, Place)] == [bee, leaf]
    assert texts(short, Kind.GUESSED) == ["A bee on a leaf."]
    request = Request(Verb.DESCRIBE, TARGET, "en", detail=Detail.LONG)
    long = list(bench.answering.answer(FRAME, request))
    assert texts(long, Kind.GUESSED) == [
        "A bee on a leaf.",
        "a bee: in the upper left. a leaf: in the lower right.",
    ]


def test_a_chosen_label_needs_no_confirmation(bench: Bench) -> None:
    label = Sentence("Form 42b", Kind.GUESSED, "tiny")
    shares = Sentence("How likely, among these: Form 42b 90 percent.", Kind.MEASURED)
    bench.model_says(label, shares)
    found = bench.answer(Verb.CLASSIFY, "Form 42b, letter")
    assert found[:2] == [label, shares]
    assert bench.models.tasks[0].ability is Ability.CLASSIFY
    assert bench.models.tasks[0].text == "Form 42b, letter"


def test_a_page_is_asked_about_with_a_model_for_pages(bench: Bench) -> None:
    bench.model_says(Sentence("Yes.", Kind.GUESSED, "tiny"))
    page = Frame(Image.new("RGB", (300, 300), "white"), Source.FILE)
    bench.reader.lines = [
        Line(f"Row {n}", (10, 20 * n, 290, 20 * n + 16), 0.9, n) for n in range(14)
    ]
    bench.answer(Verb.ASK, "Which row?", page)
    bench.answer(Verb.ASK, "Which colour?", FRAME)
    assert bench.models.subjects == [Subject.PAGE, Subject.SCENE]
    assert bench.models.tasks[0].read_text.startswith("Row 0")


def test_a_model_that_finds_nothing_is_told(bench: Bench) -> None:
    bench.model_says()
    assert texts(bench.answer(Verb.FIND, "bee"), Kind.MEASURED) == ["The model found nothing."]


@pytest.mark.parametrize("spoken_before", [(), (Sentence("A bee.", Kind.GUESSED, "tiny"),)])
def test_a_model_that_fails_is_told_and_the_rest_is_described_without_it(
    bench: Bench, spoken_before: tuple[Sentence, ...]
) -> None:
    bench.model_says(*spoken_before)
    bench.models.error = WorkerError("The describer stopped.", "Try again.")
    found = bench.answer(Verb.DESCRIBE)
    assert texts(found, Kind.GUESSED) == [each.text for each in spoken_before]
    told = texts(found, Kind.MEASURED)
    assert "The describer stopped. Try again." in told
    assert not any("With a model" in text for text in told)
    assert any("Total 42 euros" in text for text in texts(found, Kind.READ))
    assert isinstance(found[-1], Done)
    assert found[-1].engine == "measured"


def test_without_the_model_that_was_wanted_there_is_only_the_error(bench: Bench) -> None:
    bench.model_says()
    bench.models.error = WorkerError("The describer stopped.", "Try again.")
    named = Request(Verb.DESCRIBE, TARGET, "en", model="tiny")
    for request in (named, Request(Verb.ASK, TARGET, "en", "", "Who is it?")):
        with pytest.raises(WorkerError):
            list(bench.answering.answer(FRAME, request))
    bench.models.error = CancelledError()
    with pytest.raises(CancelledError):
        bench.answer(Verb.DESCRIBE)


def test_find_without_a_model_looks_in_the_text(bench: Bench) -> None:
    found = bench.answer(Verb.FIND, "save?")
    assert isinstance(found[0], Place)
    assert found[0].box == LINES[1].box
    assert texts(found, Kind.READ) == ["Save: in the lower right."]


@pytest.mark.parametrize(("verb", "question"), [(Verb.FIND, "a bee"), (Verb.ASK, "Who is it?")])
def test_what_only_a_model_knows_is_refused_with_the_remedy(
    bench: Bench, verb: Verb, question: str
) -> None:
    with pytest.raises(MissingPartError, match="No model") as caught:
        bench.answer(verb, question)
    assert "earsight models" in caught.value.remedy


def test_closing_ends_the_models_workers(bench: Bench) -> None:
    bench.answering.close()
    assert bench.models.closed


def test_cancel_reaches_both_workers(bench: Bench) -> None:
    bench.answering.cancel()
    assert (bench.reader.cancelled, bench.models.cancelled) == (1, 1)
