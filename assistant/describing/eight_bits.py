"""A linear layer in 8 bits for many rows at once: weights rounded once, inputs as they come."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.ao.nn.quantized.dynamic import Linear

WHOLE_INPUTS = 3
"""The last version of PyTorch's own layer that rounded inputs to all 8 bits."""
_WEIGHTS_LARGEST, _INPUTS_LARGEST = 127, 255


def usable() -> bool:
    """Whether the processor multiplies 8-bit numbers itself, and PyTorch has what this needs."""
    return (
        bool(torch.cpu.get_capabilities().get("avx512_vnni"))
        and hasattr(torch.ops.onednn, "qlinear_pointwise")
        and hasattr(torch, "quantize_per_tensor")
    )


class Rounded(NamedTuple):
    """Numbers from 0 to 255, the size of a step, and the number that stands for 0."""

    numbers: Tensor
    step: float
    zero: int


class EightBitLinear(nn.Module):  # type: ignore[misc]
    """What a linear layer does, by oneDNN's 8-bit kernels.

    Inputs become 0 to 255 between their least and their greatest, as PyTorch's own dynamic layers
    do it; weights -127 to 127, each row of them with steps of its own. Against those layers, all
    threads look for the least and the greatest, what follows is done where the sums are made, and
    results may have 16 bits. Measured on Florence-2's eyes: a tenth less time; for a single row
    there is no gain.
    """

    def __init__(self, linear: Any) -> None:
        super().__init__()
        rounded, steps = _rows(linear.weight.detach())
        self.weight = torch.ops.onednn.qlinear_prepack(rounded, None)
        """In the kernels' own order; models ask for its number format (T5 does)."""
        self._steps, self._zeros = steps, torch.zeros(len(steps), dtype=torch.int32)
        self._bias = None if linear.bias is None else linear.bias.detach().clone()
        self.dtype = torch.float32
        """The results'; or torch.bfloat16."""
        self.after = "none"
        """What follows; or "gelu"."""
        with warnings.catch_warnings():
            # Deprecated without a successor that goes over the memory once; it says so once.
            warnings.simplefilter("ignore")
            self.rounded(torch.zeros(1))

    def forward(self, inputs: Tensor | Rounded, onto: Tensor | None = None) -> Tensor:
        """Inputs (…, channels) in 32 bits, or rounded ones, to results (…, channels).

        `onto`, (rows, channels) in 32 bits, gets the results added in place.
        """
        rounded = inputs if isinstance(inputs, Rounded) else self.rounded(inputs)
        rows = rounded._replace(numbers=rounded.numbers.flatten(end_dim=-2))
        multiply = torch.ops.onednn.qlinear_pointwise
        weights = (self.weight, self._steps, self._zeros)
        after: tuple[Any, ...] = (self.after, [], "none")
        if onto is None:
            made = multiply(*rows, *weights, self._bias, 1.0, 0, self.dtype, *after)
        else:
            sums = (1.0, 0, self.dtype, 1.0, 0, "sum", 1.0)
            made = multiply.binary(*rows, *weights, onto, self._bias, *sums, *after)
        return made.view(*rounded.numbers.shape[:-1], -1)

    @staticmethod
    def rounded(inputs: Tensor) -> Rounded:
        """Inputs of any shape in 8 bits."""
        least, greatest = (float(end) for end in inputs.aminmax())
        least, greatest = min(0.0, least), max(0.0, greatest)
        step = (greatest - least) / _INPUTS_LARGEST or 1.0
        zero = round(-least / step)
        made = torch.quantize_per_tensor(inputs.contiguous(), step, zero, torch.quint8)
        # Its own way to plain numbers takes five times as long as rounding.
        plain = torch.empty(0, dtype=torch.uint8)
        return Rounded(plain.set_(made.untyped_storage(), 0, made.shape), step, zero)


def for_few(linear: Any) -> Linear:
    """A linear layer in PyTorch's own 8 bits, which are for a row or two at once.

    It rounds inputs to 7 bits, because sums overflow on processors without instructions for them;
    where there are some, all 8 bits take a third of the error away.
    """
    rounded, steps = _rows(linear.weight.detach())
    zeros = torch.zeros(len(steps), dtype=torch.int64)
    # One of its size would be filled with weights first.
    layer = Linear(1, 1)
    layer.in_features, layer.out_features = linear.in_features, linear.out_features
    weights = torch._make_per_channel_quantized_tensor(rounded, steps, zeros, 0)  # noqa: SLF001
    layer.set_weight_bias(weights, None if linear.bias is None else linear.bias.detach())
    if torch.cpu.get_capabilities().get("avx512_vnni"):
        layer.version = WHOLE_INPUTS
    return layer


def _rows(weights: Tensor) -> tuple[Tensor, Tensor]:
    """Weights from -127 to 127, and the size of a step in each row."""
    least = torch.finfo(torch.float32).tiny
    steps = weights.abs().amax(dim=1).clamp(min=least) / _WEIGHTS_LARGEST
    return (weights / steps[:, None]).round_().to(torch.int8), steps


def round_layers(
    parent: Any, names: Iterable[str], rounded: Callable[[Any], Any] = EightBitLinear
) -> None:
    """Turn those of a part's own layers that are linear ones into 8 bits."""
    for name in names:
        if type(layer := getattr(parent, name)) is nn.Linear:
            setattr(parent, name, rounded(layer))


def round_all(part: Any) -> None:
    """Turn the linear layers of a part of a model into 8 bits for a row or two at once."""
    for parent in list(part.modules()):
        round_layers(parent, [name for name, _layer in parent.named_children()], for_few)


def round_for_many(part: Any) -> None:
    """Turn all linear layers of a part of a model, with the GELU that follows, into 8 bits."""
    for parent in list(part.modules()):
        round_layers(parent, [name for name, _layer in parent.named_children()])
        first, follows = getattr(parent, "fc1", None), getattr(parent, "activation_fn", None)
        if isinstance(first, EightBitLinear) and type(follows).__name__ == "GELUActivation":
            first.after = "gelu"
            parent.activation_fn = nn.Identity()
