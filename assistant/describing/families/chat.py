"""Models with a chat template: LLaVA, Idefics, SmolVLM, Qwen-VL, Gemma, Mllama and others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assistant.core.conversation import Turn
from assistant.describing.base import Task
from assistant.describing.families.generator import Generator
from assistant.describing.prompts import question
from assistant.describing.templates import bounded

if TYPE_CHECKING:
    from PIL.Image import Image


class ChatModel(Generator):
    """Puts the picture and the conversation through the model's own chat template."""

    def inputs(self, image: Image, task: Task, prompt: str) -> Any:
        """The conversation; its oldest turns are left out where the model's window is too small."""
        history = list(task.history)
        room = self._window() - self._recipe.limit(task)
        while True:
            inputs = self._rendered(image, history, question(task, prompt))
            if not history or inputs["input_ids"].shape[1] <= room:
                return self._placed(inputs)
            del history[0]

    def _rendered(self, image: Image, history: Sequence[Turn], asked: str) -> Any:
        messages = conversation(image, history, asked)
        processor = self._loaded.processing.processor
        return bounded(
            lambda: processor.apply_chat_template(
                messages,
                chat_template=self._loaded.folder.template,
                add_generation_prompt=True,
                tokenize=True,
                return_dict=True,
                return_tensors="pt",
            )
        )

    def _window(self) -> int:
        words = self._model.config.get_text_config()
        return int(getattr(words, "max_position_embeddings", 0) or 2048)


def conversation(image: Image, history: Sequence[Turn], asked: str) -> list[dict[str, Any]]:
    """Messages as chat templates take them; the picture belongs to the first one."""
    questions = [turn.question for turn in history] + [asked]
    messages: list[dict[str, Any]] = []
    for number, text in enumerate(questions):
        picture = [{"type": "image", "image": image}] if number == 0 else []
        words = {"type": "text", "text": text}
        messages.append({"role": "user", "content": [*picture, words]})
        if number < len(history):
            answer = {"type": "text", "text": history[number].answer}
            messages.append({"role": "assistant", "content": [answer]})
    return messages
