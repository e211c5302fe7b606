"""Linear layers in 8 bits: what their formula says, and where the results go."""

from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="there are no models: no torch")

import torch
from torch.nn import functional

from assistant.describing.eight_bits import EightBitLinear, Rounded, round_for_many, usable

pytestmark = pytest.mark.skipif(
    not usable(), reason="this processor has no instructions for 8-bit numbers (AVX-512 VNNI)"
)


def layers(inputs: int, outputs: int, *, bias: bool = True) -> tuple[torch.nn.Linear, torch.Tensor]:
    torch.manual_seed(1)
    return torch.nn.Linear(inputs, outputs, bias=bias), 3 * torch.randn(7, inputs) + 1


def expected(linear: torch.nn.Linear, inputs: torch.Tensor) -> torch.Tensor:
    """The formula, in 64-bit numbers."""
    low, high = min(0.0, float(inputs.min())), max(0.0, float(inputs.max()))
    step = (high - low) / 255 or 1.0
    zero = round(-low / step)
    seen = ((inputs / step).round() + zero).clamp(0, 255).double()
    scales = linear.weight.detach().abs().amax(1, keepdim=True) / 127
    weights = (linear.weight.detach() / scales).round().double() * scales
    bias = 0 if linear.bias is None else linear.bias.detach()
    return (step * (seen - zero) @ weights.T + bias).float()


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize(("inputs", "outputs"), [(64, 48), (5, 3), (130, 257)])
def test_results_are_those_of_the_formula(inputs: int, outputs: int, bias: bool) -> None:
    linear, rows = layers(inputs, outputs, bias=bias)
    with torch.inference_mode():
        made = EightBitLinear(linear)(rows)
        assert made.dtype is torch.float32
        assert torch.allclose(made, expected(linear, rows), atol=1e-4)
        apart = (made - linear(rows)).norm() / linear(rows).norm()
        assert 1e-5 < apart < 0.02


@pytest.mark.parametrize("value", [0.0, 2.5, -2.5])
def test_inputs_that_are_all_the_same(value: float) -> None:
    linear, rows = layers(16, 8)
    with torch.inference_mode():
        same = torch.full_like(rows, value)
        assert torch.allclose(EightBitLinear(linear)(same), linear(same), atol=0.05)


def test_rows_of_weights_that_are_nothing() -> None:
    linear, rows = layers(16, 8)
    with torch.inference_mode():
        linear.weight[3] = 0
        made = EightBitLinear(linear)(rows)
        assert torch.allclose(made[:, 3], linear.bias[3].expand(7))


def test_shapes_stay_and_16_bits_are_rounded_only() -> None:
    linear, rows = layers(16, 8)
    with torch.inference_mode():
        rounding = EightBitLinear(linear)
        wide = rounding(rows.view(1, 7, 16))
        assert wide.shape == (1, 7, 8)
        rounding.dtype = torch.bfloat16
        assert torch.equal(rounding(rows), wide[0].bfloat16())


def test_a_gelu_that_follows() -> None:
    linear, rows = layers(16, 8)
    with torch.inference_mode():
        rounding = EightBitLinear(linear)
        usual = functional.gelu(rounding(rows))
        rounding.after = "gelu"
        assert torch.allclose(rounding(rows), usual, atol=1e-4)


def test_results_are_added_in_place() -> None:
    linear, rows = layers(16, 8)
    with torch.inference_mode():
        rounding = EightBitLinear(linear)
        ground = torch.randn(7, 8)
        usual = ground + rounding(rows)
        rounding(rows, onto=ground)
        assert torch.allclose(ground, usual, atol=1e-5)


def test_rounded_inputs_may_be_arranged_before() -> None:
    linear, rows = layers(16, 8)
    with torch.inference_mode():
        rounding = EightBitLinear(linear)
        rounded = rounding.rounded(rows)
        assert rounded.numbers.dtype is torch.uint8
        back = (rounded.numbers.float() - rounded.zero) * rounded.step
        assert (back - rows).abs().max() <= 0.5001 * rounded.step
        turned = Rounded(rounded.numbers.flip(0), rounded.step, rounded.zero)
        assert torch.equal(rounding(turned), rounding(rows).flip(0))


class _Part(torch.nn.Module):  # type: ignore[misc]
    def __init__(self, activation: torch.nn.Module) -> None:
        super().__init__()
        self.fc1, self.fc2 = torch.nn.Linear(16, 32), torch.nn.Linear(32, 16)
        self.activation_fn = activation

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        return self.fc2(self.activation_fn(self.fc1(inputs)))


@pytest.mark.parametrize("kind", ["gelu", "relu"])
def test_a_whole_part_of_a_model_is_rounded_and_only_a_gelu_taken_in(kind: str) -> None:
    from transformers.activations import ACT2FN

    torch.manual_seed(0)
    part = _Part(ACT2FN[kind])
    rows = torch.randn(9, 16)
    with torch.inference_mode():
        usual = part(rows)
        round_for_many(part)
        assert isinstance(part.fc1, EightBitLinear)
        assert isinstance(part.fc2, EightBitLinear)
        assert isinstance(part.activation_fn, torch.nn.Identity) == (kind == "gelu")
        assert (part(rows) - usual).norm() < 0.03 * usual.norm()
