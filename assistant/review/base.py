"""What review needs from the other rooms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from assistant.core.actuating import Hand
from assistant.core.geometry import Rect
from assistant.core.pointing import Button, Spot
from assistant.core.request import Request

if TYPE_CHECKING:
    from PIL.Image import Image

    from assistant.core.frame import WindowInfo


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


class Mouse(Protocol):
    """As `desktop.pointer.base.Pointer`."""

    def move(self, spot: Spot) -> None:
        """Put the pointer there."""
        ...

    def click(self, spot: Spot, button: Button = Button.LEFT, times: int = 1) -> None:
        """Put the pointer there and click."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What happens around review.

    `speaking` tells what is being said, `hush` ends the speech of the request under way, and
    `read_again` does one once more of which nothing is spoken. `open_layer` lets the next keys be
    those of review, `leave_layer` gives them back, `ask_words` asks the person what to search for.
    All of these return at once.

    `copy` puts a text on the clipboard, `mouse` finds what clicks (asked each time, because a
    permission may have come), `look` takes a picture of a part of the desktop, `hand` finds what
    acts through the accessibility service, and `windows` tells the windows from front to back.
    These may take some seconds, and raise EarSightError.
    """

    speaking: Callable[[], str]
    hush: Callable[[], None]
    read_again: Callable[[Request], None]
    open_layer: Callable[[], None]
    leave_layer: Callable[[], None]
    ask_words: Callable[[], None]
    copy: Callable[[str], None]
    mouse: Callable[[], Mouse]
    look: Callable[[Rect], Image]
    hand: Callable[[], Hand]
    windows: Callable[[], Sequence[WindowInfo]]
