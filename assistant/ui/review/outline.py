"""The list of headings, controls and pictures of an answer, to jump by."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from assistant.core.i18n import N_, _
from assistant.review.document import HEADINGS, Role
from assistant.review.page import Landmark

_KINDS = (
    (N_("Everything"), frozenset(Role)),
    (N_("Headings"), HEADINGS),
    (N_("Controls"), frozenset({Role.CONTROL})),
    (N_("Pictures"), frozenset({Role.PICTURE})),
)
_LINES = 3


class Outline(QWidget):
    """`chosen` tells the number of the item that the person wants to go to."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._landmarks: Sequence[Landmark] = ()
        self._kinds = QComboBox()
        self._kinds.setObjectName("kinds")
        self._kinds.setAccessibleName(_("Show in the outline"))
        self._list = QListWidget()
        self._list.setObjectName("outline")
        self._list.setAccessibleName(_("Outline"))
        self._list.setAccessibleDescription(_("Return goes there in the answer."))
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMinimumHeight(self.fontMetrics().lineSpacing() * _LINES)
        for name, _roles in _KINDS:
            self._kinds.addItem(_(name))
        self._kinds.currentIndexChanged.connect(lambda _index: self._fill())
        self._list.itemActivated.connect(
            lambda item: self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        for label, widget in ((_("Sho&w"), self._kinds), (_("&Outline"), self._list)):
            named = QLabel(label)
            named.setBuddy(widget)
            whole.addWidget(named)
            whole.addWidget(widget)

    def show_landmarks(self, landmarks: Sequence[Landmark]) -> None:
        """List these; the row one is in stays."""
        self._landmarks = landmarks
        self._fill()

    def mark(self, line: int) -> None:
        """Choose the last entry that is not below that item, unless the person is in the list."""
        if self._list.hasFocus():
            return
        rows = range(self._list.count())
        before = [row for row in rows if self._item(row) <= line]
        self._list.setCurrentRow(before[-1] if before else 0)

    def _fill(self) -> None:
        roles = _KINDS[self._kinds.currentIndex()][1]
        here = self._list.currentRow()
        self._list.setUpdatesEnabled(False)
        self._list.clear()
        for each in self._landmarks:
            if each.role in roles:
                row = QListWidgetItem(each.text)
                row.setData(Qt.ItemDataRole.UserRole, each.item)
                self._list.addItem(row)
        self._list.setCurrentRow(min(max(0, here), self._list.count() - 1))
        self._list.setUpdatesEnabled(True)

    def _item(self, row: int) -> int:
        return int(self._list.item(row).data(Qt.ItemDataRole.UserRole))
