"""The plain window that offers every action: for whoever has no tray, or prefers a window."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QGridLayout,
    QGroupBox,
    QLabel,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from assistant.core.actions import Action
from assistant.core.i18n import _
from assistant.ui.action_groups import GROUPS, Group, description, plain
from assistant.ui.reading_area import reading_area

STEP_ASIDE_MS = 250
"""From hiding the window to a picture of what was behind it."""
_STATUS_LINES = 3
_SCREEN_SHARE = 0.9


class MainWindow(QMainWindow):
    """One button for each action, with its key, and the last message.

    `on_action` gets an action's id. `has_tray` tells whether the program can be reached without
    this window: if so, Escape and closing hide it; if not, closing asks for "quit".
    """

    def __init__(
        self,
        on_action: Callable[[str], None],
        has_tray: Callable[[], bool],
        keys: Mapping[str, str],
    ) -> None:
        super().__init__()
        self._on_action = on_action
        self._has_tray = has_tray
        self._buttons: dict[str, tuple[Action, QPushButton, QLabel]] = {}
        self.setWindowTitle("EarSight")
        # Only `show_and_focus`, which the person asked for, takes the keyboard.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._columns = self._build_columns()
        self._status = _status_area()
        self._content = QWidget()
        self._scroll = QScrollArea()
        # Keys first: what is laid out without them is too narrow, and Qt remembers that.
        self.set_keys(keys)
        self._lay_out()
        self.resize(self.sizeHint())

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Show these keys, action id to words; actions that are missing have none."""
        for entry, button, label in self._buttons.values():
            key = keys.get(entry.id, "")
            label.setText(key)
            button.setAccessibleDescription(description(entry, key))
            button.setToolTip(description(entry, key))
        QTimer.singleShot(0, self, lambda: self._choose_direction(self.width()))

    def set_status(self, text: str) -> None:
        """Show the last message, quietly."""
        self._status.setPlainText(text)

    def show_message(self, text: str) -> None:
        """Show a failure that could not be spoken: open the window without taking the focus."""
        self.set_status(text)
        self.show()
        self._status.setFocus()
        QApplication.alert(self)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._status, text))

    def show_and_focus(self) -> None:
        """Bring the window to the front and give it the keyboard, because the person asked."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape hides the window when there is another way to EarSight."""
        if event.key() == Qt.Key.Key_Escape and self._has_tray():
            self.hide()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """A closed window is only hidden; without a tray, it is the end of the program.

        Closing is never refused: that would stop the person's desktop session from ending.
        """
        event.accept()
        if not self._has_tray():
            self._on_action("quit")

    def sizeHint(self) -> QSize:
        """Two whole columns and the status, where the screen has the room."""
        self._body.setDirection(QBoxLayout.Direction.LeftToRight)
        frame = self._whole.contentsMargins()
        bars = self._scroll.verticalScrollBar().sizeHint().width()
        content = self._content.sizeHint()
        width = content.width() + frame.left() + frame.right() + bars
        height = content.height() + super().sizeHint().height() - self._scroll.sizeHint().height()
        room = self.screen().availableGeometry().size() * _SCREEN_SHARE
        return QSize(width, height).boundedTo(room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where they fit, else one: large text must not need sideways scrolling."""
        self._choose_direction(event.size().width())
        super().resizeEvent(event)

    def _perform(self, entry: Action) -> None:
        if entry.request is None:
            self._on_action(entry.id)
            return
        # The picture is to show what the person worked with before, not this window.
        if self._has_tray():
            self.hide()
        else:
            self.showMinimized()
        QTimer.singleShot(STEP_ASIDE_MS, lambda: self._on_action(entry.id))

    def _build_columns(self) -> list[QVBoxLayout]:
        reading, asking, presets, voice, program = (self._build_group(group) for group in GROUPS)
        columns = []
        for groups in ((reading, asking, presets), (voice, program)):
            column = QVBoxLayout()
            for group in groups:
                column.addWidget(group)
            column.addStretch()
            columns.append(column)
        return columns

    def _build_group(self, group: Group) -> QGroupBox:
        box = QGroupBox(_(group.title))
        grid = QGridLayout(box)
        grid.setColumnStretch(0, 1)
        for entry in group.actions:
            if entry.id == "show-window":
                continue
            button = QPushButton(_(entry.label))
            button.setObjectName(entry.id)
            button.setAccessibleName(plain(_(entry.label)))
            button.setAutoDefault(True)
            button.clicked.connect(lambda _checked, chosen=entry: self._perform(chosen))
            label = QLabel()
            label.setTextFormat(Qt.TextFormat.PlainText)
            row = grid.rowCount()
            grid.addWidget(button, row, 0)
            grid.addWidget(label, row, 1)
            self._buttons[entry.id] = (entry, button, label)
        return box

    def _lay_out(self) -> None:
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._content)
        for column in self._columns:
            self._body.addLayout(column, 1)
        self._scroll.setWidget(self._content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # A plain widget would be no window to screen readers.
        whole = QWidget()
        self._whole = QVBoxLayout(whole)
        self._whole.addWidget(self._scroll, 1)
        self._whole.addWidget(QLabel(_("Status")))
        self._whole.addWidget(self._status)
        self.setCentralWidget(whole)

    def _choose_direction(self, width: int) -> None:
        frame = self._whole.contentsMargins()
        inner = self._body.contentsMargins()
        needed = sum(column.sizeHint().width() for column in self._columns)
        needed += self._body.spacing() + self._scroll.verticalScrollBar().sizeHint().width()
        needed += frame.left() + frame.right() + inner.left() + inner.right()
        self._body.setDirection(
            QBoxLayout.Direction.LeftToRight
            if needed <= width
            else QBoxLayout.Direction.TopToBottom
        )


def _status_area() -> QPlainTextEdit:
    status = reading_area("status", _("Status"), _STATUS_LINES)
    status.setAccessibleDescription(_("The last message."))
    status.setMaximumHeight(status.fontMetrics().lineSpacing() * (_STATUS_LINES + 2))
    return status
