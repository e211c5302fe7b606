"""What an accelerated model consists of, and what it can be asked."""

from __future__ import annotations

from pathlib import Path

import msgspec

from assistant.core.request import Detail
from assistant.describing.base import Ability, Task

ENCODER = "encoder.onnx"
DECODER = "decoder.onnx"
TOKENIZER = "tokenizer.json"
FACTS = "captioner.json"
FILES = (FACTS, TOKENIZER, ENCODER, DECODER)


class Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a captioner's graphs need to be told.

    Pictures are made `side` pixels wide and high by Pillow's `resample`, their channels divided by
    255, less `mean`, over `deviation`. An answer begins after the token `begin` and ends with
    `end`; `layers` attention layers keep `heads` vectors of `head_size` numbers for each token.
    """

    side: int
    resample: int
    mean: tuple[float, float, float]
    deviation: tuple[float, float, float]
    begin: int
    end: int
    layers: int
    heads: int
    head_size: int

    @property
    def states(self) -> int:
        """Keys and values of all layers."""
        return 2 * self.layers


def read_facts(folder: Path) -> Facts:
    """Read them.

    Raises:
        OSError, ValueError: they cannot be read.

    """
    return msgspec.json.decode((folder / FACTS).read_bytes(), type=Facts)


def write_facts(folder: Path, facts: Facts) -> None:
    """Write them."""
    (folder / FACTS).write_bytes(msgspec.json.format(msgspec.json.encode(facts)) + b"\n")


def serves(task: Task) -> bool:
    """Whether an accelerated captioner does this: a short description, without instructions.

    A long one looks several ways ahead, which takes the model itself.
    """
    plain = not task.text.strip() and task.box is None
    return task.ability is Ability.DESCRIBE and task.detail is Detail.SHORT and plain
