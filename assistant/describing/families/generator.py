"""What all families that write text share: one way from inputs to pieces and places."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from assistant.core.errors import BadInputError
from assistant.core.findings import Line
from assistant.core.i18n import N_, _
from assistant.describing.base import Ability, Found, Piece, Remark, Said, Task
from assistant.describing.decoding import CancelHooks, TextStreamer, certainties, stream
from assistant.describing.families.boxes import inside, parse_boxes, without_marks
from assistant.describing.families.words import LEAST_ANSWER, check_length, window, without_tokens
from assistant.describing.loading import LoadedModel
from assistant.describing.pictures import grown, part_of, shrunk, widened
from assistant.describing.prompts import named

if TYPE_CHECKING:
    from PIL.Image import Image

Tell: TypeAlias = Callable[[Said], None]

_CANNOT = {
    Ability.DESCRIBE: N_("The model {name} cannot describe pictures."),
    Ability.ASK: N_("The model {name} cannot answer questions."),
    Ability.FIND: N_("The model {name} cannot find things on a picture."),
    Ability.READ: N_("The model {name} cannot read text."),
    Ability.CLASSIFY: N_("The model {name} cannot choose among labels."),
}


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
        """Yield what is said and found, as `Describer` says."""
        self._check(task)
        if task.ability is Ability.DESCRIBE and task.text.strip() and not self._recipe.own_words:
            told = _("{name} cannot follow instructions. Its plain description:")
            yield Remark(told.format(name=self.name))
            task = msgspec.structs.replace(task, text="")
        if cancelled():
            return
        task = msgspec.structs.replace(task, text=without_tokens(task.text, self._tokenizer))
        seen = image if image.mode == "RGB" else image.convert("RGB")
        told_in_words = task.ability is Ability.DESCRIBE and self._recipe.describe_part is not None
        if task.box is not None and not told_in_words:
            seen = part_of(seen, task.box, outlined=self._recipe.outlines)
        corner = task.box[:2] if task.box and seen.size != image.size else (0, 0)
        picture = widened(seen)
        said: Iterator[Said] = stream(
            lambda tell: self._say(picture, task, tell), self._hooks, cancelled
        )
        for each in said:
            if not isinstance(each, Found | Line):
                yield each
            elif (box := inside(each.box, seen.size, corner)) is not None:
                if isinstance(each, Line):
                    yield msgspec.structs.replace(each, box=box)
                else:
                    yield Found(each.label, box)

    def close(self) -> None:
        """Drop the model; its memory is free when nothing else holds it."""
        del self._model, self._loaded, self._hooks

    @abstractmethod
    def inputs(self, image: Image, task: Task, prompt: str) -> Any:
        """The arguments of the model's `generate`.

        Raises:
            BadInputError: the words are too many for the model.

        """

    def _check(self, task: Task) -> None:
        if task.ability not in self.abilities:
            raise BadInputError(
                _(_CANNOT[task.ability]).format(name=self.name), _("Choose another model.")
            )
        if task.ability in (Ability.ASK, Ability.FIND) and not task.text.strip():
            raise BadInputError(_("There is no question."), _("Type a question first."))
        if task.ability is Ability.CLASSIFY and not named(task.text):
            raise BadInputError(
                _("There are no labels to choose from."), _("Type them with commas between them.")
            )

    def _say(self, picture: Image, task: Task, tell: Tell) -> None:
        """Answer on the generation's thread."""
        prompt = self._prompt(task)
        if task.ability is Ability.FIND:
            self._find(picture, task, prompt, tell)
            return
        inputs = self._prepared(picture, task, prompt)
        streamer = TextStreamer(self._decoder(), lambda text: tell(Piece(text)))
        self._generate(inputs, task, streamer)
        if self._recipe.grounded:
            for place in self._places(streamer.tokens, prompt, inputs, picture):
                tell(place)

    def _find(self, picture: Image, task: Task, prompt: str, tell: Tell) -> None:
        """Tell the places that the model writes in answer to `prompt`, and none of its words."""
        inputs = self._prepared(picture, task, prompt)
        streamer = TextStreamer(self._decoder(), lambda _text: None)
        self._generate(inputs, task, streamer)
        for place in self._places(streamer.tokens, prompt, inputs, picture):
            tell(place if place.label else Found(task.text.strip(), place.box))

    def _places(
        self, tokens: list[int], prompt: str, inputs: Any, picture: Image
    ) -> Iterator[Found]:
        written = self._tokenizer.decode(tokens, skip_special_tokens=False)
        # A grounded answer goes on with the phrase that its prompt began.
        text = prompt + written if self._recipe.grounded else written
        return parse_boxes(self._recipe.boxes, text, self._grid(inputs), picture.size)

    def _prompt(self, task: Task) -> str:
        return self._recipe.prompt(task) or ""

    def _prepared(self, picture: Image, task: Task, prompt: str) -> Any:
        least = self._recipe.find_pixels if task.ability is Ability.FIND else 0
        seen = grown(shrunk(picture, self._recipe.max_pixels), least)
        return self._on_device(self.inputs(seen, task, prompt))

    def _on_device(self, inputs: Any) -> Any:
        """The inputs on the model's device, their floats in its format; integers stay integers."""
        placed = inputs.to(self._loaded.device)
        for key, value in placed.items():
            if hasattr(value, "is_floating_point") and value.is_floating_point():
                placed[key] = value.to(self._loaded.dtype)
        return placed

    def _checked(self, inputs: Any) -> Any:
        """The inputs, if an answer has room behind their words; else a BadInputError."""
        if "input_ids" in inputs:
            # The answer of the others has places of its own.
            answer = 0 if self._model.config.is_encoder_decoder else LEAST_ANSWER
            length = int(inputs["input_ids"].shape[1]) + answer
            check_length(self.name, length, window(self._model.config))
        return inputs

    def _generate(self, inputs: Any, task: Task, streamer: TextStreamer) -> None:
        import torch

        beams = self._recipe.beams_for(task)
        settings = {
            "do_sample": False,
            "num_beams": beams,
            "num_return_sequences": 1,
            "max_new_tokens": self._limit(inputs, task),
        }
        with torch.inference_mode():
            if beams == 1:
                settings |= self._way(streamer)
                self._model.generate(**inputs, **settings, streamer=streamer)
                return
            settings |= self._recipe.beam_settings
            tokens = self._model.generate(**inputs, **settings)[0]
        start = self._prompt_length(inputs)
        streamer.put(tokens[:start])
        streamer.put(tokens[start:])
        streamer.end()

    def _way(self, _streamer: TextStreamer) -> dict[str, Any]:
        """What tells `generate` of a faster way to write without beams; by itself none."""
        return {}

    def _with_certainty(self, inputs: Any, task: Task) -> tuple[Any, list[float]]:
        """The tokens of one answer for each picture, and how sure the model is of each."""
        import torch

        with torch.inference_mode():
            made = self._model.generate(
                **inputs,
                do_sample=False,
                num_beams=1,
                max_new_tokens=self._limit(inputs, task),
                output_scores=True,
                return_dict_in_generate=True,
            )
            return made.sequences, certainties(self._model, made)

    def _limit(self, inputs: Any, task: Task) -> int:
        """Most tokens of the answer that the model has places for."""
        room = window(self._model.config) - self._prompt_length(inputs)
        return max(1, min(self._recipe.limit(task), room))

    def _prompt_length(self, inputs: Any) -> int:
        """How many tokens of what `generate` returns are not the answer."""
        if self._model.config.is_encoder_decoder or "input_ids" not in inputs:
            return 1
        return int(inputs["input_ids"].shape[1])

    def _decoder(self) -> Callable[[list[int]], str]:
        decode = self._tokenizer.decode
        return lambda tokens: without_marks(decode(tokens, skip_special_tokens=True))

    def _grid(self, inputs: Any) -> tuple[int, int]:
        """Width and height, in pixels, of the picture as the model sees it; zeros if not told."""
        grid = inputs.get("image_grid_thw")
        if grid is None:
            return 0, 0
        _time, rows, columns = grid[0].tolist()
        size = int(self._loaded.processing.image_processor.patch_size)
        return columns * size, rows * size
