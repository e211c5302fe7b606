"""The small window in which one names a region, and says how it follows its window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from assistant.core.i18n import _
from assistant.desktop.focus.base import WindowFocus
from assistant.regions.anchors import Hold
from assistant.regions.base import Naming
from assistant.regions.wording import hold_words
from assistant.ui.focus_returning import FocusReturningDialog
from assistant.ui.self_voice import SelfVoice
from assistant.ui.to_front import to_front

_COLUMNS = 40


class RegionNameWindow(FocusReturningDialog):
    """A field and two choices. Return saves, Escape leaves; both give the keyboard back.

    `asked` tells what name is wanted. It is answered once the window is gone. `tell` speaks at
    once, `voiced` says whether to speak what a screen reader tells by itself.
    """

    def __init__(
        self,
        asked: Callable[[], Naming],
        focus: WindowFocus,
        tell: Callable[[str], object],
        voiced: Callable[[], bool],
    ) -> None:
        super().__init__(focus)
        self._next, self._tell, self._voiced = asked, tell, voiced
        self._asked = asked()
        self.setWindowTitle(_("Name the region"))
        self._name = QLineEdit()
        self._name.setObjectName("name")
        self._name.setMaxLength(200)
        self._name.setMinimumWidth(self.fontMetrics().averageCharWidth() * _COLUMNS)
        self._name.setAccessibleName(_("Name of the region"))
        self._name.setAccessibleDescription(_("Return saves. Escape leaves."))
        self._across = self._choice(_("Sideways"), across=True)
        self._down = self._choice(_("Up and down"), across=False)
        self._labels = [QLabel(text) for text in (_("&Name"), _("Side&ways"), _("Up and &down"))]
        buttons = QDialogButtonBox()
        save = buttons.addButton(_("&Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setDefault(True)
        buttons.addButton(_("&Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        fields: tuple[QWidget, ...] = (self._name, self._across, self._down)
        for label, field in zip(self._labels, fields, strict=True):
            label.setBuddy(field)
            whole.addWidget(label)
            whole.addWidget(field)
        whole.addWidget(buttons)
        SelfVoice(self, tell, voiced)

    def _ask(self, naming: Naming) -> None:
        self._asked = naming
        self._name.setText(naming.name)
        for widget in (*self._labels[1:], self._across, self._down):
            widget.setVisible(naming.holds is not None)
        if naming.holds is not None:
            for choice, hold in zip((self._across, self._down), naming.holds, strict=True):
                choice.setCurrentIndex(choice.findData(hold.value))
        self.adjustSize()

    def show_and_focus(self) -> None:
        """Ask for the next name: come to the front with the keyboard in the field."""
        self._ask(self._next())
        to_front(self, self._focus)
        self._name.setFocus()
        self._name.selectAll()
        if self._voiced():
            self._tell(_("Type a name for the region, then press Return."))

    def accept(self) -> None:
        """Save, if there is a name."""
        if self._name.text().strip():
            super().accept()
        else:
            self._tell(_("A region needs a name."))
            self._name.setFocus()

    def done(self, result: int) -> None:
        """Close, however it was asked for."""
        super().done(result)
        asked = self._asked
        if result == QDialog.DialogCode.Accepted:
            holds = Hold(self._across.currentData()), Hold(self._down.currentData())
            asked.accept(self._name.text().strip(), holds if asked.holds is not None else None)

    def _choice(self, name: str, *, across: bool) -> QComboBox:
        choice = QComboBox()
        choice.setObjectName("across" if across else "down")
        choice.setAccessibleName(name)
        choice.setAccessibleDescription(
            _("What happens to the region when its window changes its size.")
        )
        for hold in Hold:
            choice.addItem(hold_words(hold, across=across), hold.value)
        return choice
