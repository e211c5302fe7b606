"""A BLIP captioner as two plain graphs: the picture once, then a token at a time.

The first computes what every decoder layer looks up in the picture (cross-attention keys and
values), the second one step with the keys and values of the tokens before it. Both use the
checkpoint's own layers; attention is softmax(q kᵀ / √d) v, as in "Attention Is All You Need".
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn


class Encoder(nn.Module):  # type: ignore[misc]
    """Pixels (1, 3, side, side) to 2 x layers tensors (1, heads, patches, head size)."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.eyes = model.vision_model
        self.layers = model.text_decoder.bert.encoder.layer

    def forward(self, pixels: Tensor) -> tuple[Tensor, ...]:
        """Keys and values, layer by layer."""
        seen = self.eyes(pixel_values=pixels)[0]
        looks = [layer.crossattention.self for layer in self.layers]
        return tuple(_heads(part(seen), look) for look in looks for part in (look.key, look.value))


class Decoder(nn.Module):  # type: ignore[misc]
    """A token (1, 1), the states so far and what was seen to scores (1, vocabulary) and states."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.embeddings = model.text_decoder.bert.embeddings
        self.layers = model.text_decoder.bert.encoder.layer
        self.head = model.text_decoder.cls

    def forward(self, token: Tensor, *states: Tensor) -> tuple[Tensor, ...]:
        """`states`: 2 x layers of the tokens before, then 2 x layers of the picture."""
        past, seen = states[: 2 * len(self.layers)], states[2 * len(self.layers) :]
        place = torch.zeros_like(token) + past[0].shape[2]
        table = self.embeddings
        hidden = table.word_embeddings(token) + table.position_embeddings(place)
        hidden = table.LayerNorm(hidden)
        made: list[Tensor] = []
        for number, layer in enumerate(self.layers):
            at = slice(2 * number, 2 * number + 2)
            hidden, keys, values = _step(layer, hidden, past[at], seen[at])
            made += [keys, values]
        return (self.head(hidden)[:, -1], *made)


def _step(
    layer: Any, hidden: Tensor, past: tuple[Tensor, ...], seen: tuple[Tensor, ...]
) -> tuple[Tensor, Tensor, Tensor]:
    own = layer.attention.self
    query, key, value = (_heads(part(hidden), own) for part in (own.query, own.key, own.value))
    keys, values = torch.cat([past[0], key], 2), torch.cat([past[1], value], 2)
    hidden = _joined(layer.attention.output, _looked(query, keys, values), hidden)
    look = layer.crossattention
    query = _heads(look.self.query(hidden), look.self)
    hidden = _joined(look.output, _looked(query, *seen), hidden)
    return layer.output(layer.intermediate(hidden), hidden), keys, values


def _heads(states: Tensor, attention: Any) -> Tensor:
    size = attention.attention_head_size
    return states.view(1, -1, attention.num_attention_heads, size).transpose(1, 2)


def _looked(query: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    scores = query @ keys.transpose(2, 3) * query.shape[-1] ** -0.5
    return (scores.softmax(-1) @ values).transpose(1, 2).flatten(2)


def _joined(output: Any, looked: Tensor, hidden: Tensor) -> Tensor:
    return output.LayerNorm(output.dense(looked) + hidden)
