"""How each model family is asked: its input path, its prompts and what comes of its answers.

Where every prompt, limit and format comes from is written down family by family in
`resources/help/model-families.md`; change both together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from assistant.core.labels import separated
from assistant.core.request import Detail
from assistant.describing.base import Ability, Task

CONTEXT_CHARACTERS = 2000
"""Most of what OCR read that is told to a model; more pushes the question out of small windows."""
NONE_FITS = "none of these"
"""What a model may choose besides the person's own labels."""


class InputPath(StrEnum):
    """How picture and words reach the model."""

    CHAT = "chat"
    PROMPT = "prompt"
    TASKS = "tasks"
    PIXELS = "pixels"
    LINES = "lines"
    CLASSIFIER = "classifier"


class Boxes(StrEnum):
    """How a family writes places into its answer."""

    NONE = ""
    FLORENCE = "florence"
    KOSMOS = "kosmos"
    PALIGEMMA = "paligemma"
    QWEN_PAIRS = "qwen-pairs"
    QWEN_PIXELS = "qwen-pixels"
    QWEN_THOUSANDTHS = "qwen-thousandths"


@dataclass(frozen=True, slots=True)
class Recipe:
    """One family. A prompt is None where it was not trained for that.

    In a prompt `{text}` is the task's, `{things}` its parts between commas joined by " ; ",
    `{labels}` the same joined by commas, and `{box}` its box in `<loc_N>` tokens.
    `describe_part` describes what lies in the task's box; without it the model is given that part
    of the picture alone, or with `outlines` the picture with the box drawn on it. `list_places`
    asks for places once more after a long description; `grounded` models write them while they
    describe. `tokens` and `long_tokens` limit the answers; `beams` above 1 looks longer where the
    answer is not heard while it grows, with `beam_settings`. `max_pixels` (0: no limit) is the most
    of a picture the model is given, and `find_pixels` the least of one on which it finds things.
    `image` holds settings of the image processor. `own_words` is how a person's own instructions
    are put to a model that follows them.
    """

    path: InputPath
    describe: str | None = None
    describe_long: str | None = None
    describe_part: str | None = None
    own_words: str | None = None
    ask: str | None = None
    find: str | None = None
    read: str | None = None
    classify: str | None = None
    list_places: str | None = None
    boxes: Boxes = Boxes.NONE
    grounded: bool = False
    outlines: bool = False
    tokens: int = 40
    long_tokens: int = 120
    beams: int = 1
    beam_settings: Mapping[str, Any] = field(default_factory=dict)
    max_pixels: int = 0
    find_pixels: int = 0
    image: Mapping[str, Any] = field(default_factory=dict)

    @property
    def abilities(self) -> tuple[Ability, ...]:
        """What there is a prompt for."""
        return tuple(ability for ability in Ability if self._template(Task(ability)) is not None)

    def prompt(self, task: Task) -> str | None:
        """The words for a task; None where the family cannot do it."""
        template = self._template(task)
        if template is None:
            return None
        parts = named(task.text)
        words = {
            "{text}": task.text.strip(),
            "{things}": " ; ".join(parts),
            "{labels}": ", ".join([*parts, NONE_FITS]),
        }
        for mark, value in words.items():
            if mark in template:
                return template.replace(mark, value)
        return template

    def limit(self, task: Task) -> int:
        """Most tokens of the answer."""
        short = task.ability is Ability.DESCRIBE and task.detail is Detail.SHORT
        return task.max_new_tokens or (self.tokens if short else self.long_tokens)

    def beams_for(self, task: Task) -> int:
        """How many answers are followed at once; more than one cannot be heard while it grows."""
        heard = task.detail is Detail.SHORT and task.ability is not Ability.FIND
        return 1 if heard else self.beams

    def _template(self, task: Task) -> str | None:
        return {
            Ability.DESCRIBE: self._description(task),
            Ability.ASK: self.ask,
            Ability.FIND: self.find,
            Ability.READ: self.read,
            Ability.CLASSIFY: self.classify,
        }[task.ability]

    def _description(self, task: Task) -> str | None:
        if self.own_words is not None and task.text.strip():
            return self.own_words
        if task.box is not None and self.describe_part is not None:
            return self.describe_part
        if task.detail is Detail.LONG and self.describe_long is not None:
            return self.describe_long
        return self.describe


def named(text: str) -> list[str]:
    """The labels or things that a person named, with commas between them; each once."""
    parts = separated(text.replace("\n", ",").replace(";", ","))
    return list({part.casefold(): part for part in parts}.values())


CHAT = Recipe(
    InputPath.CHAT,
    describe="Describe this image in one short sentence.",
    describe_long="Describe this image in detail.",
    own_words="{text}",
    ask="{text}",
    read="Transcribe the text in this image exactly. Output only the text.",
    classify="Which one of these fits the image best: {labels}? Answer with one of them only.",
    tokens=60,
    long_tokens=300,
)
_UNTILED = replace(CHAT, image={"do_image_splitting": False})
_PIX2STRUCT = Recipe(InputPath.PROMPT, tokens=50, long_tokens=60)
_CAPTION = replace(_PIX2STRUCT, describe="", image={"is_vqa": False})
_PALIGEMMA = Recipe(
    InputPath.PROMPT,
    describe="<image>caption en",
    describe_long="<image>describe en",
    ask="<image>answer en {text}",
    find="<image>detect {things}",
    read="<image>ocr",
    boxes=Boxes.PALIGEMMA,
)


def _qwen(boxes: Boxes, find: str, side: int) -> Recipe:
    """Qwen-VL, which sees a picture in squares of `side` pixels: 256 to 1280 of them, or for
    places 1024 and more.
    """
    square = side * side
    most = 1280 * square
    size = {"shortest_edge": 256 * square, "longest_edge": most}
    return replace(
        CHAT,
        find=find,
        boxes=boxes,
        max_pixels=most,
        find_pixels=1024 * square,
        image={"size": size},
    )


_QWEN_FIND = "Locate {text}, output its bbox coordinates using JSON format."

RECIPES: Mapping[str, Recipe] = {
    "blip": Recipe(InputPath.PROMPT, describe="", tokens=20, long_tokens=50, beams=3),
    "blip-vqa": Recipe(InputPath.PROMPT, ask="{text}", long_tokens=20),
    "git": Recipe(
        InputPath.PROMPT,
        describe="",
        tokens=50,
        long_tokens=50,
        beams=4,
        beam_settings={"length_penalty": 0.6},
    ),
    "git-vqa": Recipe(InputPath.PROMPT, ask="{text}", long_tokens=50),
    "vision-encoder-decoder": Recipe(
        InputPath.PIXELS, describe="", tokens=16, long_tokens=16, beams=4
    ),
    "trocr": Recipe(InputPath.LINES, read="", long_tokens=96),
    "pix2struct": _CAPTION,
    "pix2struct-vqa": replace(_PIX2STRUCT, ask="{text}"),
    "pix2struct-widget": replace(_CAPTION, outlines=True),
    "kosmos-2": Recipe(
        InputPath.PROMPT,
        describe="<grounding> An image of",
        describe_long="<grounding> Describe this image in detail:",
        ask="<grounding> Question: {text} Answer:",
        find="<grounding><phrase> {text}</phrase>",
        boxes=Boxes.KOSMOS,
        grounded=True,
        tokens=64,
        long_tokens=128,
    ),
    "paligemma": _PALIGEMMA,
    "paligemma-mix": replace(
        _PALIGEMMA,
        describe_long="<image>describe this image in great detail, please",
        own_words="<image>{text}",
        read="<image>what is this text?",
    ),
    "florence2": Recipe(
        InputPath.TASKS,
        describe="<CAPTION>",
        describe_long="<MORE_DETAILED_CAPTION>",
        describe_part="<REGION_TO_DESCRIPTION>{box}",
        find="<CAPTION_TO_PHRASE_GROUNDING>{text}",
        read="<OCR_WITH_REGION>",
        list_places="<OD>",
        boxes=Boxes.FLORENCE,
        long_tokens=1024,
        beams=3,
    ),
    "vilt": Recipe(InputPath.CLASSIFIER, ask="{text}"),
    "idefics2": _UNTILED,
    "idefics3": _UNTILED,
    "smolvlm": _UNTILED,
    "qwen2_vl": _qwen(
        Boxes.QWEN_PAIRS, "Find <|object_ref_start|>{text}<|object_ref_end|>", side=28
    ),
    "qwen2_5_vl": _qwen(Boxes.QWEN_PIXELS, _QWEN_FIND, side=28),
    "qwen3_vl": _qwen(Boxes.QWEN_THOUSANDTHS, _QWEN_FIND, side=32),
}
"""By the name that `assistant.describing.folder.variant` gives; other chat models use `CHAT`."""


def question(read_text: str, prompt: str) -> str:
    """A chat model's prompt, with what OCR read where there is something."""
    read = read_text.strip()[:CONTEXT_CHARACTERS]
    return f"Text that was read on the picture:\n{read}\n\n{prompt}" if read else prompt
