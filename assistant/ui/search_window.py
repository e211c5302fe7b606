"""The small window in which one types what to search for in review."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout

from assistant.core.i18n import _
from assistant.desktop.focus.base import WindowFocus
from assistant.ui.focus_returning import FocusReturningDialog
from assistant.ui.self_voice import SelfVoice
from assistant.ui.to_front import to_front

_COLUMNS = 40


class SearchWindow(FocusReturningDialog):
    """One field. Return searches, Escape leaves; both give the keyboard back to where it was.

    `find` gets the words once the window is gone. `tell` speaks at once, `voiced` says whether to
    speak what a screen reader tells by itself.
    """

    def __init__(
        self,
        find: Callable[[str], object],
        focus: WindowFocus,
        tell: Callable[[str], object],
        voiced: Callable[[], bool],
    ) -> None:
        super().__init__(focus)
        self._find, self._tell, self._voiced = find, tell, voiced
        self.setWindowTitle(_("Find in the answer"))
        self._words = QLineEdit()
        self._words.setObjectName("words")
        self._words.setMinimumWidth(self.fontMetrics().averageCharWidth() * _COLUMNS)
        self._words.setAccessibleName(_("Words to find"))
        self._words.setAccessibleDescription(_("Return searches. Escape leaves."))
        label = QLabel(_("&Words to find"))
        label.setBuddy(self._words)
        buttons = QDialogButtonBox()
        search = buttons.addButton(_("&Find"), QDialogButtonBox.ButtonRole.AcceptRole)
        search.setDefault(True)
        buttons.addButton(_("&Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        for widget in (label, self._words, buttons):
            whole.addWidget(widget)
        SelfVoice(self, tell, voiced)

    def show_and_focus(self) -> None:
        """Come to the front with the keyboard in the field, the last words chosen."""
        to_front(self, self._focus)
        self._words.setFocus()
        self._words.selectAll()
        if self._voiced():
            self._tell(_("Type the words to find."))

    def done(self, result: int) -> None:
        """Close, however it was asked for."""
        super().done(result)
        words = self._words.text().strip()
        if result == QDialog.DialogCode.Accepted and words:
            self._find(words)
