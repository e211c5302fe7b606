"""Florence-2's words, one at a time: the same numbers from the same layers, in fewer steps.

They are written by a BART decoder (Lewis et al., "BART: Denoising Sequence-to-Sequence
Pre-training", 2019). One token is little work for a processor, and transformers takes a third of
its time in Python.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.ao.nn.quantized.dynamic import Linear

from assistant.describing.eight_bits import WHOLE_INPUTS


def write(
    model: Any,
    tokens: Tensor,
    logits_processor: Callable[[Tensor, Tensor], Tensor],
    stopping_criteria: Callable[[Tensor, None], Tensor],
    generation_config: Any,
    *,
    streamer: Any,
    **known: Any,
) -> Tensor:
    """Write one text greedily: a `custom_generate` of transformers, for a `BartDecoder`.

    `tokens` (1, 1) is what texts begin with, and the first of those returned, (1, tokens).
    """
    decoder, picture = model.get_decoder().decoder, known["encoder_outputs"][0]
    most = generation_config.max_length
    layers = [_Layer(layer, picture, most) for layer in decoder.layers]
    places = torch.arange(most)
    for written in range(most):
        token, place = tokens[:, -1:], places[written]
        state = decoder.embed_tokens(token) + decoder.embed_positions(token, position_ids=place)
        state = decoder.layernorm_embedding(state)
        for layer in layers:
            state = layer.next(state, written)
        scores = logits_processor(tokens, model.lm_head(state)[:, -1].float())
        tokens = torch.cat([tokens, scores.argmax(-1, keepdim=True)], dim=-1)
        streamer.put(tokens[:, -1])
        if stopping_criteria(tokens, None).all():
            break
    streamer.end()
    return tokens


class _Layer:
    """A `BartDecoderLayer` that knows the picture and, from call to call, the tokens so far."""

    def __init__(self, layer: Any, picture: Tensor, most: int) -> None:
        look, seen = layer.self_attn, layer.encoder_attn
        self._layer, self._heads = layer, seen.num_heads
        self._query, self._key, self._value, self._out = map(
            _direct, (look.q_proj, look.k_proj, look.v_proj, look.out_proj)
        )
        self._picture_query, self._picture_out = map(_direct, (seen.q_proj, seen.out_proj))
        self._first, self._second = map(_direct, (layer.fc1, layer.fc2))
        self._picture = [
            part(picture).view(-1, self._heads, seen.head_dim).transpose(0, 1).contiguous()
            for part in (seen.k_proj, seen.v_proj)
        ]
        self._keys, self._values = picture.new_empty(2, self._heads, most, seen.head_dim)

    def next(self, token: Tensor, place: int) -> Tensor:
        """The state (1, 1, channels) of a token from the one of the layer below."""
        layer, known = self._layer, slice(place + 1)
        self._keys[:, place : place + 1] = self._split(self._key(token))
        self._values[:, place : place + 1] = self._split(self._value(token))
        query = self._split(self._query(token)).mul_(layer.self_attn.scaling)
        seen = _seen(query, self._keys[:, known], self._values[:, known]).view(token.shape)
        token = layer.self_attn_layer_norm.forward(self._out(seen).add_(token))
        query = self._split(self._picture_query(token)).mul_(layer.encoder_attn.scaling)
        seen = _seen(query, *self._picture).view(token.shape)
        token = layer.encoder_attn_layer_norm.forward(self._picture_out(seen).add_(token))
        inner = layer.activation_fn(self._first(token))
        return layer.final_layer_norm.forward(self._second(inner).add_(token))

    def _split(self, row: Tensor) -> Tensor:
        return row.view(self._heads, 1, -1)


def _seen(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    """As `attention.attend`, which takes up to twice as long for a single row."""
    return torch.bmm(torch.bmm(query, key.transpose(1, 2)).softmax(-1), value)


def _direct(layer: Any) -> Callable[[Tensor], Tensor]:
    """What a layer does to one row, past its hooks and checks: a token is soon over."""
    if not isinstance(layer, Linear):
        plain: Callable[[Tensor], Tensor] = layer.forward
        return plain
    packed = layer._packed_params._packed_params  # noqa: SLF001 - told nowhere else
    multiply = torch.ops.quantized.linear_dynamic.default
    narrow = layer.version > WHOLE_INPUTS
    return lambda row: multiply(row, packed, narrow)
