"""Florence-2's eyes, in fewer passes over memory: the same numbers from the same layers.

The eyes are a DaViT (Ding et al., "DaViT: Dual Attention Vision Transformers", 2022). As
transformers runs it, pictures are turned from pixels by channels into channels by pixels and back
before and after every step. Here they stay pixels by channels, (height * width, channels).
Measured in 8 bits: a seventh less of the processor's time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import torch
from torch import Tensor, nn
from torch.nn import functional

from assistant.describing.attention import attend
from assistant.describing.eight_bits import EightBitLinear

Size: TypeAlias = tuple[int, int]
"""Rows and columns of a picture."""
_TOGETHER = 5 << 18
"""Numbers of pixels that take their steps together and stay in the processor's own memory: a
twentieth less time than with all of them, or with half as many."""


def straighten(eyes: Any) -> None:
    """Replace the steps of a `Florence2VisionBackbone` with 32-bit weights by those below."""
    for blocks in eyes.blocks:
        for number, block in enumerate(blocks):
            blocks[number] = Block(block)
    for number, embedding in enumerate(eyes.convs):
        if embedding.pre_norm:
            eyes.convs[number] = Embedding(embedding)


def narrow_states(eyes: Any) -> None:
    """Let what was replaced and has 8 bits by now look at things with 16."""
    for blocks in eyes.blocks:
        for block in blocks:
            for look in (block.windows.window_attn, block.channels.channel_attn):
                look.qkv.dtype = torch.bfloat16


class Embedding(nn.Module):  # type: ignore[misc]
    """A convolution as a linear layer over patches, because linear layers run in 8 bits."""

    def __init__(self, embedding: Any) -> None:
        super().__init__()
        convolution = embedding.conv
        (self._side, _), (self._step, _) = convolution.kernel_size, convolution.stride
        (self._edge, _) = convolution.padding
        weights = convolution.weight.detach().permute(0, 2, 3, 1).flatten(1).contiguous()
        self.norm = embedding.norm
        self.linear = nn.Linear(*weights.shape[::-1], device="meta")
        self.linear.weight, self.linear.bias = nn.Parameter(weights), convolution.bias

    def forward(self, picture: Tensor) -> Tensor:
        """A picture (1, channels, height, width) to a smaller one with more channels."""
        pixels = self.norm(picture.permute(0, 2, 3, 1))[0]
        size = tuple(
            (side + 2 * self._edge - self._side) // self._step + 1 for side in pixels.shape[:2]
        )
        if isinstance(self.linear, EightBitLinear):
            rounded = self.linear.rounded(pixels)
            patches = self._patches(rounded.numbers, size, rounded.zero)
            return _picture(self.linear(rounded._replace(numbers=patches)), size)
        return _picture(self.linear(self._patches(pixels, size, 0)), size)

    def _patches(self, pixels: Tensor, size: Size, outside: int) -> Tensor:
        wide = functional.pad(pixels, (0, 0, *4 * (self._edge,)), value=outside)
        down, right, _ = wide.stride()
        return wide.as_strided(
            (*size, self._side, self._side * wide.shape[2]),
            (self._step * down, self._step * right, down, 1),
        ).reshape(size[0] * size[1], -1)


class Block(nn.Module):  # type: ignore[misc]
    """Attention within windows, then among channels; a convolution and two layers after each."""

    def __init__(self, block: Any) -> None:
        super().__init__()
        self.windows, self.channels = block.spatial_block, block.channel_block
        for part in (self.windows, self.channels):
            _add_identity(part.conv1)
            _add_identity(part.conv2)
        _scale_queries(self.windows.window_attn)

    def forward(self, picture: Tensor) -> Tensor:
        """A picture (1, channels, height, width) to one of that size."""
        for part, mix in ((self.windows, _mix_windows), (self.channels, _mix_channels)):
            pixels, size = _pixels(part.conv1(picture))
            mix(part, pixels, size)
            pixels, size = _pixels(part.conv2(_picture(pixels, size)))
            for some in _parts(pixels):
                _add(part.ffn.fc2, part.ffn.activation_fn(part.ffn.fc1(part.norm2(some))), some)
            picture = _picture(pixels, size)
        return picture


def _mix_windows(part: Any, pixels: Tensor, size: Size) -> None:
    """Let the pixels of each window look at each other, and add what they see."""
    look, (height, width) = part.window_attn, size
    side = look.window_size
    below, right = -height % side, -width % side
    for some in _parts(pixels, len(pixels) if below or right else side * width):
        rows = some.view(-1, width, some.shape[1])
        seen = part.norm1(rows)
        if below or right:
            seen = functional.pad(seen, (0, 0, 0, right, 0, below))
        seen = _seen(look, seen)[: len(rows), :width].reshape(some.shape)
        _add(look.proj, seen, some)


def _seen(look: Any, rows: Tensor) -> Tensor:
    """What pixels (height, width, channels) see within their windows, whole ones."""
    (height, width, channels), side, heads = rows.shape, look.window_size, look.num_heads
    grid = (height // side, side, width // side, side, 3, heads, channels // heads)
    known = look.qkv(rows).view(grid).permute(4, 0, 2, 5, 1, 3, 6)
    query, key, value = known.reshape(3, -1, side * side, channels // heads).unbind(0)
    seen = attend(query, key, value).view(known.shape[1:])
    return seen.permute(0, 3, 1, 4, 2, 5).reshape(rows.shape).float()


def _mix_channels(part: Any, pixels: Tensor, _size: Size) -> None:
    """Let the channels of each group look at each other, and add what they see."""
    look, values, shares = part.channel_attn, [], 0
    for some in _parts(pixels):
        known = look.qkv(part.norm1(some)).view(len(some), 3, look.groups, -1)
        query, key, value = known.permute(1, 2, 0, 3).contiguous().unbind(0)
        shares = shares + torch.bmm(query.transpose(1, 2), key).float()
        values.append(value)
    shares = (shares * len(pixels) ** -0.5).softmax(-1).to(value.dtype).transpose(1, 2)
    for some, value in zip(_parts(pixels), values, strict=True):
        seen = torch.bmm(value, shares).transpose(0, 1)
        _add(look.proj, seen.reshape(some.shape).float(), some)


def _parts(pixels: Tensor, band: int = 1) -> Sequence[Tensor]:
    """Parts of about the same size, of whole bands of so many pixels."""
    bands = len(pixels) // band
    parts = -(-pixels.numel() // _TOGETHER)
    several: Sequence[Tensor] = pixels.split(-(-bands // parts) * band)
    return several


def _add(linear: Any, inputs: Tensor, onto: Tensor) -> None:
    if isinstance(linear, EightBitLinear):
        linear(inputs, onto=onto)
    else:
        onto += linear(inputs)


def _add_identity(convolution: Any) -> None:
    """Let a convolution of each channel by itself add its input to what it makes of it."""
    weights = convolution.weight.detach().clone()
    middle = weights.shape[-1] // 2
    weights[:, 0, middle, middle] += 1
    convolution.weight = nn.Parameter(weights)


def _scale_queries(look: Any) -> None:
    """Have the layer do it that makes the queries."""
    linear = look.qkv
    queries = torch.arange(len(linear.weight)) < linear.in_features
    scale = torch.where(queries, look.scale, 1.0)
    linear.weight = nn.Parameter(linear.weight.detach() * scale[:, None])
    if linear.bias is not None:
        linear.bias = nn.Parameter(linear.bias.detach() * scale)


def _pixels(picture: Tensor) -> tuple[Tensor, Size]:
    _one, channels, height, width = picture.shape
    return picture.permute(0, 2, 3, 1).reshape(-1, channels), (height, width)


def _picture(pixels: Tensor, size: Size) -> Tensor:
    return pixels.view(1, *size, -1).permute(0, 3, 1, 2)
