"""Models whose processor takes the picture and a prompt: BLIP, GIT, Pix2Struct and others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.describing.base import Ability, Task
from assistant.describing.families.generator import Generator
from assistant.describing.families.words import check_length

if TYPE_CHECKING:
    from PIL.Image import Image


MOST_CHARACTERS = 1000
"""Of a question: more would fill a picture that it is drawn on."""


class PromptedModel(Generator):
    """One prompt and no conversation."""

    def inputs(self, image: Image, task: Task, prompt: str) -> Any:
        """What the processor makes of both."""
        check_length(self.name, len(task.text), MOST_CHARACTERS)
        processor = self._loaded.processing.processor
        words: dict[str, Any] = {"text": prompt} if prompt else {}
        bare = self._model.config.model_type == "git" and task.ability is Ability.ASK
        if bare:
            words["add_special_tokens"] = False
        inputs = processor(images=image, return_tensors="pt", **words)
        if bare:
            self._begin(inputs)
        return self._checked(inputs)

    def _begin(self, inputs: Any) -> None:
        """Put [CLS] before the question: with [SEP] after it GIT would take it as finished."""
        import torch

        first = torch.tensor([[self._tokenizer.cls_token_id]])
        inputs["input_ids"] = torch.cat([first, inputs["input_ids"]], dim=1)
        inputs["attention_mask"] = torch.ones_like(inputs["input_ids"])
