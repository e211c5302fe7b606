"""A window with a text to be read with the cursor keys, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from assistant.core.i18n import _
from assistant.core.labels import without_mnemonic
from assistant.desktop.focus.base import WindowFocus
from assistant.ui.focus_returning import FocusReturningDialog
from assistant.ui.opening_size import room_for, within_screen
from assistant.ui.reading_area import reading_area
from assistant.ui.self_voice import SelfVoice
from assistant.ui.to_front import to_front

_LINES, _LEAST_LINES = 24, 4
_COLUMNS = 84


@dataclass(frozen=True, slots=True)
class Shown:
    """What a window shows: `text` is asked each time it opens, `name` is what the text is called.

    `greeting` is said when it opens; `deeds` are buttons of its own, a label with its mnemonic and
    what it does with the text and the window.
    """

    title: str
    name: str
    text: Callable[[], str]
    greeting: Callable[[], str]
    deeds: Sequence[tuple[str, Callable[[TextWindow], object]]] = ()


class TextWindow(FocusReturningDialog):
    """The text read-only, and buttons to copy it and to close. Escape closes, too.

    `tell` speaks at once, `voiced` says whether to speak what a screen reader tells by itself.
    Closing gives the keyboard back to what `focus` remembers.
    """

    def __init__(
        self,
        shown: Shown,
        focus: WindowFocus,
        tell: Callable[[str], object],
        voiced: Callable[[], bool],
    ) -> None:
        super().__init__(focus)
        self._shown, self._tell, self._voiced = shown, tell, voiced
        self.setWindowTitle(shown.title)
        self._area = reading_area("text", without_mnemonic(shown.name), _LEAST_LINES)
        self._area.setAccessibleDescription(_("The cursor keys read it."))
        self._status = QLabel()
        self._status.setWordWrap(True)
        label = QLabel(shown.name)
        label.setBuddy(self._area)
        whole = QVBoxLayout(self)
        whole.addWidget(label)
        whole.addWidget(self._area, 1)
        whole.addWidget(self._status)
        whole.addLayout(self._buttons())
        SelfVoice(self, tell, voiced)
        self.resize(self.sizeHint())

    @property
    def text(self) -> str:
        """What is shown."""
        return self._area.toPlainText()

    def show_and_focus(self) -> None:
        """Come to the front with the caret at the beginning of the text, as it is now."""
        self._status.clear()
        self._area.setPlainText(self._shown.text())
        to_front(self, self._focus)
        self._area.setFocus()
        if self._voiced():
            self._tell(self._shown.greeting())

    def say(self, text: str) -> None:
        """Show and speak what came of something."""
        self._status.setText(text)
        self._tell(text)

    def sizeHint(self) -> QSize:
        """Room for whole lines, where the screen has it."""
        wanted = room_for(self, _COLUMNS, _LINES)
        return within_screen(self, super().sizeHint().expandedTo(wanted))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        own = ((_("&Copy"), TextWindow._copy), (_("C&lose"), TextWindow.reject))
        for text, deed in (*self._shown.deeds, *own):
            button = QPushButton(text)
            button.setAutoDefault(True)
            button.clicked.connect(lambda _checked, deed=deed: deed(self))
            row.addWidget(button)
        return row

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self.say(_("Copied."))
