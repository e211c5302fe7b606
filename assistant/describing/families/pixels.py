"""Models that take a picture and no words: vit-gpt2."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.describing.base import Task
from assistant.describing.families.generator import Generator

if TYPE_CHECKING:
    from PIL.Image import Image


class PixelModel(Generator):
    """Pixels in, text out."""

    def inputs(self, image: Image, task: Task, prompt: str) -> Any:
        """The picture alone."""
        del task, prompt
        return self._loaded.processing.image_processor(images=image, return_tensors="pt")
