"""Attention with factors of 16 bits sees what attention with 32 sees."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("transformers", reason="there are no models: no transformers")

import torch
from support.tiny_models import tiny_model
from torch.nn import functional
from transformers import AutoModelForImageTextToText

from assistant.describing import attention
from assistant.describing.attention import attend, use_narrow

NARROW = torch.bfloat16


def states(
    heads: int, rows: int, others: int, channels: int = 16
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    torch.manual_seed(2)
    query, key, value = (torch.randn(heads, count, channels) for count in (rows, others, others))
    return query, key, value


@pytest.mark.parametrize("together", [1, 700, 1 << 20])
@pytest.mark.parametrize(("rows", "others"), [(12, 12), (1, 9), (5, 9)])
def test_16_bits_see_the_same_in_any_number_of_parts(
    monkeypatch: pytest.MonkeyPatch, together: int, rows: int, others: int
) -> None:
    monkeypatch.setattr(attention, "_TOGETHER", together)
    query, key, value = states(7, rows, others)
    usual = functional.scaled_dot_product_attention(query, key, value, scale=1.0)
    with torch.inference_mode():
        seen = attend(*(each.to(NARROW) for each in (query, key, value)))
        assert seen.dtype is NARROW
        assert (seen.float() - usual).norm() < 0.01 * usual.norm()
        assert torch.allclose(attend(query, key, value), usual, atol=1e-5)


def interface(
    module: Any, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, mask: Any
) -> torch.Tensor:
    return attention._attention(module, query, key, value, mask, scaling=0.25)[0]


@pytest.mark.parametrize(
    ("causal", "heads", "mask", "narrow"),
    [
        (False, 4, None, True),
        (True, 4, None, False),
        (False, 2, None, False),
        (False, 4, torch.ones(1, 1, 6, 6, dtype=torch.bool).tril(), False),
    ],
)
def test_it_is_narrow_only_where_all_rows_see_all(
    monkeypatch: pytest.MonkeyPatch, causal: bool, heads: int, mask: Any, narrow: bool
) -> None:
    query = states(4, 6, 6)[0][None]
    key, value = (each[None] for each in states(heads, 6, 6)[1:])
    module = SimpleNamespace(is_causal=causal, num_key_value_groups=4 // heads)
    calls: list[int] = []

    def counted(*arguments: torch.Tensor) -> torch.Tensor:
        calls.append(len(arguments))
        return attend(*arguments)

    monkeypatch.setattr(attention, "attend", counted)
    seen = interface(module, query, key, value, mask)
    assert bool(calls) == narrow
    key, value = (each.repeat_interleave(4 // heads, 1) for each in (key, value))
    usual = functional.scaled_dot_product_attention(
        query, key, value, attn_mask=mask, is_causal=causal, scale=0.25
    ).transpose(1, 2)
    assert seen.dtype is torch.float32
    assert seen.shape == usual.shape
    assert (seen - usual).norm() < (0.01 if narrow else 1e-5) * usual.norm()


@pytest.mark.parametrize("name", ["florence-2", "vit-gpt2"])
def test_a_model_takes_it_and_says_nearly_the_same(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    model = AutoModelForImageTextToText.from_pretrained(tiny_model(name)).eval()
    seeing = model.encoder if name == "vit-gpt2" else model.get_encoder(modality="image")
    side = 64 if name == "florence-2" else model.config.encoder.image_size
    picture = torch.randn(1, 3, side, side)
    calls: list[int] = []

    def counted(*arguments: torch.Tensor) -> torch.Tensor:
        calls.append(len(arguments))
        return attend(*arguments)

    monkeypatch.setattr(attention, "attend", counted)
    with torch.inference_mode():
        usual = seeing(picture).last_hidden_state
        assert not calls
        use_narrow(model)
        near = seeing(picture).last_hidden_state
    assert calls
    assert (near - usual).norm() < 0.02 * usual.norm()
