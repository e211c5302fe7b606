"""Gives the keyboard back when a window closes that had been brought to the front."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QDialog, QWidget

from assistant.desktop.focus.base import WindowFocus


@contextmanager
def giving_back(window: QWidget, focus: WindowFocus) -> Iterator[None]:
    """Close the window in here: then what `focus` remembers has the keyboard again."""
    # Not where the person has gone elsewhere by themselves.
    gives_back = window.isActiveWindow()
    yield
    if gives_back:
        focus.give_back()


class FocusReturningDialog(QDialog):
    """Closing, however it was asked for, gives the keyboard back to what `focus` remembers."""

    def __init__(self, focus: WindowFocus) -> None:
        super().__init__()
        self._focus = focus

    def done(self, result: int) -> None:
        """Close, and give the keyboard back."""
        with giving_back(self, self._focus):
            super().done(result)
