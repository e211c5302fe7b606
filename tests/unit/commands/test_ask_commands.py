"""Questions on the command line: presets, histories, and what reaches the running app."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import pytest
from PIL import Image

from assistant.commands import describe, trigger
from assistant.commands.arguments import build_parser
from assistant.commands.talk_file import load_history, save_history
from assistant.composition.parts import Parts
from assistant.core.conversation import Turn
from assistant.core.errors import BadInputError
from assistant.core.findings import Done, Finding, Kind, Sentence
from assistant.core.frame import Frame, Source
from assistant.core.presets import PRESETS, prompt_of
from assistant.core.request import Request, Target, Verb
from assistant.desktop.messages import Trigger
from assistant.settings.schema import Settings
from assistant.settings.store import replaced

WINDOW = Target(Source.WINDOW)


def parse(*words: str) -> argparse.Namespace:
    return build_parser().parse_args(words)


class FakeParts:
    """Answers with one guess, and keeps what it was asked."""

    engine = ""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.requests: list[tuple[Request, tuple[Turn, ...]]] = []

    def __call__(self) -> FakeParts:
        return self

    def capturer(self) -> FakeParts:
        return self

    def answers(self) -> FakeParts:
        return self

    def capture(self, _target: Target) -> Frame:
        return Frame(Image.new("RGB", (9, 9)), Source.FILE)

    def answer(
        self, _frame: Frame, request: Request, history: Sequence[Turn] = ()
    ) -> Iterator[Finding]:
        self.requests.append((request, tuple(history)))
        yield Sentence("A bee.", Kind.GUESSED, "tiny")
        yield Sentence("Not confirmed by reading: bee.", Kind.MEASURED)
        yield Done("tiny", 0, 0.1)

    def close(self) -> None:
        pass


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> FakeParts:
    made = FakeParts(replaced(Settings(), "describing.presets.bird", "Which bird is it?"))
    monkeypatch.setattr(describe, "Parts", cast(type[Parts], made))
    return made


def test_a_history_is_begun_and_gone_on_with(parts: FakeParts, tmp_path: Path) -> None:
    file = tmp_path / "talk.json"
    for question in ("What is it?", "Which colour?"):
        describe.run(parse("ask", question, "a.png", "--history", str(file)))
    first = Turn("What is it?", "A bee.")
    assert [history for _, history in parts.requests] == [(), (first,)]
    assert load_history(file) == (first, Turn("Which colour?", "A bee."))
    assert file.stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["talk.json"]


@pytest.mark.parametrize(
    "content", ["", "[]", '{"turns": [{"question": 1}]}', '{"turns": [], "version": 2}', "\ud800"]
)
def test_a_history_that_is_none_is_refused_and_kept(tmp_path: Path, content: str) -> None:
    file = tmp_path / "talk.json"
    file.write_text(content, errors="surrogatepass")
    with pytest.raises(BadInputError, match=r"talk\.json"):
        load_history(file)
    assert file.read_text(errors="surrogatepass") == content


def test_a_history_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"talk\.json"):
        save_history(tmp_path / "no such folder" / "talk.json", [Turn("a", "b")])


def test_a_preset_becomes_a_prompt(parts: FakeParts) -> None:
    for words in (["--preset", "chart"], ["--preset", "bird"], ["--prompt", "Count the birds."]):
        describe.run(parse("describe", "a.png", *words))
    asked = [request.question for request, _ in parts.requests]
    assert asked == [prompt_of("chart", {}), "Which bird is it?", "Count the birds."]
    with pytest.raises(BadInputError, match="dance"):
        describe.run(parse("describe", "a.png", "--preset", "dance"))


def test_ones_own_prompt_replaces_the_shipped_one() -> None:
    assert prompt_of("chart", {"chart": "Mine."}) == "Mine."
    assert prompt_of("chart", {"chart": ""}) == next(p.prompt for p in PRESETS if p.name == "chart")


@pytest.mark.parametrize("verb", ["ask", "find", "classify"])
def test_without_words_there_is_nothing_to_answer(parts: FakeParts, verb: str) -> None:
    with pytest.raises(BadInputError, match="no question"):
        describe.run(parse(verb, "  ", "a.png"))
    assert parts.requests == []


@pytest.mark.parametrize(
    ("words", "sent"),
    [
        (["read"], Request(Verb.READ, WINDOW)),
        (["find", "the bee"], Request(Verb.FIND, WINDOW, question="the bee")),
        (["classify", "a, b"], Request(Verb.CLASSIFY, WINDOW, question="a, b")),
        (
            ["ask", "Why?", "--target", "screen", "--follow-up"],
            Request(Verb.ASK, Target(Source.SCREEN), question="Why?", follow_up=True),
        ),
        (
            ["describe-chart", "--target", "screen"],
            Request(Verb.DESCRIBE, Target(Source.SCREEN), preset="chart"),
        ),
    ],
)
def test_the_running_app_is_sent_a_request(words: list[str], sent: Request) -> None:
    assert trigger._trigger(parse("trigger", *words)) == Trigger(request=sent)


@pytest.mark.parametrize("verb", ["ask", "describe", "describe-chart", "stop"])
def test_a_bare_action_is_sent_as_such(verb: str) -> None:
    assert trigger._trigger(parse("trigger", verb)) == Trigger(action=verb)


@pytest.mark.parametrize(
    "words", [["find"], ["classify", " "], ["stop", "now"], ["stop", "--follow-up"]]
)
def test_words_are_given_where_they_mean_something(words: list[str]) -> None:
    with pytest.raises(BadInputError):
        trigger._trigger(parse("trigger", *words))


def test_a_talk_is_readable_json(tmp_path: Path) -> None:
    save_history(tmp_path / "talk.json", [Turn("Où ?", "Là.")])
    assert json.loads((tmp_path / "talk.json").read_text(encoding="utf-8")) == {
        "turns": [{"question": "Où ?", "answer": "Là."}],
        "version": 1,
    }
