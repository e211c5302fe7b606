"""What the sentence queue tells whoever listens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.core.errors import EarSightError


def _nothing(*_args: object) -> None:
    """Listen to nothing."""


@dataclass(frozen=True, slots=True)
class SpeechEvents:
    """Who wants to know; called on the speaking thread.

    `started(text)`: a sentence begins. `idle()`: all was heard or dropped. `failed(error)`: a voice
    gave no sound and the next one is tried. `silent(text, error)`: no voice works, and `text` is
    what the person missed; once for an answer, not for every sentence of it.
    """

    started: Callable[[str], object] = _nothing
    idle: Callable[[], object] = _nothing
    failed: Callable[[EarSightError], object] = _nothing
    silent: Callable[[str, EarSightError], object] = _nothing
