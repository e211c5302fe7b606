"""Models that choose among known answers: ViLT."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.describing.base import Piece, Task
from assistant.describing.families.generator import Generator, Tell
from assistant.describing.families.words import check_length, window

if TYPE_CHECKING:
    from PIL.Image import Image


class Classifier(Generator):
    """The answer with the highest score, in one piece."""

    def inputs(self, image: Image, task: Task, prompt: str) -> Any:
        """Picture and question."""
        del task
        processor = self._loaded.processing.processor
        inputs = processor(images=image, text=prompt, return_tensors="pt")
        check_length(self.name, int(inputs["input_ids"].shape[1]), window(self._model.config))
        return inputs

    def _say(self, picture: Image, task: Task, tell: Tell) -> None:
        import torch

        inputs = self._prepared(picture, task, self._prompt(task))
        with torch.inference_mode():
            scores = self._model(**inputs).logits
        tell(Piece(str(self._model.config.id2label[int(scores.argmax(-1))])))
