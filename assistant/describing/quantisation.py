"""Turns a model's linear layers into 8 bits: weights once, their inputs as they come."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

WHOLE_INPUTS = 3
"""The last version of PyTorch's layer that rounded inputs to all 8 bits."""


def quantise(model: Any) -> None:
    """Do it in place, to a model in 32 bits on the CPU."""
    import torch

    from assistant.describing.eight_bits import usable

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
    _round(model)
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


def _round(part: Any) -> None:
    """Round each row of weights for itself: against all alike, a third of the error.

    PyTorch's layers round inputs to 7 bits, because sums overflow on processors without
    instructions for them; where there are some, all 8 bits take another third away.
    """
    import torch
    from torch.ao.nn.quantized.dynamic import Linear
    from torch.ao.quantization import per_channel_dynamic_qconfig

    with warnings.catch_warnings():
        # Deprecated in favour of a library that has no such kernels for the CPU yet.
        warnings.simplefilter("ignore")
        torch.ao.quantization.quantize_dynamic(
            part, {torch.nn.Linear: per_channel_dynamic_qconfig}, inplace=True
        )
    if torch.cpu.get_capabilities().get("avx512_vnni"):
        for layer in part.modules():
            if isinstance(layer, Linear):
                layer.version = WHOLE_INPUTS


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
