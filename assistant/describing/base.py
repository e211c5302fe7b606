"""What a describer does: a model family in the worker, or a remote endpoint."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeAlias

import msgspec

from assistant.core.conversation import Turn
from assistant.core.findings import Box, Line
from assistant.core.request import Detail

if TYPE_CHECKING:
    from PIL.Image import Image


class Ability(StrEnum):
    """What a model was trained for."""

    DESCRIBE = "describe"
    ASK = "ask"
    FIND = "find"
    READ = "read"
    CLASSIFY = "classify"


class Task(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is wanted of the picture.

    `text` is the question, the thing to find, the labels to choose from with commas between them,
    or one's own prompt for `describe` (empty: the family's own). `read_text` is what OCR read on
    the picture, as context for the model. `box` is the part to describe, in the picture's pixels.
    `scale` is the picture's pixels per point where it shows a screen, else 0. A description ends
    where it begins to say the same again, unless it `repeats`, which is for measuring and checking.
    """

    ability: Ability
    text: str = ""
    detail: Detail = Detail.SHORT
    history: tuple[Turn, ...] = ()
    read_text: str = ""
    max_new_tokens: int = 0
    scale: float = 0.0
    box: Box | None = None
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the answer as it is generated; pieces joined are the whole text."""

    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A grounded phrase; `box` in the picture's pixels."""

    label: str
    box: Box


@dataclass(frozen=True, slots=True)
class Choice:
    """A person's labels with the part of the probability that each has; the likeliest first.

    The label is empty for "none of these". Where only the chosen one is known it stands alone.
    """

    ranking: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """What the program itself has to say about the answer that follows."""

    text: str


Said: TypeAlias = Piece | Found | Line | Choice | Remark
"""What a describer yields; a `Line` is text that it read, its box in the picture's pixels."""


class Describer(Protocol):
    """One loaded model, or one endpoint. Used by one thread at a time."""

    @property
    def name(self) -> str:
        """What is named as the source of a guess, e.g. "blip-image-captioning-base"."""
        ...

    @property
    def abilities(self) -> Sequence[Ability]:
        """What it can be asked for."""
        ...

    def run(self, image: Image, task: Task, cancelled: Callable[[], bool]) -> Iterator[Said]:
        """Yield pieces as they come; stops soon, without an error, after `cancelled()` turns true.

        Raises:
            BadInputError: the model cannot do this task; the message says so in plain words.
            EarSightError: it failed.

        """
        ...

    def close(self) -> None:
        """Give the memory back."""
        ...
