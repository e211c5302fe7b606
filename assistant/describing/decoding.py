"""Generation on a thread of its own: text by the piece, and an end in the middle of a layer."""

from __future__ import annotations

import queue
import re
import threading
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from transformers.generation.streamers import BaseStreamer

_HELD_WORDS = re.compile(r"\S+\s*(?:\S+\s*)?$")
_HELD_CHARACTERS = 24
_UNFINISHED = "\ufffd"
"""What a tokenizer decodes half of a character to."""


T = TypeVar("T")


class _CancelledError(Exception):
    pass


class CancelHooks:
    """Ends a forward pass between any two of its layers; a stopping criterion needs a whole token.

    Measured on a base-size model: 15 ms in the prompt instead of 813.
    """

    def __init__(self, model: Any) -> None:
        self._cancelled: Callable[[], bool] = lambda: False
        self._handles = [
            layer.register_forward_pre_hook(self._check)
            for layer in model.modules()
            if next(layer.children(), None) is None
        ]

    def watch(self, cancelled: Callable[[], bool]) -> None:
        """Ask `cancelled` from now on."""
        self._cancelled = cancelled

    def _check(self, *_arguments: Any) -> None:
        if self._cancelled():
            raise _CancelledError


class TextStreamer(BaseStreamer):  # type: ignore[misc]
    """Decodes tokens as they come and hands on the text that will not change any more.

    Tokenizers put spaces and apostrophes of the last words right when the next ones come, so that
    two words are held back, and half characters. Joined, the pieces are the text of all tokens.
    """

    def __init__(self, decode: Callable[[list[int]], str], on_text: Callable[[str], None]) -> None:
        self._decode = decode
        self._on_text = on_text
        self._sent = 0
        self._prompt_over = False
        self.tokens: list[int] = []

    def put(self, value: Any) -> None:
        """Take tokens; the first ones are the prompt's."""
        if not self._prompt_over:
            self._prompt_over = True
            return
        self.tokens += value.flatten().tolist()
        text = self._text()
        self._send(text, _stable(text))

    def end(self) -> None:
        """Hand on what was held back."""
        text = self._text()
        self._send(text, len(text))

    def _text(self) -> str:
        return self._decode(self.tokens).lstrip()

    def _send(self, text: str, end: int) -> None:
        if end > self._sent:
            self._on_text(text[self._sent : end])
            self._sent = end


def _stable(text: str) -> int:
    held = _HELD_WORDS.search(text)
    end = len(text) if held is None else held.start()
    end = max(end, len(text) - _HELD_CHARACTERS)
    broken = text.find(_UNFINISHED, end - _HELD_CHARACTERS if end > _HELD_CHARACTERS else 0)
    return end if broken < 0 else min(end, broken)


def stream(
    generate: Callable[[Callable[[T], None]], None],
    hooks: CancelHooks,
    cancelled: Callable[[], bool],
) -> Iterator[T]:
    """Run `generate` on a thread and yield what it hands to its callback, until `cancelled()`.

    Raises:
        Exception: what `generate` raised.

    """
    pieces: queue.SimpleQueue[T | BaseException | None] = queue.SimpleQueue()
    left = threading.Event()

    def work() -> None:
        try:
            generate(pieces.put)
            pieces.put(None)
        except _CancelledError:
            pieces.put(None)
        except BaseException as error:
            pieces.put(error)

    hooks.watch(lambda: left.is_set() or cancelled())
    thread = threading.Thread(target=work, name="generation", daemon=True)
    thread.start()
    try:
        while (piece := pieces.get()) is not None:
            if isinstance(piece, BaseException):
                raise piece
            if cancelled():
                return
            yield piece
    finally:
        left.set()
        thread.join()


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
