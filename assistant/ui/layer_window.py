"""The keys of a layer in a small window, where the desktop lets no program take plain keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout

from assistant.core.i18n import _
from assistant.core.layers import Layer
from assistant.desktop.focus.base import WindowFocus
from assistant.ui.focus_returning import giving_back
from assistant.ui.to_front import to_front

STEP_ASIDE_MS = 250
"""From hiding the window to a picture of what was behind it."""
_COLUMNS = 48

NAMES = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Home: "home",
    Qt.Key.Key_End: "end",
    Qt.Key.Key_Tab: "tab",
    Qt.Key.Key_Backtab: "tab",
    Qt.Key.Key_Return: "enter",
    Qt.Key.Key_Enter: "enter",
    Qt.Key.Key_Backspace: "backspace",
    Qt.Key.Key_Delete: "delete",
    Qt.Key.Key_F2: "f2",
    Qt.Key.Key_Question: "?",
    Qt.Key.Key_Slash: "?",
}


def layer_key(event: QKeyEvent) -> str:
    """The key as layers call it: "shift+tab", "ctrl+shift+left", "7", "?"."""
    key = Qt.Key(event.key())
    plain = NAMES.get(key) or (chr(key).lower() if 0x20 < key < 0x7F else "")
    held = event.modifiers()
    if plain == "?" or not plain:
        return plain
    names = [
        name
        for name, modifier in (
            ("ctrl", Qt.KeyboardModifier.ControlModifier),
            ("shift", Qt.KeyboardModifier.ShiftModifier),
        )
        if held & modifier
    ]
    return "+".join([*names, plain])


class LayerWindow(QDialog):
    """Says what was told last, and takes the layer's keys while it has the focus.

    `perform` gets the id of the action. Escape leaves, and `on_left` is called.
    """

    def __init__(
        self,
        layer: Layer,
        title: str,
        perform: Callable[[str], None],
        on_left: Callable[[], object],
        focus: WindowFocus,
    ) -> None:
        super().__init__()
        self._layer, self._perform = layer, perform
        self._on_left, self._focus = on_left, focus
        self.setWindowTitle(title)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setMinimumWidth(self.fontMetrics().averageCharWidth() * _COLUMNS)
        self._words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._words.setAccessibleDescription(_("Question mark lists the keys. Escape leaves."))
        hint = QLabel(_("Question mark lists the keys. Escape leaves."))
        hint.setWordWrap(True)
        whole = QVBoxLayout(self)
        whole.addWidget(self._words)
        whole.addWidget(hint)

    def tell(self, words: str) -> None:
        """Show what is being said."""
        self._words.setText(words)
        self._words.setAccessibleName(words)

    def show_and_focus(self) -> None:
        """Come to the front with the keyboard."""
        to_front(self, self._focus)
        self._words.setFocus()

    def focusNextPrevChild(self, _next: bool) -> bool:  # noqa: N802 - Qt's name
        """Tab is a key of the layer."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key means; one that means nothing is left alone."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        action = self._layer.keys.get(layer_key(event))
        if action is not None:
            self._perform(action)

    def step_aside(self, then: Callable[[], None]) -> None:
        """Leave the screen, and call `then` once what was behind is painted again."""
        delay = STEP_ASIDE_MS if self.isVisible() else 0
        if delay:
            self.hide()
            self._focus.give_back()
        QTimer.singleShot(delay, self, then)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the keyboard back, where the person has not gone elsewhere by themselves."""
        with giving_back(self, self._focus):
            super().closeEvent(event)
        self._on_left()
