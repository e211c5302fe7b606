"""Models that choose among known answers: ViLT."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from assistant.describing.base import Task
from assistant.describing.families.generator import Generator

if TYPE_CHECKING:
    from PIL.Image import Image


class Classifier(Generator):
    """The answer with the highest score, in one piece."""

    def inputs(self, image: Image, task: Task, prompt: str) -> Any:
        """Picture and question; a question longer than the model's window is cut."""
        del task
        processor = self._loaded.processing.processor
        window = self._model.config.max_position_embeddings
        inputs = processor(
            images=image, text=prompt, return_tensors="pt", truncation=True, max_length=window
        )
        return self._placed(inputs)

    def _generate(self, inputs: Any, task: Task, tell: Callable[[str], None]) -> None:
        import torch

        del task
        with torch.inference_mode():
            scores = self._model(**inputs).logits
        tell(str(self._model.config.id2label[int(scores.argmax(-1))]))
