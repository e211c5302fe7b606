"""What describing gets from the map, through the real answering."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from support.told_windows import K, drawn, everywhere, line, node, order_form, window

from assistant.core.errors import MissingPartError
from assistant.core.findings import Control, Done, Finding, Kind, Line, Place, Sentence
from assistant.core.frame import Frame
from assistant.core.request import Detail, Request, Target, Verb
from assistant.describing.answering import Answering, Describe
from assistant.describing.base import Ability, Task
from assistant.models.catalogue import Subject
from assistant.screenmap.looking import MappedScreens
from assistant.screenmap.mapping import ScreenMapper
from assistant.screenmap.sources.base import Patience, TargetWindow, ToldWindow


class FakeLooker:
    """Reads the same lines from every frame."""

    def __init__(self, *lines: Line) -> None:
        self.lines = lines
        self.looks = 0

    def look(self, frame: Frame, language: str, engine: str) -> Iterator[Finding]:
        self.looks += 1
        yield from self.lines
        yield Done("fake", len(self.lines), 0.0)

    def read(self, frame: Frame, language: str, engine: str) -> Iterator[Finding]:
        raise AssertionError("the frame was read beside the look")

    def cancel(self) -> None:
        pass


class FakeSource:
    """An application that tells the windows it was given, one after the other."""

    name = "fake"

    def __init__(self, *told: ToldWindow | None) -> None:
        self.told = list(told)
        self.asked: list[TargetWindow] = []

    def window(self, target: TargetWindow, patience: Patience) -> ToldWindow | None:
        self.asked.append(target)
        return self.told.pop(0) if len(self.told) > 1 else self.told[0]


class FakeModels:
    """One model, or none."""

    def __init__(self, *findings: Finding) -> None:
        self.findings = findings
        self.tasks: list[Task] = []

    def describe_with(self, name: str, ability: Ability, subject: Subject) -> Describe | None:
        return self._describe if self.findings else None

    def _describe(self, frame: Frame, task: Task) -> Iterator[Finding]:
        self.tasks.append(task)
        yield from self.findings

    def cancel(self) -> None:
        pass

    def close(self) -> None:
        pass


FORM = order_form()
TARGET = Target(drawn().source)


def frame_of(told: ToldWindow) -> Frame:
    return drawn(*everywhere(told.root))


class Bench:
    def __init__(self, *told: ToldWindow | None, lines: tuple[Line, ...] = ()) -> None:
        self.looker, self.source, self.models = FakeLooker(*lines), FakeSource(*told), FakeModels()
        screens = MappedScreens(ScreenMapper(self.looker, self.source))  # type: ignore[arg-type]
        self.answering = Answering(self.looker, self.models, screens)

    def ask(
        self, frame: Frame, verb: Verb, question: str = "", detail: Detail = Detail.SHORT
    ) -> list[Finding]:
        request = Request(verb, TARGET, "en", "", question, detail)
        return list(self.answering.answer(frame, request))

    def texts(self, *request: object) -> list[str]:
        return [each.text for each in self.ask(*request) if isinstance(each, Sentence)]  # type: ignore[arg-type]


def test_a_window_is_described_by_its_controls_when_no_model_is_there() -> None:
    bench = Bench(FORM, lines=(line("Order form", (20, 25, 100, 20)),))
    what, contents, *text = bench.texts(frame_of(FORM), Verb.DESCRIBE)
    assert what == "The window Shop."
    assert "2 text fields: Your name and E-mail" in contents
    assert text == ["Order form"]
    assert bench.source.asked[0].pid == 7


def test_what_is_described_can_be_gone_through_and_pressed() -> None:
    found = Bench(FORM).ask(frame_of(FORM), Verb.DESCRIBE)
    controls = {each.name: each for each in found if isinstance(each, Control)}
    assert controls["Send"].box == (20, 250, 80, 276)
    assert controls["Subscribe"].state == "checked"
    assert controls["Order form"].kind == "heading"
    asked = Bench(FORM).ask(frame_of(FORM), Verb.ASK, "Where is Send?")
    assert not [each for each in asked if isinstance(each, Control)]


def test_the_long_form_tells_every_row() -> None:
    texts = Bench(FORM).texts(frame_of(FORM), Verb.DESCRIBE, "", Detail.LONG)
    assert "Row 1: Item Apple, Price 1.20." in texts


def test_a_window_without_controls_is_measured_and_read() -> None:
    told = window(node(K.TEXT, (20, 20, 300, 20), "Once upon a time"))
    bench = Bench(told, lines=(line("Once upon a time", (20, 20, 300, 20)),))
    texts = bench.texts(frame_of(told), Verb.DESCRIBE)
    assert texts[-1] == "Once upon a time"
    assert any("white" in text for text in texts)


def test_questions_are_answered_and_others_left_to_a_model() -> None:
    bench = Bench(FORM)
    frame = frame_of(FORM)
    assert bench.texts(frame, Verb.ASK, "Is Subscribe checked?") == [
        "Yes.",
        "Subscribe is checked.",
    ]
    found = bench.ask(frame, Verb.FIND, "the Send button")
    assert isinstance(found[0], Place)
    assert isinstance(found[-1], Done)
    with pytest.raises(MissingPartError, match="No model"):
        bench.ask(frame, Verb.ASK, "Who is the president?")
    with pytest.raises(MissingPartError, match="No model"):
        bench.ask(frame, Verb.FIND, "a bee")
    assert bench.looker.looks == 1, "the same frame is looked at once"


def test_a_model_is_told_the_controls() -> None:
    bench = Bench(FORM, lines=(line("Order form", (20, 25, 100, 20)),))
    bench.models.findings = (Sentence("A form.", Kind.GUESSED, "tiny"), Done("tiny", 0, 0.1))
    assert "A form." in bench.texts(frame_of(FORM), Verb.ASK, "What is it?")
    (task,) = bench.models.tasks
    assert task.read_text.startswith("Order form\n\nControls: ")
    assert "button Delete, disabled" in task.read_text


def test_what_changed_since_the_last_look_at_the_window() -> None:
    before = window(node(K.BUTTON, (20, 20, 60, 20), "Save"))
    after = window(node(K.BUTTON, (20, 20, 60, 20), "Save"), node(K.LINK, (20, 60, 60, 20), "Help"))
    bench = Bench(before, after)
    first, second = frame_of(before), frame_of(after)
    asked = "What has changed?"
    assert "not looked" in bench.texts(first, Verb.ASK, asked)[0]
    assert bench.texts(second, Verb.ASK, asked) == ["New: link Help."]


def test_an_application_is_asked_again_only_where_something_looks_different() -> None:
    bench = Bench(FORM, FORM)
    for frame in (frame_of(FORM), frame_of(FORM), drawn((5, 5, 40, 40))):
        bench.ask(frame, Verb.DESCRIBE)
    assert len(bench.source.asked) == 2


def test_an_application_that_had_not_told_all_is_asked_again() -> None:
    cut_short = replace(FORM, complete=False)
    bench = Bench(cut_short, FORM)
    for _look in range(2):
        bench.ask(frame_of(FORM), Verb.DESCRIBE)
    assert len(bench.source.asked) == 2


def test_an_application_that_hangs_costs_little_and_pixels_remain() -> None:
    import threading

    release = threading.Event()

    class Hung(FakeSource):
        def window(self, target: TargetWindow, patience: Patience) -> ToldWindow | None:
            release.wait(30)
            return None

    looker = FakeLooker(line("Hello", (20, 90, 60, 16)))
    mapper = ScreenMapper(looker, Hung(None), told_seconds=0.01)  # type: ignore[arg-type]
    screen = mapper.look(drawn(), "en", "")
    release.set()
    assert [each.name for each in screen.elements] == ["Hello"]
    assert not screen.told
