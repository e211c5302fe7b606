"""The plain window that offers every action: for whoever has no tray, or prefers a window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

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
    QLabel,
    QListWidget,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from assistant.core.actions import Action
from assistant.core.i18n import _
from assistant.core.labels import without_mnemonic
from assistant.ui.action_groups import description, most_used, parts
from assistant.ui.opening_size import within_screen
from assistant.ui.pages import Pages
from assistant.ui.reading_area import reading_area

STEP_ASIDE_MS = 250
"""From hiding the window to a picture of what was behind it."""
_STATUS_LINES = 3
_UNLIMITED = 16_777_215
"""Qt's own QWIDGETSIZE_MAX."""


class MainWindow(QMainWindow):
    """One button for each action, with its key, in groups as in the menu, and the last message.

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
        self._buttons: list[tuple[Action, QPushButton, QLabel]] = []
        self.setWindowTitle("EarSight")
        # Only `show_and_focus`, which the person asked for, takes the keyboard.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._groups = QListWidget()
        self._pages = Pages()
        self._status = _status_area()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._fill()
        # Keys first: what is laid out without them is too narrow, and Qt remembers that.
        self.set_keys(keys)
        self._lay_out()
        self.resize(self.sizeHint())

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Show these keys, action id to words; actions that are missing have none."""
        for entry, button, label in self._buttons:
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
        if self.focusWidget() is None:
            self._groups.setFocus()

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
        """The list beside the largest group, and the status, where the screen has the room."""
        self._body.setDirection(QBoxLayout.Direction.LeftToRight)
        return within_screen(self, super().sizeHint() + self._room_for_bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list above the buttons where they do not fit side by side, as with large text."""
        self._choose_direction(event.size().width())
        super().resizeEvent(event)

    def _perform(self, entry: Action) -> None:
        if not entry.about_screen:
            self._on_action(entry.id)
            return
        # The picture is to show what the person worked with before, not this window.
        if self._has_tray():
            self.hide()
        else:
            self.showMinimized()
        QTimer.singleShot(STEP_ASIDE_MS, lambda: self._on_action(entry.id))

    def _fill(self) -> None:
        self._groups.setObjectName("groups")
        self._groups.setAccessibleName(_("Groups"))
        self._groups.setAccessibleDescription(_("Chooses which actions are shown."))
        self._groups.setSizeAdjustPolicy(QListWidget.SizeAdjustPolicy.AdjustToContents)
        self._groups.currentRowChanged.connect(self._pages.turn_to)
        self._add_page(_("Most used"), most_used())
        for part in parts(without="show-window"):
            self._add_page(without_mnemonic(_(part.title)), part.actions)
        self._groups.setCurrentRow(0)

    def _add_page(self, title: str, actions: Sequence[Action]) -> None:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setColumnStretch(0, 1)
        for row, entry in enumerate(actions):
            button = QPushButton(_(entry.label))
            button.setObjectName(entry.id)
            button.setAccessibleName(without_mnemonic(_(entry.label)))
            button.setAutoDefault(True)
            button.clicked.connect(lambda _checked, chosen=entry: self._perform(chosen))
            label = QLabel()
            label.setTextFormat(Qt.TextFormat.PlainText)
            grid.addWidget(button, row, 0)
            grid.addWidget(label, row, 1)
            self._buttons.append((entry, button, label))
        grid.setRowStretch(grid.rowCount(), 1)
        self._groups.addItem(title)
        self._pages.add(_scrolling(page, title))

    def _lay_out(self) -> None:
        self._body.addWidget(self._groups)
        self._body.addWidget(self._pages, 1)
        # A plain widget would be no window to screen readers.
        whole = QWidget()
        self._whole = column = QVBoxLayout(whole)
        column.addLayout(self._body, 1)
        column.addWidget(QLabel(_("Status")))
        column.addWidget(self._status)
        self.setCentralWidget(whole)

    @property
    def _room_for_bar(self) -> QSize:
        """What the scroll bar of a page needs, where there is one."""
        areas = self._pages.findChildren(QScrollArea)
        return QSize(max(area.verticalScrollBar().sizeHint().width() for area in areas), 0)

    def _choose_direction(self, width: int) -> None:
        margins = self._whole.contentsMargins()
        needed = self._groups.sizeHint() + self._pages.sizeHint() + self._room_for_bar
        frame = self._body.spacing() + margins.left() + margins.right()
        beside = needed.width() + frame <= width
        self._body.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )
        rows = self._groups.sizeHint().height()
        self._groups.setMaximumHeight(_UNLIMITED if beside else rows)


def _scrolling(content: QWidget, title: str) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(title)
    return area


def _status_area() -> QPlainTextEdit:
    status = reading_area("status", _("Status"), _STATUS_LINES)
    status.setAccessibleDescription(_("The last message."))
    status.setMaximumHeight(status.fontMetrics().lineSpacing() * (_STATUS_LINES + 2))
    return status
