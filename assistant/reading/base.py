"""What an OCR engine must do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from assistant.core.backends import Backend
from assistant.core.findings import Line, Seen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]
    """Height x width x 3, RGB."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """`language` is a tag such as "en" or "ar"; `scale` device pixels per point of the picture;
    `photo` says that it is not a screen (a file or the clipboard), so text may be of any size.
    """

    language: str = "en"
    scale: float = 1.0
    photo: bool = False


class Engine(Backend, Protocol):
    """Reads a picture. Lives in the worker process and is used by one thread at a time."""

    def supports(self, language: str) -> bool:
        """Whether text of this language can be read with what is installed."""
        ...

    def warm_up(self) -> None:
        """Load and compile, so that the first real page is fast."""
        ...

    def read(
        self, pixels: Pixels, options: ReadOptions, cancelled: Callable[[], bool]
    ) -> Iterator[Line]:
        """Yield lines in reading order, each as soon as it is known; boxes in the picture's pixels.

        Stops early, without an error, soon after `cancelled()` turns true.

        Raises:
            MissingPartError: a language pack is missing; the message names it.

        """
        ...


class ControlFinder(Protocol):
    """Finds controls and icons in a picture. Lives in the worker process, for one thread."""

    def see(self, pixels: Pixels, lines: Sequence[Line]) -> Sequence[Seen]:
        """What looks like a control; `lines` are all that was read. Boxes in the picture's pixels.

        Nothing where the models are missing: the lines are worth having without them.
        """
        ...
