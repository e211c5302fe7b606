"""Florence-2: a task's token is the prompt, and places are written between the words."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from assistant.core.findings import Box, Line
from assistant.core.request import Detail
from assistant.describing.bart import write
from assistant.describing.base import Ability, Task
from assistant.describing.decoding import TextStreamer
from assistant.describing.families.boxes import parse_lines
from assistant.describing.families.generator import Tell
from assistant.describing.families.prompted import PromptedModel
from assistant.reading.reading_order import paragraphs, reading_order

if TYPE_CHECKING:
    from PIL.Image import Image


class TaskModel(PromptedModel):
    """Describes, also a part of the picture; lists what is where; reads lines with their boxes."""

    def inputs(self, image: Image, task: Task, prompt: str) -> Any:
        """The picture and the task's token, with the box in thousandths where it is about one."""
        if task.box is not None:
            prompt = prompt.replace("{box}", _in_thousandths(task.box, image.size))
        return super().inputs(image, task, prompt)

    def _say(self, picture: Image, task: Task, tell: Tell) -> None:
        if task.ability is Ability.READ:
            self._read(picture, task, tell)
            return
        super()._say(picture, task, tell)
        listed = self._recipe.list_places
        if listed and task.detail is Detail.LONG and task.ability is Ability.DESCRIBE:
            self._find(picture, msgspec.structs.replace(task, box=None), listed, tell)

    def _way(self, streamer: TextStreamer) -> dict[str, Any]:
        if self._loaded.device.type != "cpu":
            return {}
        # A way of one's own is not given the streamer.
        return {"custom_generate": functools.partial(write, streamer=streamer)}

    def _read(self, picture: Image, task: Task, tell: Tell) -> None:
        inputs = self._prepared(picture, task, self._prompt(task))
        sequences, (sure,) = self._with_certainty(inputs, task)
        written = self._tokenizer.decode(sequences[0], skip_special_tokens=False)
        found = list(parse_lines(written, picture.size))
        if not found:
            return
        boxes = np.array([line.box for line in found], np.int32)
        order = reading_order(boxes)
        for index, block in zip(order, paragraphs(boxes[order]), strict=True):
            tell(Line(found[index].label, found[index].box, sure, block))


def _in_thousandths(box: Box, size: tuple[int, int]) -> str:
    sides = zip(box, (*size, *size), strict=True)
    return "".join(f"<loc_{min(999, max(0, value * 1000 // side))}>" for value, side in sides)
