"""Turns a model's linear layers into 8 bits: weights once, their inputs as they come."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch


def quantise(model: Any) -> None:
    """Do it in place, to a model in 32 bits on the CPU."""
    import torch

    from assistant.describing.eight_bits import round_all, usable

    florence = model.config.model_type == "florence2"
    _untranspose(model)
    if florence:
        from assistant.describing.davit import straighten

        straighten(model.model.vision_tower)
    linear = [layer for layer in model.modules() if isinstance(layer, torch.nn.Linear)]
    _unmap(layer.bias for layer in linear if layer.bias is not None)
    del linear
    if usable():
        _round_for_many(model, florence=florence)
    round_all(model)
    _unmap(model.parameters())
    _unmap(model.buffers())
    # The replaced layers hold each other.
    gc.collect()


def _round_for_many(model: Any, *, florence: bool) -> None:
    """Round what sees a whole picture or text at once, and never a single token."""
    from assistant.describing.attention import narrow, use_narrow
    from assistant.describing.eight_bits import round_for_many, round_layers

    for part in _encoders(model):
        round_for_many(part)
    for part in list(model.modules()):
        if (look := getattr(part, "encoder_attn", None)) is not None:
            round_layers(look, ("k_proj", "v_proj"))
    if narrow():
        use_narrow(model)
        if florence:
            from assistant.describing.davit import narrow_states

            narrow_states(model.model.vision_tower)


def _encoders(model: Any) -> Iterator[Any]:
    parts = [model.get_encoder(modality="image")]
    if model.config.is_encoder_decoder:
        parts.append(model.get_encoder())
    return (part for part in parts if part is not model)


def _untranspose(model: Any) -> None:
    """Make GPT-2's own kind of linear layer the usual one, which alone is turned into 8 bits."""
    import torch
    from transformers.pytorch_utils import Conv1D

    for parent in list(model.modules()):
        for name, layer in list(parent.named_children()):
            if isinstance(layer, Conv1D):
                usual = torch.nn.Linear(*layer.weight.shape, device="meta")
                usual.weight = torch.nn.Parameter(layer.weight.data.t().contiguous())
                usual.bias = layer.bias
                setattr(parent, name, usual)


def _unmap(tensors: Iterable[torch.Tensor]) -> None:
    """Copy tensors out of the weights' file: a single one left there keeps all of it in memory."""
    for tensor in tensors:
        tensor.data = tensor.data.clone()
