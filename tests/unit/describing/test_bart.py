"""Florence-2's words by the shorter way: those of transformers."""

from __future__ import annotations

import functools
from typing import Any

import pytest

pytest.importorskip("transformers", reason="there are no models: no transformers")

import torch
from PIL import Image
from support.tiny_models import tiny_model
from transformers import LogitsProcessor
from transformers.modeling_outputs import BaseModelOutput

from assistant.core.request import Detail
from assistant.describing.bart import write
from assistant.describing.base import Ability, Task
from assistant.describing.families import describer, tasks
from assistant.describing.loading import Precision, load

TOKENS = 12
WORD = 261
"""One that the model may write."""


class Heard(LogitsProcessor):  # type: ignore[misc]
    """Keeps what `generate` chooses from, and what it streams."""

    def __init__(self) -> None:
        self.scores: list[torch.Tensor] = []
        self.streamed: list[int] = []
        self.ended = False

    def __call__(self, _tokens: Any, scores: torch.Tensor) -> torch.Tensor:
        self.scores.append(scores.clone())
        return scores

    def put(self, tokens: torch.Tensor) -> None:
        self.streamed += tokens.flatten().tolist()

    def end(self) -> None:
        self.ended = True


@pytest.fixture(scope="module", params=[Precision.INT8, Precision.F32, Precision.BF16])
def model(request: pytest.FixtureRequest) -> Any:
    loaded = load(tiny_model("florence-2"), request.param).model
    for layer in loaded.get_decoder().decoder.layers:
        # So that the picture counts: random weights look at all of it alike.
        layer.encoder_attn.scaling *= 40
    return loaded


def written(model: Any, *, short: bool, seed: int = 3, **settings: Any) -> tuple[list[int], Heard]:
    torch.manual_seed(seed)
    seen = torch.randn(1, 9, model.config.text_config.d_model, dtype=model.dtype)
    heard = Heard()
    if short:
        settings["custom_generate"] = functools.partial(write, streamer=heard)
    with torch.inference_mode():
        made = model.generate(
            encoder_outputs=BaseModelOutput(last_hidden_state=seen),
            attention_mask=torch.ones(1, 9, dtype=torch.long),
            do_sample=False,
            num_beams=1,
            max_new_tokens=TOKENS,
            logits_processor=[heard],
            streamer=heard,
            **settings,
        )
    assert heard.ended
    assert heard.streamed == made[0].tolist()
    return made[0].tolist(), heard


@pytest.mark.parametrize(
    "settings",
    [
        {"min_new_tokens": TOKENS},
        {"min_new_tokens": TOKENS, "no_repeat_ngram_size": 2, "forced_bos_token_id": WORD},
        {"forced_eos_token_id": WORD},
    ],
)
def test_each_word_is_that_of_transformers(model: Any, settings: dict[str, Any]) -> None:
    short, ours = written(model, short=True, **settings)
    whole, theirs = written(model, short=False, **settings)
    assert short == whole
    assert len(ours.scores) == len(theirs.scores) == len(short) - 1
    close = {"f32": 1e-5, "int8": 1e-3, "bf16": 0.02}[precision(model)]
    for one, other in zip(ours.scores, theirs.scores, strict=True):
        possible = other.isfinite()
        assert torch.equal(one.isfinite(), possible)
        assert (one - other)[possible].norm() <= close * other[possible].norm()


def precision(model: Any) -> str:
    if type(model.lm_head) is not torch.nn.Linear:
        return "int8"
    return "bf16" if model.dtype is torch.bfloat16 else "f32"


def test_it_ends_with_the_text(model: Any) -> None:
    usual, _heard = written(model, short=True, min_new_tokens=TOKENS)
    last = usual[4]
    ended, _heard = written(model, short=True, eos_token_id=last)
    assert ended == usual[: usual.index(last, 1) + 1]


def test_what_is_known_of_the_picture_counts(model: Any) -> None:
    one, other = (written(model, short=True, seed=seed)[1].scores[0] for seed in (3, 4))
    possible = one.isfinite()
    assert (one - other)[possible].norm() > 1e-3 * one[possible].norm()


def test_florence_2_writes_so_unless_it_weighs_several_texts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[int] = []

    def counted(*arguments: Any, **settings: Any) -> Any:
        calls.append(len(arguments))
        return write(*arguments, **settings)

    monkeypatch.setattr(tasks, "write", counted)
    florence = describer(load(tiny_model("florence-2"), Precision.INT8))
    picture = Image.new("RGB", (64, 64), "red")

    def said(detail: Detail) -> bool:
        task = Task(Ability.DESCRIBE, detail=detail, max_new_tokens=4)
        return bool(list(florence.run(picture, task, lambda: False)))

    assert said(Detail.SHORT)
    assert len(calls) == 1
    said(Detail.LONG)
    assert len(calls) == 1
