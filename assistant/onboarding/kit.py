"""What the steps use of the program around them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.core.backends import Verdict
from assistant.core.ports import Cues
from assistant.desktop.autostart.base import Autostart
from assistant.hotkeys.bindings import Hotkeys
from assistant.models.inventory import Entry
from assistant.settings.schema import Settings


class Voices(Protocol):
    """The voices there are."""

    def readers(self) -> Sequence[str]:
        """The screen readers that run, by name."""
        ...

    def engines(self) -> Sequence[str]:
        """Our own voice engines that work here, best first, by their names in the settings."""
        ...

    def names(self, language: str) -> Sequence[tuple[str, str]]:
        """(id, name) of each voice of a language, of the engine in use."""
        ...

    def sample(self, text: str) -> str:
        """Speak at once by the settings; returns why nothing can be heard, where that is known."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """`save` keeps settings, lets them count and returns what went wrong, in words.

    `hotkeys` is None where keys cannot be tried here. `read_sample` shows a window, takes its
    picture and returns the lines read on it; `look` takes a picture of the screen and throws it
    away; both raise EarSightError. `open_models` is None where there is no window for that.
    """

    settings: Callable[[], Settings]
    save: Callable[[Settings], str]
    voices: Voices
    cues: Cues
    hotkeys: Hotkeys | None
    survey: Callable[[], Sequence[Verdict]]
    look: Callable[[], None]
    read_sample: Callable[[], Sequence[str]]
    models: Callable[[], Sequence[Entry]]
    open_models: Callable[[], None] | None
    autostart: Callable[[], Autostart]
