"""A field for a chord: pressed, or typed as text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from assistant.core.errors import EarSightError
from assistant.core.i18n import _
from assistant.hotkeys.chords import Chord
from assistant.ui.pressed_keys import is_chord, pressed_chord


class OwnKeys(Protocol):
    """Hands over the chords that EarSight holds and that therefore never reach a window."""

    def __call__(self, pressed: Callable[[Chord], object] | None, /) -> object:
        """Tell `pressed` of each, on any thread, and do nothing else for it; None: act again."""
        ...


def no_keys(_pressed: Callable[[Chord], object] | None, /) -> None:
    """Where EarSight holds no keys."""


class ChordField(QLineEdit):
    """Shows a chord as it is written, or nothing where there is none.

    `entered` gets the chord that the person pressed, or typed and then left the field or pressed
    Return; None for an emptied field. What cannot be a chord is told by `tell` and not entered.
    Tab, Return, Escape, mnemonics and the keys of editing do what they do in every field.
    """

    _arrived = Signal(object)

    def __init__(
        self,
        entered: Callable[[Chord | None], object],
        tell: Callable[[str], object],
        own_keys: OwnKeys = no_keys,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._entered, self._tell, self._own_keys = entered, tell, own_keys
        self._shown = ""
        self.setAccessibleDescription(
            _("Press the keys, or type them, such as Super+Alt+J, and press Return.")
        )
        self.editingFinished.connect(self._typed)
        self._arrived.connect(self._take)

    @property
    def is_typed(self) -> bool:
        """Whether something was typed that was not entered yet."""
        return self.text().strip() != self._shown

    def show_chord(self, text: str) -> None:
        """Show a chord as it is written, telling nobody."""
        self._shown = text.strip()
        if self.text() != self._shown:
            self.setText(self._shown)

    def event(self, event: QEvent) -> bool:
        """Take a chord before it can be the shortcut of something else in the window."""
        early = event.type() == QEvent.Type.ShortcutOverride
        if early and isinstance(event, QKeyEvent) and is_chord(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter a pressed chord."""
        if not is_chord(event):
            entering = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.is_typed
            super().keyPressEvent(event)
            if entering:
                # Only the next Return means what it means in the window.
                event.accept()
            return
        event.accept()
        if event.isAutoRepeat():
            return
        try:
            chord = pressed_chord(event)
        except EarSightError as error:
            self._tell(error.spoken)
        else:
            self._take(chord)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have EarSight's own chords come here, too."""
        self._own_keys(self._arrived.emit)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let EarSight's own chords do again what they do."""
        self._own_keys(None)
        # As with every field, a menu or another program in between is not the end of typing.
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            self.deselect()
        super().focusOutEvent(event)

    def _take(self, chord: Chord) -> None:
        self.show_chord(str(chord))
        self._entered(chord)

    def _typed(self) -> None:
        text = self.text().strip()
        if text == self._shown:
            return
        try:
            chord = Chord.parse(text) if text else None
        except EarSightError as error:
            self._tell(error.spoken)
            return
        self.show_chord(str(chord) if chord is not None else "")
        self._entered(chord)
