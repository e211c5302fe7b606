"""Florence-2's eyes in fewer passes over memory: the same numbers as transformers'."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("transformers", reason="there are no models: no transformers")

import torch
import transformers
from support.tiny_models import tiny_model
from torch.ao.nn.quantized.dynamic import Linear

from assistant.describing.davit import Block, Embedding, straighten
from assistant.describing.decoding import CancelHooks
from assistant.describing.eight_bits import EightBitLinear
from assistant.describing.loading import Precision, load
from assistant.describing.streaming import StoppedError


def eyes(window: int) -> Any:
    """Random ones whose steps all count."""
    config = transformers.AutoConfig.from_pretrained(tiny_model("florence-2")).vision_config
    config.window_size = window
    torch.manual_seed(0)
    made = transformers.AutoModel.from_config(
        transformers.Florence2Config(vision_config=config)
    ).vision_tower
    for weight in made.parameters():
        torch.nn.init.normal_(weight, 0, 0.3)
    return made.eval()


@pytest.mark.parametrize("window", [2, 3, 12])
@pytest.mark.parametrize("size", [(64, 64), (64, 128)])
def test_they_see_the_same(window: int, size: tuple[int, int]) -> None:
    made = eyes(window)
    picture = torch.randn(1, 3, *size)
    with torch.inference_mode():
        usual = made(picture).last_hidden_state
    straighten(made)
    with torch.inference_mode():
        own = made(picture).last_hidden_state
    assert own.shape == usual.shape
    assert (own - usual).norm() < 1e-5 * usual.norm()
    assert usual.std() > 0.1


@pytest.mark.parametrize("part", ["windows", "channels"])
def test_each_kind_of_attention_counts(part: str) -> None:
    made = eyes(2)
    straighten(made)
    picture = torch.randn(1, 3, 64, 64)
    with torch.inference_mode():
        before = made(picture).last_hidden_state
        block = getattr(made.blocks[0][0], part)
        look = block.window_attn if part == "windows" else block.channel_attn
        look.qkv.weight.mul_(-0.5)
        assert (made(picture).last_hidden_state - before).norm() > 0.01 * before.norm()


def test_in_8_bits_they_are_loaded_so_with_every_linear_layer_rounded() -> None:
    folder = tiny_model("florence-2")
    made, exact = (load(folder, kind).model.model for kind in (Precision.INT8, Precision.F32))
    kinds = [type(layer) for layer in made.vision_tower.modules()]
    assert kinds.count(Block) == 4
    assert kinds.count(Embedding) == 3
    assert not any(type(layer) is torch.nn.Linear for layer in made.modules())
    picture = torch.randn(1, 3, 64, 64)
    with torch.inference_mode():
        near, right = (each.vision_tower(picture).last_hidden_state for each in (made, exact))
    assert (near - right).norm() < 0.1 * right.norm()


def test_a_cancel_is_noticed_before_every_layer_in_8_bits() -> None:
    made = load(tiny_model("florence-2"), Precision.INT8).model.model.vision_tower
    hooks = CancelHooks(made)
    looks: list[None] = []

    def never() -> bool:
        looks.append(None)
        return False

    hooks.watch(never)
    with torch.inference_mode():
        made(torch.randn(1, 3, 64, 64))
    rounded = [layer for layer in made.modules() if isinstance(layer, Linear | EightBitLinear)]
    layers = (torch.nn.LayerNorm, torch.nn.Conv2d)
    others = [layer for layer in made.modules() if isinstance(layer, layers)]
    assert len(rounded) == 4 * 8 + 3
    assert len(looks) >= len(rounded) + len(others)
    hooks.leave()
    with pytest.raises(StoppedError):
        made(torch.randn(1, 3, 64, 64))
