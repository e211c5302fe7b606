"""What a backend must do that moves the keyboard focus between programs."""

from __future__ import annotations

from typing import Protocol

from assistant.core.backends import Backend


class WindowFocus(Backend, Protocol):
    """Moves the keyboard to a window of ours that the person asked for, and back.

    Nothing raises: the person can still move the focus by the keys of their desktop.
    """

    def remember(self) -> None:
        """Note what has the keyboard now. Any thread may call it; takes up to 50 ms."""
        ...

    def take(self, window: int) -> None:
        """Give the keyboard to this window (its native handle) of ours, which is on the screen."""
        ...

    def give_back(self) -> None:
        """Give the keyboard to what was remembered, once; nothing where it is gone by now."""
        ...
