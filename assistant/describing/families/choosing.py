"""How likely a model is to answer with each of a few labels, told from its own probabilities.

Nothing is sampled: the probability that an answer begins with a label is the product of the
probabilities of the label's tokens (the chain rule), summed over the ways to write it. What begins
with a longer label does not count for a shorter one.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Iterable, Sequence
from typing import Any

Tokens = tuple[int, ...]

UNLIKELY = 1e-3
"""A way to write a label is left out if its first token has less than this part of the probability
of the label's likeliest one: every further token costs a pass through the model."""


class LabelScorer:
    """One question, asked once: the cache of its passage through the model is used for all labels.

    `inputs` are the question's, and `begun` is its text, behind which the answer begins.
    """

    def __init__(self, model: Any, tokenizer: Any, inputs: Any, begun: str) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._inputs = inputs
        self._begun = begun
        self._known: dict[Tokens, Any] = {}
        self._cache: Any = None

    def shares(self, labels: Sequence[str]) -> list[float]:
        """The part of the labels' probability that each one has; together 1."""
        ways = [self._likely(self._ways(label)) for label in labels]
        all_ways = {way for those in ways for way in those}
        likelihoods = [
            sum(self._alone(way, all_ways - set(those)) for way in those) for those in ways
        ]
        total = sum(likelihoods)
        return [each / total if total else 1 / len(labels) for each in likelihoods]

    def _ways(self, label: str) -> set[Tokens]:
        """The label with and without a space before it, as typed and with a capital."""
        before = self._tokens(self._begun)
        found = set()
        for text in {label, label[:1].upper() + label[1:]}:
            for space in ("", " "):
                whole = self._tokens(self._begun + space + text)
                if whole[: len(before)] != before:
                    # The label's beginning melted into the question's end.
                    whole = (*before, *self._tokens(space + text))
                found.add(whole[len(before) :])
        return found - {()}

    def _tokens(self, text: str) -> Tokens:
        return tuple(self._tokenizer(text, add_special_tokens=False)["input_ids"])

    def _likely(self, ways: set[Tokens]) -> list[Tokens]:
        first = {way: math.exp(self._next(())[way[0]]) for way in ways}
        least = UNLIKELY * max(first.values())
        return [way for way in sorted(ways) if first[way] >= least]

    def _alone(self, way: Tokens, others: Iterable[Tokens]) -> float:
        """The probability of an answer that begins so, but not with a longer one of the others."""
        longer = {other for other in others if other[: len(way)] == way and other != way}
        nearest = [
            one for one in longer if not any(one[: len(two)] == two for two in longer - {one})
        ]
        return max(0.0, self._probability(way) - sum(map(self._probability, nearest)))

    def _probability(self, way: Tokens) -> float:
        logs = (float(self._next(way[:end])[token]) for end, token in enumerate(way))
        return math.exp(sum(logs))

    def _next(self, begun: Tokens) -> Any:
        """The logarithms of the probabilities of all tokens behind the question and `begun`."""
        if begun not in self._known:
            import torch

            with torch.inference_mode():
                made = self._passed(begun)
            if self._cache is None:
                self._cache = made.past_key_values
            self._known[begun] = made.logits[0][0].float().log_softmax(-1)
        return self._known[begun]

    def _passed(self, begun: Tokens) -> Any:
        """One step of `generate`, which knows each family's positions and masks."""
        settings = {"max_new_tokens": 1, "do_sample": False, "num_beams": 1}
        wanted = {"return_dict_in_generate": True, "output_logits": True}
        if not begun:
            return self._model.generate(**self._inputs, **settings, **wanted)
        kept = {
            key: _longer(value, len(begun))
            for key, value in self._inputs.items()
            if key.endswith(("attention_mask", "token_type_ids")) and "pixel" not in key
        }
        ids = self._inputs["input_ids"]
        kept["input_ids"] = _with(ids, begun)
        cache = copy.deepcopy(self._cache)
        return self._model.generate(**kept, past_key_values=cache, **settings, **wanted)


def _with(ids: Any, begun: Tokens) -> Any:
    import torch

    more = torch.tensor([begun], dtype=ids.dtype, device=ids.device)
    return torch.cat([ids, more], dim=1)


def _longer(mask: Any, count: int) -> Any:
    """The mask, its last column repeated for `count` tokens of text."""
    import torch

    return torch.cat([mask, *[mask[:, -1:]] * count], dim=1)
