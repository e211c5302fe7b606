"""Models with a chat template: LLaVA, Idefics, SmolVLM, Qwen-VL, Gemma, Mllama and others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assistant.core.conversation import Turn
from assistant.describing.base import Ability, Choice, Task
from assistant.describing.families.choosing import LabelScorer
from assistant.describing.families.generator import Generator, Tell
from assistant.describing.families.words import LEAST_ANSWER, window, without_tokens
from assistant.describing.prompts import CONTEXT_CHARACTERS, NONE_FITS, named, question
from assistant.describing.templates import bounded

if TYPE_CHECKING:
    from PIL.Image import Image


class ChatModel(Generator):
    """Puts the picture and the conversation through the model's own chat template."""

    def inputs(self, image: Image, task: Task, prompt: str) -> Any:
        """The conversation. Where the model's window is too small for it, older turns are left out,
        then the end of what was read on the picture, and at last the newest turn.
        """
        history = [self._plain(turn) for turn in task.history]
        read_text = without_tokens(task.read_text, self._tokenizer)
        room = window(self._model.config) - max(LEAST_ANSWER, self._recipe.limit(task))
        while True:
            inputs = self._rendered(image, history, question(read_text, prompt))
            excess = int(inputs["input_ids"].shape[1]) - room
            if excess <= 0 or not (history or read_text):
                return self._checked(inputs)
            while excess > 0 and len(history) > (1 if read_text else 0):
                turn = history.pop(0)
                excess -= self._count(turn.question) + self._count(turn.answer)
            if excess > 0:
                read_text = self._beginning(read_text, excess)

    def _say(self, picture: Image, task: Task, tell: Tell) -> None:
        if task.ability is not Ability.CLASSIFY:
            super()._say(picture, task, tell)
            return
        labels = [*named(task.text), NONE_FITS]
        prompt = self._prompt(task)
        inputs = self._prepared(picture, task, prompt)
        begun = self._template(conversation(None, [], prompt), tokenize=False)
        shares = LabelScorer(self._model, self._tokenizer, inputs, begun).shares(labels)
        named_shares = zip([*labels[:-1], ""], shares, strict=True)
        tell(Choice(tuple(sorted(named_shares, key=lambda each: -each[1]))))

    def _rendered(self, image: Image, history: Sequence[Turn], asked: str) -> Any:
        settings = {"tokenize": True, "return_dict": True, "return_tensors": "pt"}
        return self._template(conversation(image, history, asked), **settings)

    def _template(self, messages: list[dict[str, Any]], **settings: Any) -> Any:
        processor = self._loaded.processing.processor
        return bounded(
            lambda: processor.apply_chat_template(
                messages,
                chat_template=self._loaded.folder.template,
                add_generation_prompt=True,
                **settings,
            )
        )

    def _plain(self, turn: Turn) -> Turn:
        texts = (turn.question, turn.answer)
        return Turn(*(without_tokens(text, self._tokenizer) for text in texts))

    def _count(self, text: str) -> int:
        return len(self._tokenizer(text, add_special_tokens=False)["input_ids"])

    def _beginning(self, text: str, excess: int) -> str:
        """The text without the last `excess` tokens of what a prompt would hold of it."""
        ids = self._tokenizer(text[:CONTEXT_CHARACTERS], add_special_tokens=False)["input_ids"]
        return str(self._tokenizer.decode(ids[: max(0, len(ids) - excess - 1)]))


def conversation(image: Image | None, history: Sequence[Turn], asked: str) -> list[dict[str, Any]]:
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
