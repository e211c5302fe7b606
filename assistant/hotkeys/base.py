"""What a hotkey backend must do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Protocol

from assistant.core.backends import Backend
from assistant.core.errors import EarSightError
from assistant.core.i18n import _
from assistant.hotkeys.chords import Chord


class ChordTakenError(EarSightError):
    """Another program holds the chord, or the platform reserves it."""

    code = "chord-taken"

    def __init__(self, binding: str, chord: Chord) -> None:
        super().__init__(
            _("{chord} already belongs to another program.").format(chord=chord.spoken()),
            _("Choose other keys in the settings."),
        )
        self.binding = binding
        self.chord = chord


class HotkeyBackend(Backend, Protocol):
    """Grabs chords so that the focused application never sees them.

    `on_press` and `on_key` are called on the backend's own thread (macOS: on the main thread), once
    per physical press (held keys do not repeat), and must return at once.
    """

    @property
    def supports_chords(self) -> bool:
        """Whether there are keys at all; where not, `start` has told why."""
        ...

    @property
    def supports_layer(self) -> bool:
        """Whether `open_layer` works; where not (the portal), each action needs its own chord."""
        ...

    def start(
        self, on_press: Callable[[str], None], on_error: Callable[[EarSightError], None]
    ) -> None:
        """Begin listening; `on_press` receives the binding's name.

        `on_error` is told what happens later: the display is gone, a changed keyboard layout
        brought a conflict, the desktop did not grant a chord.

        Raises:
            MissingPartError: the platform's key service cannot be reached.

        """
        ...

    def bind(self, bindings: Mapping[str, Chord]) -> list[EarSightError]:
        """Hold exactly these chords, in every lock state, and let all others go.

        Returns one error for each chord that could not be had (`ChordTakenError`, or
        `BadInputError` where the keyboard has no such key); the other chords work. A backend that
        must ask the person first (the portal) returns at once and reports through `on_error`.
        """
        ...

    def open_layer(self, keys: Collection[str], on_key: Callable[[str], None]) -> None:
        """Take the next plain key presses without moving the focus.

        `keys` are those that mean something ("r", "?", "escape", "space", "up" …, as in Chord.key;
        also "shift+h", "ctrl+left" and "ctrl+shift+left"). The digits of a numeric keypad are
        digits, too. A plain or shifted key outside them is swallowed where the platform allows it
        and reported as "", with Shift as the plain key where that is one of them. A bound chord
        pressed meanwhile is still reported as its binding. Another set of keys may be opened over
        an open one.

        Raises:
            EarSightError: another program holds the keyboard.

        """
        ...

    def close_layer(self) -> None:
        """Give the keyboard back, as soon as no key pressed in the layer is held any more."""
        ...

    def close(self) -> None:
        """Let everything go and end the thread."""
        ...
