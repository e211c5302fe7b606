"""What review needs from the other rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


class Speech(Protocol):
    """Says sentences, one after the other; `core.ports.Speaker` and a pace."""

    def say(
        self,
        text: str,
        *,
        interrupt: bool = False,
        language: str = "",
        remember: bool = True,
        pace: float = 1.0,
    ) -> None:
        """Queue a sentence, or with `interrupt` drop all others first. Returns at once."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """What happens around review.

    `hush` ends the speech of the request under way, `open_layer` lets the next keys be those of
    review, and `ask_words` asks the person what to search for; they return at once. `copy` puts a
    text on the clipboard, takes up to some seconds, and raises EarSightError where it cannot.
    """

    hush: Callable[[], None]
    open_layer: Callable[[], None]
    ask_words: Callable[[], None]
    copy: Callable[[str], None]
