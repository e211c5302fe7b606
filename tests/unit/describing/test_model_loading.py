"""How a model is put into memory so that it runs fast, and says what it would say otherwise."""

from __future__ import annotations

import copy

import pytest

pytest.importorskip("transformers", reason="no model is loaded: no transformers")

import torch
from support.tiny_models import tiny_model
from transformers.pytorch_utils import Conv1D

from assistant.describing import eight_bits
from assistant.describing.loading import LoadedModel, Precision, load, use_threads


def _scores(loaded: LoadedModel) -> torch.Tensor:
    pixels = torch.linspace(-1, 1, 3 * 32 * 32).view(1, 3, 32, 32)
    tokens = torch.arange(5, 13)[None]
    with torch.inference_mode():
        return loaded.model(pixel_values=pixels, decoder_input_ids=tokens).logits[0]


def test_8_bits_reach_the_linear_layers_of_gpt2_and_change_little() -> None:
    exact, rounded = (
        load(tiny_model("vit-gpt2"), precision) for precision in (Precision.F32, Precision.INT8)
    )
    layers = [type(layer) for layer in rounded.model.modules()]
    assert Conv1D not in layers
    assert torch.nn.Linear not in layers
    pairs = zip(_scores(exact), _scores(rounded), strict=True)
    for right, near in pairs:
        assert torch.cosine_similarity(right - right.mean(), near - near.mean(), 0) > 0.98


def test_small_rows_of_weights_are_rounded_as_finely_as_large_ones() -> None:
    torch.manual_seed(5)
    exact = torch.nn.Linear(96, 24)
    with torch.no_grad():
        exact.weight *= torch.logspace(-2, 2, 24)[:, None]
        exact.bias.zero_()
    rounded = torch.nn.Sequential(copy.deepcopy(exact))
    eight_bits.round_all(rounded)
    assert type(rounded[0]) is not torch.nn.Linear
    inputs = torch.randn(200, 96)
    with torch.inference_mode():
        right, near = exact(inputs), rounded(inputs)
    assert ((near - right).norm(dim=0) < 0.02 * right.norm(dim=0)).all()


def test_convolutions_have_their_channels_together() -> None:
    loaded = load(tiny_model("florence-2"), Precision.F32)
    kernels = [
        layer.weight for layer in loaded.model.modules() if isinstance(layer, torch.nn.Conv2d)
    ]
    assert kernels
    assert all(kernel.is_contiguous(memory_format=torch.channels_last) for kernel in kernels)


def test_threads_are_as_many_as_wanted() -> None:
    before = torch.get_num_threads()
    try:
        use_threads(1)
        assert torch.get_num_threads() == 1
        use_threads(0)
        assert torch.get_num_threads() >= 1
    finally:
        torch.set_num_threads(before)
