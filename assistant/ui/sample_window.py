"""The window that `earsight demo` reads: real controls, and text that is known."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from assistant.core.i18n import N_, _

HEADLINE = N_("EarSight reads the screen aloud")
PARAGRAPHS = (
    N_(
        "Press a key anywhere, and EarSight takes a picture of the window in front of you, finds "
        "the text in it, and speaks it line by line. The first line is spoken while the rest is "
        "still being read. Everything happens on this computer."
    ),
    N_(
        "One key stops the voice at once. A new request always replaces the one before. When "
        "something goes wrong, EarSight says what happened and what you can do about it."
    ),
)
CHECK_BOX = N_("Large text")
BUTTONS = (N_("Dark colours"), N_("Close"))
_LIGHT = ("#000000", "#ffffff", "#e6e6e6")
_DARK = ("#ffffff", "#000000", "#404040")
"""Text, background, button."""
_POINTS = 13
_LARGE_POINTS = 18


def sample_text() -> tuple[str, ...]:
    """Everything the window says, in reading order, one entry a paragraph or control."""
    return tuple(_(text) for text in (HEADLINE, *PARAGRAPHS, CHECK_BOX, *BUTTONS))


class SampleWindow(QMainWindow):
    """A headline, two paragraphs, a check box and two buttons that do what they say."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(_("EarSight sample"))
        self._headline = QLabel(_(HEADLINE))
        self._paragraphs = [QLabel(_(text)) for text in PARAGRAPHS]
        self._large = QCheckBox(_(CHECK_BOX))
        self._dark, self._close = (QPushButton(_(text)) for text in BUTTONS)
        self._large.toggled.connect(self._set_size)
        self._dark.setCheckable(True)
        self._dark.toggled.connect(self._set_colours)
        self._close.clicked.connect(self.close)
        self._lay_out()
        self.resize(760, 380)
        self._set_size(False)
        self._set_colours(False)

    def show_aside(self) -> None:
        """Show it before all others, and leave the keyboard where it is."""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        self.show()

    def is_exposed(self) -> bool:
        """Whether it can be seen on the screen."""
        handle = self.windowHandle()
        return handle is not None and handle.isExposed()

    def region(self) -> tuple[int, int, int, int]:
        """Where it is on the desktop: left, top, width and height, in pixels of the picture."""
        place, scale = self.geometry(), self.devicePixelRatio()
        left, top, width, height = (
            round(value * scale) for value in (place.x(), place.y(), place.width(), place.height())
        )
        return left, top, width, height

    def _lay_out(self) -> None:
        content = QWidget()
        self._whole = whole = QVBoxLayout(content)
        whole.setContentsMargins(28, 24, 28, 24)
        whole.setSpacing(16)
        whole.addWidget(self._headline)
        for paragraph in self._paragraphs:
            paragraph.setWordWrap(True)
            paragraph.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            whole.addWidget(paragraph)
        whole.addStretch()
        whole.addWidget(self._large)
        row = QHBoxLayout()
        row.addWidget(self._dark)
        row.addStretch()
        row.addWidget(self._close)
        whole.addLayout(row)
        self.setCentralWidget(content)

    def _set_size(self, large: bool) -> None:
        font = self.font()
        font.setPointSize(_LARGE_POINTS if large else _POINTS)
        for widget in (*self._paragraphs, self._large, self._dark, self._close):
            widget.setFont(font)
        font.setPointSize(font.pointSize() + 7)
        font.setBold(True)
        self._headline.setFont(font)
        # Later, because the layout learns of the new fonts by an event.
        QTimer.singleShot(0, self, self._make_room)

    def _make_room(self) -> None:
        needed = self._whole.totalHeightForWidth(self.width())
        self.resize(self.width(), max(self.height(), needed))

    def _set_colours(self, dark: bool) -> None:
        front, back, button = _DARK if dark else _LIGHT
        palette = self.palette()
        letters = (
            QPalette.ColorRole.WindowText,
            QPalette.ColorRole.ButtonText,
            QPalette.ColorRole.Text,
        )
        for role in letters:
            palette.setColor(role, QColor(front))
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, QColor(back))
        palette.setColor(QPalette.ColorRole.Button, QColor(button))
        self.setPalette(palette)
