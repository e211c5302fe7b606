"""Decides whether exported graphs say what the model itself says.

On the test pictures,

- the pixels and the decoded text must be those of the model's own processor;
- in 32 bits the tokens must be the very same as the model's `generate`;
- in 8 bits, fed with the same tokens, the scores at every step must point the same way: the cosine
  between them and the 32-bit ones, each less its mean, is at least `LEAST_COSINE`; and the token
  they choose, by the 32-bit scores, is at most `MOST_REGRET` of the way from the best to the mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.describing.loading import LoadedModel
from assistant.describing.onnx.captioner import Floats, Graphs, pixels

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

STEPS = 16
LEAST_COSINE = 0.98
MOST_REGRET = 0.1
_PIXEL_TOLERANCE = 1e-5
_SIZES = ((640, 480), (401, 777), (1366, 768), (64, 50))


def pictures() -> list[Image]:
    """Pictures with gradients, blocks and noise, the same ones every time."""
    from PIL.Image import fromarray

    random = np.random.default_rng(7)
    made = []
    for width, height in _SIZES:
        across, down = np.meshgrid(np.linspace(0, 255, width), np.linspace(0, 255, height))
        picture = np.stack([across, down, (across + down) / 2], -1)
        for _ in range(12):
            x, y = int(random.integers(width)), int(random.integers(height))
            picture[y : y + height // 4, x : x + width // 3] = random.integers(256, size=3)
        noise = random.normal(0, 12, picture.shape)
        made.append(fromarray((picture + noise).clip(0, 255).astype(np.uint8)))
    return made


class Reference:
    """What the model itself makes of the pictures."""

    def __init__(self, loaded: LoadedModel, samples: Sequence[Image]) -> None:
        self._loaded = loaded
        self.samples = samples
        self.answers = [self._answer(sample) for sample in samples]

    def problem(self, graphs: Graphs, tokenizer_file: Path) -> str:
        """What is different of graphs in 32 bits; empty where nothing is."""
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(tokenizer_file))
        for sample, answer in zip(self.samples, self.answers, strict=True):
            seen = pixels(sample, graphs.facts)
            wanted = self._seen(sample).numpy()
            if seen.shape != wanted.shape or np.abs(seen - wanted).max() > _PIXEL_TOLERANCE:
                return "pixels"
            if list(graphs.tokens(seen, STEPS)) != answer:
                return "tokens"
            own = self._loaded.processing.tokenizer.decode(answer, skip_special_tokens=True)
            if tokenizer.decode(answer, skip_special_tokens=True) != own:
                return "text"
        return ""

    def _seen(self, sample: Image) -> Any:
        made = self._loaded.processing.image_processor(images=sample, return_tensors="pt")
        return made["pixel_values"]

    def _answer(self, sample: Image) -> list[int]:
        import torch

        with torch.inference_mode():
            made = self._loaded.model.generate(
                pixel_values=self._seen(sample), do_sample=False, num_beams=1, max_new_tokens=STEPS
            )
        end = self._loaded.model.config.text_config.sep_token_id
        return [token for token in made[0].tolist()[1:] if token != end]


def closeness(exact: Graphs, rounded: Graphs, reference: Reference) -> tuple[float, float]:
    """The smallest cosine and the largest regret, as the module says."""
    cosine, regret = 1.0, 0.0
    for sample, answer in zip(reference.samples, reference.answers, strict=True):
        seen = pixels(sample, exact.facts)
        pairs = zip(
            exact.scores(seen, STEPS, forced=answer),
            rounded.scores(seen, STEPS, forced=answer),
            strict=True,
        )
        for right, near in pairs:
            cosine = min(cosine, _cosine(right, near))
            lost = right.max() - right[near.argmax()]
            regret = max(regret, float(lost / (right.max() - right.mean())))
    return cosine, regret


def accepted(cosine: float, regret: float) -> bool:
    """Whether that is close enough."""
    return cosine >= LEAST_COSINE and regret <= MOST_REGRET


def _cosine(one: Floats, other: Floats) -> float:
    one, other = one - one.mean(), other - other.mean()
    return float(one @ other / (np.linalg.norm(one) * np.linalg.norm(other)))
