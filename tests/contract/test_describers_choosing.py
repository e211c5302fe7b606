"""A choice among labels: the same probabilities as without the cache, in every chat family."""

from __future__ import annotations

import math
from typing import Any

import pytest
from PIL import Image, ImageDraw

pytest.importorskip("transformers", reason="no describer is checked: transformers is missing")

import torch
from support.tiny_chat_models import BUILDERS
from support.tiny_models import tiny_model

from assistant.core.errors import BadInputError
from assistant.core.findings import Kind, Sentence
from assistant.describing.base import Ability, Choice, Task
from assistant.describing.families import describer
from assistant.describing.families.chat import ChatModel
from assistant.describing.families.choosing import LabelScorer
from assistant.describing.loading import Precision, load
from assistant.describing.worker import findings

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
PICTURE = Image.new("RGB", (192, 108), "white")
ImageDraw.Draw(PICTURE).rectangle((100, 20, 170, 90), fill="navy")
LABELS = "window, window frame, wooden door, bee"
TASK = Task(Ability.CLASSIFY, LABELS, read_text="Save file")
BLIND_AT_FIRST = {"llama-3.2-vision", "gemma-3"}


def never() -> bool:
    return False


@pytest.fixture(scope="module", params=BUILDERS)
def model(request: pytest.FixtureRequest) -> ChatModel:
    made = describer(load(tiny_model(request.param), Precision.F32))
    assert isinstance(made, ChatModel)
    return made


def log_probability(model: ChatModel, way: tuple[int, ...]) -> float:
    """Of an answer that begins so, by one pass over question and answer together."""
    inputs = dict(model._prepared(PICTURE, TASK, model._prompt(TASK)))
    ids = inputs["input_ids"]
    length = ids.shape[1]
    inputs["input_ids"] = torch.cat([ids, torch.tensor([way])], dim=1)
    inputs["attention_mask"] = torch.ones_like(inputs["input_ids"])
    for key in ("token_type_ids", "mm_token_type_ids"):
        if key in inputs:
            inputs[key] = torch.nn.functional.pad(inputs[key], (0, len(way)))
    crossed = inputs.get("cross_attention_mask")
    if crossed is not None:
        last = crossed[:, -1:].expand(-1, len(way), -1, -1)
        inputs["cross_attention_mask"] = torch.cat([crossed, last], dim=1)
    model._hooks.watch(never)
    with torch.inference_mode():
        logits = model._model(**inputs).logits[0, length - 1 : -1].log_softmax(-1)
    return float(sum(logits[step, token] for step, token in enumerate(way)))


def test_the_cached_question_gives_the_same_probabilities(model: ChatModel) -> None:
    model._hooks.watch(never)
    inputs = model._prepared(PICTURE, TASK, model._prompt(TASK))
    scorer = LabelScorer(model._model, model._tokenizer, inputs, "ASSISTANT:")
    ways = scorer._ways("wooden door") | scorer._ways("bee")
    assert {1, 2} <= {len(way) for way in ways}
    for way in ways:
        expected = log_probability(model, way)
        assert math.log(scorer._probability(way)) == pytest.approx(expected, abs=1e-3)


def test_one_of_the_labels_or_none_is_chosen(model: ChatModel) -> None:
    (choice,) = model.run(PICTURE, TASK, never)
    assert isinstance(choice, Choice)
    labels = [label for label, _share in choice.ranking]
    shares = [share for _label, share in choice.ranking]
    assert sorted(labels) == sorted(["", *LABELS.split(", ")])
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(1.0)
    assert min(shares) > 0
    assert list(model.run(PICTURE, TASK, never)) == [choice]


def test_a_choice_is_the_pictures(model: ChatModel) -> None:
    if model.name in BLIND_AT_FIRST:
        pytest.skip(f"{model.name} begins with zeros between its eyes and its words")
    other = Image.effect_noise((192, 108), 90).convert("RGB")
    assert list(model.run(other, TASK, never)) != list(model.run(PICTURE, TASK, never))


def test_a_choice_needs_labels_and_can_be_cancelled(model: ChatModel) -> None:
    with pytest.raises(BadInputError, match="no labels"):
        list(model.run(PICTURE, Task(Ability.CLASSIFY, " , ;"), never))
    asked = 0

    def soon() -> bool:
        nonlocal asked
        asked += 1
        return asked > 8

    assert list(model.run(PICTURE, TASK, soon)) == []
    assert asked < 14
    assert len(list(model.run(PICTURE, TASK, never))) == 1


class Fixed:
    """A describer that has chosen already."""

    name = "fixed"

    def __init__(self, *ranking: tuple[str, float]) -> None:
        self._choice = Choice(ranking)

    def run(self, *_arguments: Any) -> Any:
        yield self._choice


@pytest.mark.parametrize(
    ("ranking", "answer", "told"),
    [
        (
            (("invoice", 0.71), ("letter", 0.204), ("", 0.05), ("form", 0.03)),
            "invoice",
            "How likely, among these: invoice 71 percent, letter 20 percent, none 5 percent.",
        ),
        (
            (("", 0.9), ("letter", 0.1)),
            "None of these fits.",
            "How likely, among these: none 90 percent, letter 10 percent.",
        ),
    ],
)
def test_the_label_comes_first_and_its_share_is_told(
    ranking: tuple[tuple[str, float], ...], answer: str, told: str
) -> None:
    fixed: Any = Fixed(*ranking)
    said = list(findings(fixed, PICTURE, TASK, never))
    assert said == [Sentence(answer, Kind.GUESSED, "fixed"), Sentence(told, Kind.MEASURED)]
