"""How each model family is asked: its input path, its prompts and what comes of its answers.

Sources, by family (model cards are those of the organisation that trained the model):

- blip: Salesforce/blip-image-captioning-base (no text: captioning) and Salesforce/blip-vqa-base
  (the bare question).
- git: microsoft/git-base-coco (no text) and the transformers documentation of GIT: a question is
  `[CLS]` and its tokens, without `[SEP]`; only checkpoints named "vqa" were trained to answer.
- vision-encoder-decoder: nlpconnect/vit-gpt2-image-captioning (pixels only, at most 16 tokens, 4
  beams) and, with a trocr decoder, microsoft/trocr-base-printed (one line of text).
- pix2struct: google/pix2struct-textcaps-base and -docvqa-base; the question of a checkpoint with
  `is_vqa` is drawn above the picture.
- kosmos-2: microsoft/kosmos-2-patch14-224: "An image of", "Describe this image in detail:",
  "Question: … Answer:", and `<grounding><phrase>…</phrase>` for places.
- paligemma: google/paligemma-3b-mix-224 and big_vision's PaliGemma readme: "caption en",
  "describe en", "answer en …", "detect …", "ocr"; a place is four <locNNNN>, y before x, of 1024.
- florence2: microsoft/Florence-2-base: task tokens, which must stand alone.
- vilt: dandelin/vilt-b32-finetuned-vqa: the bare question, one of its known answers.
- chat models: their own chat template. Idefics3 and SmolVLM (HuggingFaceTB/SmolVLM-256M-Instruct)
  cut a picture into tiles unless told not to, which costs 13 times as much. Qwen/Qwen2.5-VL-3B-
  Instruct names 1280 · 28 · 28 pixels as a balanced limit; its "bbox_2d" are pixels of the scaled
  picture, those of Qwen/Qwen3-VL-2B-Instruct thousandths.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from assistant.core.request import Detail
from assistant.describing.base import Ability, Task

CONTEXT_CHARACTERS = 2000
"""Most of what OCR read that is told to a model; more pushes the question out of small windows."""


class InputPath(StrEnum):
    """How picture and words reach the model."""

    CHAT = "chat"
    PROMPT = "prompt"
    PIXELS = "pixels"
    LINES = "lines"
    CLASSIFIER = "classifier"


class Boxes(StrEnum):
    """How a family writes places into its answer."""

    NONE = ""
    FLORENCE = "florence"
    KOSMOS = "kosmos"
    PALIGEMMA = "paligemma"
    QWEN_PIXELS = "qwen-pixels"
    QWEN_THOUSANDTHS = "qwen-thousandths"


@dataclass(frozen=True, slots=True)
class Recipe:
    """One family. A prompt is None where it was not trained for that; `{text}` is the task's.

    `tokens` and `long_tokens` limit the answers; `long_beams` above 1 looks longer for a detailed
    description. `max_pixels` (0: no limit) is the most of a picture the model is given; `image`
    holds settings of the image processor. `instructions` tells whether it follows a person's own.
    """

    path: InputPath
    describe: str | None = None
    describe_long: str | None = None
    ask: str | None = None
    find: str | None = None
    read: str | None = None
    boxes: Boxes = Boxes.NONE
    instructions: bool = False
    tokens: int = 40
    long_tokens: int = 120
    long_beams: int = 1
    max_pixels: int = 0
    image: Mapping[str, Any] = field(default_factory=dict)

    @property
    def find_in_prompt(self) -> bool:
        """Whether the answer of FIND goes on with the prompt's last words."""
        return self.boxes is Boxes.KOSMOS

    @property
    def abilities(self) -> tuple[Ability, ...]:
        """What there is a prompt for."""
        prompts = (self.describe, self.ask, self.find, self.read)
        pairs = zip(Ability, prompts, strict=True)
        return tuple(ability for ability, prompt in pairs if prompt is not None)

    def prompt(self, task: Task) -> str | None:
        """The words for a task; None where the family cannot do it."""
        template = {
            Ability.DESCRIBE: self._description(task),
            Ability.ASK: self.ask,
            Ability.FIND: self.find,
            Ability.READ: self.read,
        }[task.ability]
        return None if template is None else template.replace("{text}", task.text.strip())

    def limit(self, task: Task) -> int:
        """Most tokens of the answer."""
        short = task.ability is Ability.DESCRIBE and task.detail is Detail.SHORT
        return task.max_new_tokens or (self.tokens if short else self.long_tokens)

    def beams(self, task: Task) -> int:
        """How many answers are followed at once; more than one cannot be streamed."""
        return self.long_beams if task.detail is Detail.LONG else 1

    def _description(self, task: Task) -> str | None:
        if self.instructions and task.text.strip():
            return "{text}"
        if task.detail is Detail.LONG and self.describe_long is not None:
            return self.describe_long
        return self.describe


CHAT = Recipe(
    InputPath.CHAT,
    describe="Describe this image in one short sentence.",
    describe_long="Describe this image in detail.",
    ask="{text}",
    read="Transcribe the text in this image exactly. Output only the text.",
    instructions=True,
    tokens=60,
    long_tokens=300,
)
_QWEN = replace(
    CHAT,
    find="Locate {text}, output its bbox coordinates using JSON format.",
    max_pixels=1280 * 28 * 28,
)
_UNTILED = replace(CHAT, image={"do_image_splitting": False})
_PIX2STRUCT = Recipe(InputPath.PROMPT, long_tokens=60)

RECIPES: Mapping[str, Recipe] = {
    "blip": Recipe(InputPath.PROMPT, describe="", tokens=30, long_tokens=50, long_beams=4),
    "blip-vqa": Recipe(InputPath.PROMPT, ask="{text}", long_tokens=20),
    "git": Recipe(InputPath.PROMPT, describe="", tokens=30, long_tokens=50),
    "git-vqa": Recipe(InputPath.PROMPT, ask="{text}", long_tokens=20),
    "vision-encoder-decoder": Recipe(
        InputPath.PIXELS, describe="", tokens=16, long_tokens=16, long_beams=4
    ),
    "trocr": Recipe(InputPath.LINES, read="", long_tokens=96),
    "pix2struct": replace(_PIX2STRUCT, describe=""),
    "pix2struct-vqa": replace(_PIX2STRUCT, ask="{text}"),
    "kosmos-2": Recipe(
        InputPath.PROMPT,
        describe="An image of",
        describe_long="Describe this image in detail:",
        ask="Question: {text} Answer:",
        find="<grounding><phrase>{text}</phrase>",
        boxes=Boxes.KOSMOS,
    ),
    "paligemma": Recipe(
        InputPath.PROMPT,
        describe="<image>caption en",
        describe_long="<image>describe en",
        ask="<image>answer en {text}",
        find="<image>detect {text}",
        read="<image>ocr",
        boxes=Boxes.PALIGEMMA,
    ),
    "florence2": Recipe(
        InputPath.PROMPT,
        describe="<CAPTION>",
        describe_long="<MORE_DETAILED_CAPTION>",
        find="<CAPTION_TO_PHRASE_GROUNDING>{text}",
        read="<OCR>",
        boxes=Boxes.FLORENCE,
        long_tokens=256,
    ),
    "vilt": Recipe(InputPath.CLASSIFIER, ask="{text}"),
    "idefics2": _UNTILED,
    "idefics3": _UNTILED,
    "smolvlm": _UNTILED,
    "qwen2_vl": replace(_QWEN, find=None),
    "qwen2_5_vl": replace(_QWEN, boxes=Boxes.QWEN_PIXELS),
    "qwen3_vl": replace(_QWEN, boxes=Boxes.QWEN_THOUSANDTHS),
}
"""By the name that `assistant.describing.folder.variant` gives; other chat models use `CHAT`."""


def question(task: Task, prompt: str) -> str:
    """A chat model's prompt, with what OCR read where there is something."""
    if not task.read_text.strip():
        return prompt
    read = task.read_text.strip()[:CONTEXT_CHARACTERS]
    return f"Text that was read on the picture:\n{read}\n\n{prompt}"
