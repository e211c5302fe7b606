"""Florence-2's words by the shorter way: those of the whole one."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("transformers", reason="there are no models: no transformers")

import torch
from support.tiny_models import tiny_model
from transformers.modeling_outputs import BaseModelOutput

from assistant.describing.bart import Layer
from assistant.describing.loading import Precision, load

TOKENS = 12


def written(model: Any, beams: int = 1) -> Any:
    torch.manual_seed(3)
    seen = torch.randn(1, 9, model.config.text_config.d_model)
    with torch.inference_mode():
        return model.generate(
            encoder_outputs=BaseModelOutput(last_hidden_state=seen),
            attention_mask=torch.ones(1, 9, dtype=torch.long),
            do_sample=False,
            num_beams=beams,
            min_new_tokens=TOKENS,
            max_new_tokens=TOKENS,
            output_logits=True,
            return_dict_in_generate=True,
        )


@pytest.mark.parametrize("beams", [1, 3])
def test_each_word_is_that_of_the_whole_layers(monkeypatch: pytest.MonkeyPatch, beams: int) -> None:
    model = load(tiny_model("florence-2"), Precision.INT8).model
    layers = model.get_decoder().decoder.layers
    assert all(type(layer) is Layer for layer in layers)
    taken: list[int] = []
    shorter = Layer._next

    def counted(layer: Layer, token: torch.Tensor, past: Any) -> torch.Tensor:
        taken.append(layer._number)
        return shorter(layer, token, past)

    monkeypatch.setattr(Layer, "_next", counted)
    short = written(model, beams)
    assert len(taken) == (len(layers) * (TOKENS - 1) if beams == 1 else 0)
    for number, layer in enumerate(layers):
        layers[number] = layer.whole
    whole = written(model, beams)
    assert torch.equal(short.sequences, whole.sequences)
    for one, other in zip(short.logits, whole.logits, strict=True):
        assert (one - other).norm() < 1e-3 * other.norm()


def test_what_is_known_of_the_picture_counts() -> None:
    model = load(tiny_model("florence-2"), Precision.INT8).model
    usual = written(model).logits[-1]
    for layer in model.get_decoder().decoder.layers:
        layer.whole.encoder_attn_layer_norm.bias.data.add_(torch.linspace(-1, 1, usual.shape[0]))
        attention = layer.whole.encoder_attn
        attention.scaling *= 40
    assert (written(model).logits[-1] - usual).norm() > 1e-3 * usual.norm()
