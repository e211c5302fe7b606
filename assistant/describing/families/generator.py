"""What all families that write text share: one way from inputs to pieces and places."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from assistant.core.errors import BadInputError
from assistant.core.i18n import N_, _
from assistant.describing.base import Ability, Found, Piece, Said, Task
from assistant.describing.decoding import CancelHooks, TextStreamer, stream
from assistant.describing.families.boxes import parse_boxes, without_marks
from assistant.describing.loading import LoadedModel

if TYPE_CHECKING:
    from PIL.Image import Image

_CANNOT = {
    Ability.DESCRIBE: N_("The model {name} cannot describe pictures."),
    Ability.ASK: N_("The model {name} cannot answer questions."),
    Ability.FIND: N_("The model {name} cannot find things on a picture."),
    Ability.READ: N_("The model {name} cannot read text."),
}
MIN_SIDE = 32
MAX_RATIO = 8
"""How much longer one side may be; image processors make the other one of no pixels, or fail."""


class Generator(ABC):
    """A `Describer` over a model with `generate`."""

    def __init__(self, loaded: LoadedModel) -> None:
        self._loaded = loaded
        self._recipe = loaded.folder.recipe
        self._model = loaded.model
        self._tokenizer = loaded.processing.tokenizer
        self._hooks = CancelHooks(loaded.model)

    @property
    def name(self) -> str:
        """The folder's name."""
        return self._loaded.folder.name

    @property
    def abilities(self) -> Sequence[Ability]:
        """What the family was trained for."""
        return self._recipe.abilities

    def run(self, image: Image, task: Task, cancelled: Callable[[], bool]) -> Iterator[Said]:
        """Yield pieces, or for FIND the places, as `Describer` says."""
        prompt = self._prompt(task)
        if cancelled():
            return
        picture = widened(image.convert("RGB"))
        inputs = self.inputs(shrunk(picture, self._recipe.max_pixels), task, prompt)
        texts: Iterator[str] = stream(
            lambda tell: self._generate(inputs, task, tell), self._hooks, cancelled
        )
        if task.ability is not Ability.FIND:
            yield from (Piece(text) for text in texts)
            return
        answer = "".join(texts)
        if not cancelled():
            written = prompt + answer if self._recipe.find_in_prompt else answer
            places = parse_boxes(self._recipe.boxes, written, self._grid(inputs), picture.size)
            yield from inside(places, image.size)

    def close(self) -> None:
        """Drop the model; its memory is free when nothing else holds it."""
        del self._model, self._loaded, self._hooks

    @abstractmethod
    def inputs(self, image: Image, task: Task, prompt: str) -> Any:
        """The arguments of the model's `generate`, on its device and in its number format."""

    def _prompt(self, task: Task) -> str:
        prompt = self._recipe.prompt(task)
        if prompt is None:
            raise BadInputError(
                _(_CANNOT[task.ability]).format(name=self.name), _("Choose another model.")
            )
        if task.ability in (Ability.ASK, Ability.FIND) and not task.text.strip():
            raise BadInputError(_("There is no question."), _("Type a question first."))
        if task.ability is Ability.DESCRIBE and task.text.strip() and not self._recipe.instructions:
            raise BadInputError(
                _("The model {name} does not follow instructions.").format(name=self.name),
                _("Choose another model, or describe without instructions."),
            )
        return prompt

    def _placed(self, inputs: Any) -> Any:
        """Inputs on the model's device, their floats in its format; integers stay integers."""
        placed = inputs.to(self._loaded.device)
        for key, value in placed.items():
            if hasattr(value, "is_floating_point") and value.is_floating_point():
                placed[key] = value.to(self._loaded.dtype)
        return placed

    def _generate(self, inputs: Any, task: Task, tell: Callable[[str], None]) -> None:
        import torch

        streamer = TextStreamer(self._decoder(task), tell)
        beams = self._recipe.beams(task)
        settings = {
            "do_sample": False,
            "num_beams": beams,
            "num_return_sequences": 1,
            "max_new_tokens": self._recipe.limit(task),
        }
        with torch.inference_mode():
            if beams == 1:
                self._model.generate(**inputs, **settings, streamer=streamer)
                return
            tokens = self._model.generate(**inputs, **settings)[0]
        start = self._prompt_length(inputs)
        streamer.put(tokens[:start])
        streamer.put(tokens[start:])
        streamer.end()

    def _prompt_length(self, inputs: Any) -> int:
        """How many tokens of what `generate` returns are not the answer."""
        if self._model.config.is_encoder_decoder or "input_ids" not in inputs:
            return 1
        return int(inputs["input_ids"].shape[1])

    def _decoder(self, task: Task) -> Callable[[list[int]], str]:
        decode = self._tokenizer.decode
        if task.ability is Ability.FIND:
            # The tokens that stand for places are special ones in some families.
            return lambda tokens: str(decode(tokens, skip_special_tokens=False))
        return lambda tokens: without_marks(decode(tokens, skip_special_tokens=True))

    def _grid(self, inputs: Any) -> tuple[int, int]:
        """Width and height, in pixels, of the picture as the model sees it; zeros if not told."""
        grid = inputs.get("image_grid_thw")
        if grid is None:
            return 0, 0
        _time, rows, columns = grid[0].tolist()
        size = int(self._loaded.processing.image_processor.patch_size)
        return columns * size, rows * size


def widened(image: Image) -> Image:
    """The picture, or on a white ground where it is too thin for image processors."""
    width, height = image.size
    least = max(MIN_SIDE, max(width, height) // MAX_RATIO)
    if min(width, height) >= least:
        return image
    from PIL.Image import new

    ground = new("RGB", (max(width, least), max(height, least)), "white")
    ground.paste(image)
    return ground


def shrunk(image: Image, max_pixels: int) -> Image:
    """The picture with at most `max_pixels` (0: no limit)."""
    width, height = image.size
    if not max_pixels or width * height <= max_pixels:
        return image
    scale = (max_pixels / (width * height)) ** 0.5
    return image.resize((max(1, int(width * scale)), max(1, int(height * scale))), reducing_gap=2)


def inside(places: Iterable[Found], size: tuple[int, int]) -> Iterator[Found]:
    """The places that are on a picture of `size`, cut to it."""
    for place in places:
        x0, y0, x1, y1 = place.box
        box = (x0, y0, min(x1, size[0]), min(y1, size[1]))
        if box[0] < box[2] and box[1] < box[3]:
            yield Found(place.label, box)
