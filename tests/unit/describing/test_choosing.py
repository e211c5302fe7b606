"""The arithmetic of a choice, over a model whose probabilities are known."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("transformers", reason="the families need transformers")

import torch

from assistant.describing.families.choosing import LabelScorer
from assistant.describing.prompts import named

LETTERS = " abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ:."


class Letters:
    """A tokenizer of one letter a token."""

    def __call__(self, text: str, *, add_special_tokens: bool) -> dict[str, list[int]]:
        return {"input_ids": [LETTERS.index(letter) for letter in text]}


class Known:
    """A model that writes one of some texts, each with its probability."""

    def __init__(self, texts: dict[str, float], question: str) -> None:
        self._texts = texts
        self._question = len(question)
        self.passes = 0

    def generate(self, input_ids: Any, **_settings: Any) -> Any:
        self.passes += 1
        begun = "".join(LETTERS[token] for token in input_ids[0].tolist())[self._question :]
        logits = torch.full((1, len(LETTERS)), -30.0)
        for text, probability in self._texts.items():
            ended = f"{text}."
            if ended.startswith(begun) and len(ended) > len(begun):
                token = LETTERS.index(ended[len(begun)])
                logits[0, token] = torch.logaddexp(
                    logits[0, token], torch.tensor(math.log(probability))
                )
        return SimpleNamespace(logits=(logits,), past_key_values=object())


def scorer(texts: dict[str, float]) -> tuple[LabelScorer, Known]:
    model = Known(texts, "A:")
    ids = torch.tensor([[LETTERS.index("A"), LETTERS.index(":")]])
    inputs = {"input_ids": ids, "attention_mask": torch.ones_like(ids)}
    return LabelScorer(model, Letters(), inputs, "A:"), model


def test_all_ways_to_write_a_label_count() -> None:
    texts = {" cat": 0.1, "cat": 0.1, "Cat": 0.1, " Cat": 0.1, " dog": 0.3, "x": 0.3}
    shares = scorer(texts)[0].shares(["cat", "dog"])
    assert shares == pytest.approx([4 / 7, 3 / 7])


def test_what_goes_on_to_a_longer_label_is_not_the_shorter_one() -> None:
    texts = {" car": 0.2, " car park": 0.5, " car parking": 0.1, " dog": 0.2}
    shares = scorer(texts)[0].shares(["car", "car park", "car parking", "dog"])
    assert shares == pytest.approx([0.2, 0.5, 0.1, 0.2], abs=1e-3)


def test_a_label_that_the_model_goes_on_from_is_still_that_label() -> None:
    texts = {" cat on a mat": 0.6, " dog": 0.4}
    assert scorer(texts)[0].shares(["cat", "dog"]) == pytest.approx([0.6, 0.4], abs=1e-3)


def test_unlikely_ways_cost_nothing() -> None:
    likely, model = scorer({"cat": 1.0})
    assert likely.shares(["cat"]) == [1.0]
    assert model.passes == len(["", "c", "ca"])


def test_labels_are_what_stands_between_commas_each_once() -> None:
    assert named(" invoice, letter;Letter,\nform ,, ") == ["invoice", "Letter", "form"]
    assert named(" , ") == []
