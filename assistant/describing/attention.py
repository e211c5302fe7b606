"""Attention whose factors have 16 bits, where the processor multiplies such numbers itself."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import sdpa_mask

_NAME = "narrow"
_TOGETHER = 1 << 20
"""Weights at once: about what the processor's own memory holds."""


def narrow() -> bool:
    """Whether the processor multiplies 16-bit numbers (bfloat16) faster than those of 32."""
    known = torch.cpu.get_capabilities()
    return bool(known.get("avx512_bf16") or known.get("amx_bf16"))


def use_narrow(model: Any) -> None:
    """Let a model of transformers look at things this way wherever it is without a mask."""
    if model.config._attn_implementation == "sdpa":  # noqa: SLF001 - told nowhere else
        AttentionInterface.register(_NAME, _attention)
        AttentionMaskInterface.register(_NAME, sdpa_mask)
        model.set_attn_implementation(_NAME)


def attend(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    """What each row of `query` sees, all (heads, rows, channels); the query is scaled already.

    With factors of 16 bits sums and exponentials have 32, and many rows take half of the time.
    """
    if key.dtype is not torch.bfloat16:
        return functional.scaled_dot_product_attention(query, key, value, scale=1.0)
    seen = torch.empty(*query.shape[:2], value.shape[2], dtype=key.dtype)
    heads = max(1, _TOGETHER // (query.shape[1] * key.shape[1]))
    for some in (slice(first, first + heads) for first in range(0, len(query), heads)):
        weights = torch.bmm(query[some], key[some].transpose(1, 2)).float().softmax(-1)
        torch.bmm(weights.to(key.dtype), value[some], out=seen[some])
    return seen


def _attention(
    module: Any,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor | None,
    *,
    scaling: float | None = None,
    **settings: Any,
) -> tuple[Tensor, None]:
    """Attend, (texts, heads, rows, channels), as transformers asks for it: rows before heads."""
    told = settings.get("is_causal")
    causal = getattr(module, "is_causal", True) if told is None else told
    others = any(settings.get(name) is not None for name in ("position_bias", "cache", "softcap"))
    all_seen = attention_mask is None and not (causal and query.shape[2] > 1) and not others
    same = query.shape[:2] == key.shape[:2] and query.shape[2] * key.shape[2] <= _TOGETHER
    if not (all_seen and same and query.shape[2] > 1):
        settings["scaling"] = scaling
        seen: Tensor = sdpa_attention_forward(
            module, query, key, value, attention_mask, **settings
        )[0]
        return seen, None
    scaled = query * (query.shape[-1] ** -0.5 if scaling is None else scaling)
    flat = (each.bfloat16().flatten(0, 1) for each in (scaled, key, value))
    seen = attend(*flat).view(query.shape)
    return seen.transpose(1, 2).contiguous().to(query.dtype), None
