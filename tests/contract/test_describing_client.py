"""The describing client with the real worker behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PIL import Image

pytest.importorskip("transformers", reason="no describing worker is checked: no transformers")

from support.tiny_models import FINDING, tiny_model

from assistant.core.conversation import Turn
from assistant.core.errors import BadInputError, CancelledError, MissingPartError, WorkerError
from assistant.core.findings import Done, Finding, Kind, Place, Progress, Sentence
from assistant.core.frame import Frame, Source
from assistant.describing.base import Ability, Task
from assistant.describing.client import DescribingClient

SHORT = Task(Ability.DESCRIBE, max_new_tokens=20, repeats=True)
ENDLESS = Task(Ability.DESCRIBE, max_new_tokens=4000, repeats=True)
FRAME = Frame(Image.new("RGB", (192, 108), "navy"), Source.WINDOW, origin=(-1920, 40))
FILE = Frame(FRAME.image, Source.FILE, origin=(-1920, 40))


@pytest.fixture(scope="module")
def client() -> Iterator[DescribingClient]:
    made = DescribingClient(threads=1)
    made.warm_up()
    yield made
    made.close()
    assert not psutil.Process().children()


def child() -> psutil.Process:
    (only,) = psutil.Process().children()
    return only


def describe(client: DescribingClient, name: str = "smolvlm", task: Task = SHORT) -> list[Finding]:
    return list(client.describe(FRAME, tiny_model(name), task))


def test_progress_then_guessed_sentences_then_done(client: DescribingClient) -> None:
    loading, thinking, *sentences, done = describe(client, "blip-captioning")
    assert (loading, thinking) == (Progress("loading"), Progress("thinking"))
    assert sentences
    for sentence in sentences:
        assert isinstance(sentence, Sentence)
        assert (sentence.kind, sentence.model) == (Kind.GUESSED, "blip-captioning")
        assert sentence.text.strip() == sentence.text != ""
    assert isinstance(done, Done)
    assert (done.engine, done.lines) == ("blip-captioning", 0)
    assert done.first_line_seconds is not None
    assert 0 < done.first_line_seconds <= done.seconds


def test_the_same_model_is_loaded_once_and_another_one_replaces_it(
    client: DescribingClient,
) -> None:
    def loads(name: str) -> bool:
        return Progress("loading") in describe(client, name)

    assert [loads(name) for name in ("smolvlm", "smolvlm", "llava-1.5", "smolvlm")] == [
        *(True, False, True, True)
    ]


def test_a_conversation_arrives_whole(client: DescribingClient) -> None:
    turns = (Turn("Is it blue?", "Yes."), Turn("Is it a door?", "No, ‘it’ is a wall."))
    asked = Task(Ability.ASK, "What is it?", history=turns, max_new_tokens=8, read_text="Save")
    alone = Task(Ability.ASK, "What is it?", max_new_tokens=8)
    assert describe(client, task=asked)[-2] != describe(client, task=alone)[-2]


@pytest.mark.parametrize(("frame", "x", "y"), [(FRAME, -1920, 40), (FILE, 0, 0)])
def test_places_are_of_the_desktop_for_screens_only(
    client: DescribingClient, frame: Frame, x: int, y: int
) -> None:
    wanted = Task(Ability.FIND, "the door", max_new_tokens=40)
    found = list(client.describe(frame, tiny_model("paligemma" + FINDING), wanted))
    places = [finding for finding in found if isinstance(finding, Place)]
    assert places
    for place in places:
        x0, y0, x1, y1 = place.box
        assert x <= x0 < x1 <= x + 192
        assert y <= y0 < y1 <= y + 108


def test_cancel_and_the_next_description(client: DescribingClient) -> None:
    findings = client.describe(FRAME, tiny_model("smolvlm"), ENDLESS)
    while next(findings) != Progress("thinking"):
        pass
    pid = child().pid
    client.cancel()
    with pytest.raises(CancelledError):
        next(findings)
    assert isinstance(describe(client)[-1], Done)
    assert child().pid == pid


def test_a_worker_killed_while_it_thinks_is_told_and_replaced(client: DescribingClient) -> None:
    findings = client.describe(FRAME, tiny_model("smolvlm"), ENDLESS)
    while next(findings) != Progress("thinking"):
        pass
    child().kill()
    with pytest.raises(WorkerError, match="The picture describer stopped unexpectedly"):
        list(findings)
    assert isinstance(describe(client)[-1], Done)


def test_wrong_wishes_are_refused_and_the_next_one_works(
    client: DescribingClient, tmp_path: Path
) -> None:
    with pytest.raises(MissingPartError, match="The model nope is not installed"):
        list(client.describe(FRAME, tmp_path / "nope", SHORT))
    with pytest.raises(BadInputError, match="blip-captioning cannot answer questions"):
        describe(client, "blip-captioning", Task(Ability.ASK, "What is it?"))
    with pytest.raises(BadInputError, match="blip-captioning cannot choose among labels"):
        describe(client, "blip-captioning", Task(Ability.CLASSIFY, "invoice, letter"))
    assert isinstance(describe(client, "blip-captioning")[-1], Done)


def test_what_a_model_cannot_follow_is_told_before_its_plain_description(
    client: DescribingClient,
) -> None:
    wish = Task(Ability.DESCRIBE, "Only the people.", max_new_tokens=20)
    told = "blip-captioning cannot follow instructions. Its plain description:"
    found = describe(client, "blip-captioning", wish)
    remark, *rest = [each for each in found if isinstance(each, Sentence)]
    assert remark == Sentence(told, Kind.MEASURED)
    assert [*rest] == [
        each for each in describe(client, "blip-captioning") if isinstance(each, Sentence)
    ]


def test_a_label_is_chosen_in_the_worker(client: DescribingClient) -> None:
    found = describe(client, task=Task(Ability.CLASSIFY, "invoice, letter"))
    label, shares = [each for each in found if isinstance(each, Sentence)]
    assert (label.kind, label.model) == (Kind.GUESSED, "smolvlm")
    assert label.text in ("invoice", "letter", "None of these fits.")
    assert shares.kind is Kind.MEASURED
    assert shares.text.startswith("How likely, among these: ")


def test_the_worker_leaves_the_processor_to_others(client: DescribingClient) -> None:
    describe(client)
    assert child().nice() > psutil.Process().nice()
