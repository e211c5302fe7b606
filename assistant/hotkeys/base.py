"""What a hotkey backend must do."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Protocol

from assistant.core.backends import Backend
from assistant.core.errors import EarSightError
from assistant.hotkeys.chords import Chord


class ChordTakenError(EarSightError):
    """Another program holds the chord, or the platform reserves it."""

    code = "chord-taken"


class HotkeyBackend(Backend, Protocol):
    """Grabs chords so that the focused application never sees them.

    `on_press` and `on_key` are called on the backend's own thread, once per physical press (held
    keys do not repeat), and must return at once.
    """

    @property
    def supports_layer(self) -> bool:
        """Whether `open_layer` works; where not (the portal), each action needs its own chord."""
        ...

    def start(self, on_press: Callable[[str], None]) -> None:
        """Begin listening; `on_press` receives the binding's name."""
        ...

    def bind(self, binding: str, chord: Chord) -> None:
        """Grab `chord` in every lock state; replaces what `binding` had.

        Raises:
            ChordTakenError: the message names the chord as it is spoken.

        """
        ...

    def unbind(self, binding: str) -> None:
        """Let the binding's chord go again; nothing happens where there is none."""
        ...

    def open_layer(self, keys: Collection[str], on_key: Callable[[str], None]) -> None:
        """Take the next plain key presses without moving the focus.

        `keys` are those that mean something ("r", "?", "escape", "space", "up" …, as in Chord.key).
        A key outside them is swallowed where the platform allows it and reported as "".
        """
        ...

    def close_layer(self) -> None:
        """Give the keyboard back."""
        ...

    def close(self) -> None:
        """Let everything go and end the thread."""
        ...
