"""Florence-2's words, one at a time: the same numbers from the same layers, in fewer steps.

They are written by a BART decoder (Lewis et al., "BART: Denoising Sequence-to-Sequence
Pre-training", 2019). One token is little work for a processor, and transformers takes a third of
its time in Python.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from assistant.describing.attention import attend
from assistant.describing.eight_bits import EightBitLinear


def narrow_states(decoder: Any) -> None:
    """Round what a `BartDecoder` knows of the picture, to 16 bits: each token reads all of it."""
    for layer in decoder.layers:
        for name in ("k_proj", "v_proj"):
            rounded = EightBitLinear(getattr(layer.encoder_attn, name))
            rounded.dtype = torch.bfloat16
            setattr(layer.encoder_attn, name, rounded)


def shorten(decoder: Any) -> None:
    """Replace the layers of a `BartDecoder` in 8 bits by those below."""
    for number, layer in enumerate(decoder.layers):
        decoder.layers[number] = Layer(layer, number)


class Layer(nn.Module):  # type: ignore[misc]
    """A `BartDecoderLayer` that has a shorter way for a single token after the first.

    There `forward` is called past the hooks of each part: a token is soon over.
    """

    def __init__(self, layer: Any, number: int) -> None:
        super().__init__()
        self.whole, self._number = layer, number
        self._heads = layer.self_attn.num_heads

    def forward(
        self,
        hidden_states: Tensor,
        attention_mask: Tensor | None = None,
        encoder_hidden_states: Tensor | None = None,
        *,
        encoder_attention_mask: Tensor | None = None,
        past_key_values: Any = None,
        **settings: Any,
    ) -> Tensor:
        """Hidden states (texts, tokens, channels) to those of the next layer."""
        one = len(hidden_states) == hidden_states.shape[1] == 1
        free = attention_mask is None and encoder_attention_mask is None
        known = getattr(past_key_values, "is_updated", {}).get(self._number)
        if one and free and known:
            return self._next(hidden_states, past_key_values)
        return self.whole(
            hidden_states,
            attention_mask,
            encoder_hidden_states,
            encoder_attention_mask=encoder_attention_mask,
            past_key_values=past_key_values,
            **settings,
        )

    def _next(self, token: Tensor, past: Any) -> Tensor:
        layer, look, seen = self.whole, self.whole.self_attn, self.whole.encoder_attn
        key, value = (self._split(part.forward(token)) for part in (look.k_proj, look.v_proj))
        key, value = past.self_attention_cache.update(key, value, self._number)
        token = self._attended(token, look, key, value, layer.self_attn_layer_norm)
        picture = past.cross_attention_cache.layers[self._number]
        token = self._attended(
            token, seen, picture.keys, picture.values, layer.encoder_attn_layer_norm
        )
        inner = layer.activation_fn(layer.fc1.forward(token))
        return layer.final_layer_norm.forward(layer.fc2.forward(inner).add_(token))

    def _attended(
        self, token: Tensor, attention: Any, key: Tensor, value: Tensor, norm: Any
    ) -> Tensor:
        query = self._split(attention.q_proj.forward(token)) * attention.scaling
        seen = attend(*(each.flatten(0, 1) for each in (query, key, value)))
        seen = seen.float().reshape(token.shape)
        return norm.forward(attention.out_proj.forward(seen).add_(token))

    def _split(self, token: Tensor) -> Tensor:
        return token.view(1, 1, self._heads, -1).transpose(1, 2)
