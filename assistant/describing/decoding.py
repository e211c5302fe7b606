"""Generation by transformers: text by the piece, and an end in the middle of a layer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from torch.ao.nn.quantized.dynamic import Linear
from transformers.generation.streamers import BaseStreamer

from assistant.describing.streaming import StoppedError, TextFlow, interruptible

T = TypeVar("T")


class CancelHooks:
    """Ends a forward pass between any two of its layers; a stopping criterion needs a whole token.

    Measured on a base-size model: 15 ms in the prompt instead of 813.
    """

    def __init__(self, model: Any) -> None:
        self._cancelled: Callable[[], bool] = lambda: False
        self._left = False
        self._handles = [
            layer.register_forward_pre_hook(self._check)
            for layer in model.modules()
            # A layer in 8 bits has its weights as a part that is never called.
            if isinstance(layer, Linear) or next(layer.children(), None) is None
        ]

    def watch(self, cancelled: Callable[[], bool]) -> None:
        """Ask `cancelled` from now on."""
        self._cancelled = cancelled
        self._left = False

    def leave(self) -> None:
        """End the forward pass under way."""
        self._left = True

    def _check(self, *_arguments: Any) -> None:
        if self._left or self._cancelled():
            raise StoppedError


class TextStreamer(BaseStreamer):  # type: ignore[misc]
    """Hands what `generate` streams on to a `TextFlow`, without the prompt."""

    def __init__(self, decode: Callable[[list[int]], str], on_text: Callable[[str], None]) -> None:
        self._flow = TextFlow(decode, on_text)
        self._prompt_over = False

    @property
    def tokens(self) -> list[int]:
        """Those of the answer so far."""
        return self._flow.tokens

    def put(self, value: Any) -> None:
        """Take tokens; the first ones are the prompt's."""
        if self._prompt_over:
            self._flow.put(value.flatten().tolist())
        self._prompt_over = True

    def end(self) -> None:
        """Hand on what was held back."""
        self._flow.end()


def stream(
    generate: Callable[[Callable[[T], None]], None],
    hooks: CancelHooks,
    cancelled: Callable[[], bool],
) -> Iterator[T]:
    """As `interruptible`, of what runs the model that `hooks` are in."""
    hooks.watch(cancelled)
    yield from interruptible(generate, cancelled, hooks.leave)


def certainties(model: Any, made: Any) -> list[float]:
    """The geometric mean of the probabilities of each answer's tokens, its end included.

    `made` is what `generate` returned without beams, with `output_scores`.
    """
    import torch

    scores = model.compute_transition_scores(made.sequences, made.scores, normalize_logits=True)
    written = made.sequences[:, -scores.shape[1] :]
    end = torch.tensor(model.generation_config.eos_token_id, device=written.device)
    ends = torch.isin(written, end)
    counted = (ends.cumsum(dim=1) - ends.int()) == 0
    sums = torch.where(counted, scores, 0.0).sum(dim=1)
    return [min(1.0, float(mean)) for mean in (sums / counted.sum(dim=1)).exp()]
