"""Describes with the graphs that `exporter` made: a picture once, then a token at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from assistant.describing.base import Ability, Piece, Said, Task
from assistant.describing.onnx.files import DECODER, ENCODER, TOKENIZER, Facts, read_facts
from assistant.describing.pictures import widened
from assistant.describing.prompts import RECIPES
from assistant.describing.streaming import StoppedError, TextFlow, interruptible

if TYPE_CHECKING:
    from PIL.Image import Image

Floats = NDArray[np.float32]
_QUIET = 3
"""Tell errors only."""


class Captioner:
    """A `Describer`. It says what the model itself says, as far as 8 bits go."""

    def __init__(self, folder: Path, name: str, threads: int = 0) -> None:
        """Load the graphs in `folder`; `threads` 0 lets the runtime choose.

        Raises:
            Exception: of many types, where they are damaged.

        """
        self._name = name
        self._graphs = Graphs(folder, threads)
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))

    @property
    def name(self) -> str:
        """The model's."""
        return self._name

    @property
    def abilities(self) -> Sequence[Ability]:
        """One."""
        return (Ability.DESCRIBE,)

    def run(self, image: Image, task: Task, cancelled: Callable[[], bool]) -> Iterator[Said]:
        """Yield pieces, as `Describer` says. The task is one that `files.serves`."""
        options = onnxruntime.RunOptions()

        def generate(tell: Callable[[Said], None]) -> None:
            flow = TextFlow(self._decode, lambda text: tell(Piece(text)))
            seen = pixels(widened(image.convert("RGB")), self._graphs.facts)
            for token in self._graphs.tokens(seen, RECIPES["blip"].limit(task), options):
                flow.put([token])
            flow.end()

        def interrupt() -> None:
            options.terminate = True

        return interruptible(generate, cancelled, interrupt)

    def close(self) -> None:
        """Drop the graphs."""
        del self._graphs

    def _decode(self, tokens: list[int]) -> str:
        return str(self._tokenizer.decode(tokens, skip_special_tokens=True))


class Graphs:
    """The two graphs of a folder as one function from a picture to tokens."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        self.facts = read_facts(folder)
        self._encoder = _session(folder / ENCODER, threads)
        self._decoder = _session(folder / DECODER, threads)
        self._seen = [output.name for output in self._encoder.get_outputs()]

    def tokens(
        self, seen: Floats, limit: int, options: Any = None, forced: Sequence[int] = ()
    ) -> Iterator[int]:
        """The likeliest tokens one after the other, at most `limit`, without the ending one."""
        for scores in self.scores(seen, limit, options, forced):
            token = int(scores.argmax())
            if token == self.facts.end:
                return
            yield token

    def scores(
        self, seen: Floats, limit: int, options: Any = None, forced: Sequence[int] = ()
    ) -> Iterator[Floats]:
        """The scores (vocabulary,) of each next token of pixels (1, 3, side, side).

        What follows is the likeliest token, or that of `forced`.

        Raises:
            StoppedError: `options.terminate` was set meanwhile.

        """
        facts = self.facts
        fed = dict(zip(self._seen, _run(self._encoder, {"pixels": seen}, options), strict=True))
        nothing = np.zeros((1, facts.heads, 0, facts.head_size), np.float32)
        past = {f"past_{number}": nothing for number in range(facts.states)}
        token = facts.begin
        for step in range(limit):
            given = np.array([[token]], np.int64)
            scores, *states = _run(self._decoder, {"token": given, **past, **fed}, options)
            yield scores[0]
            past = {f"past_{number}": state for number, state in enumerate(states)}
            token = forced[step] if step < len(forced) else int(scores.argmax())


def pixels(image: Image, facts: Facts) -> Floats:
    """The picture as the model sees it, (1, 3, side, side), as its own image processor does it."""
    from PIL.Image import Resampling

    scaled = image.resize((facts.side, facts.side), Resampling(facts.resample))
    values: Floats = np.asarray(scaled, np.float32) * np.float32(1 / 255)
    values -= np.array(facts.mean, np.float32)
    values /= np.array(facts.deviation, np.float32)
    return np.ascontiguousarray(values.transpose(2, 0, 1)[None])


def _session(file: Path, threads: int) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = _QUIET
    # Threads that wait busily take the time of the one they wait for where others work, too.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def _run(session: Any, inputs: dict[str, Any], options: Any) -> Any:
    try:
        return session.run(None, inputs, options)
    except Exception as error:
        if options is not None and options.terminate:
            raise StoppedError from error
        raise
