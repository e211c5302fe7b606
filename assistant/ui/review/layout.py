"""The widgets of the review window, and where they stand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from assistant.core.i18n import _
from assistant.ui.review.outline import Outline
from assistant.ui.review.pictures import LineView, PictureView
from assistant.ui.review.text import AnswerText


class Widgets:
    """Put into `window`. `deed` is called with the name of what a button does."""

    def __init__(
        self, window: QDialog, deed: Callable[[str], object], zoom: Callable[[int], object]
    ) -> None:
        self._deed = deed
        self.bar = QMenuBar()
        self.text = AnswerText()
        self.outline = Outline()
        self.picture = PictureView()
        self.line = LineView(zoom)
        self.words = QLineEdit()
        self.words.setObjectName("words")
        self.words.setAccessibleName(_("Find"))
        self.words.setAccessibleDescription(_("Return searches in the answer."))
        whole = QVBoxLayout(window)
        whole.setMenuBar(self.bar)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(_named(_("&Text"), self.text))
        parts.addWidget(self._beside())
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        whole.addWidget(parts, 1)
        whole.addLayout(self._search())
        whole.addLayout(self._buttons())

    def _beside(self) -> QSplitter:
        column = QSplitter(Qt.Orientation.Vertical)
        column.setChildrenCollapsible(False)
        column.addWidget(self.outline)
        column.addWidget(_named(_("P&icture"), self.picture))
        column.addWidget(_named(_("Current line, enla&rged"), self.line))
        for number, share in enumerate((2, 3, 2)):
            column.setStretchFactor(number, share)
        return column

    def _search(self) -> QHBoxLayout:
        row = QHBoxLayout()
        label = QLabel(_("&Find"))
        label.setBuddy(self.words)
        row.addWidget(label)
        row.addWidget(self.words, 1)
        row.addWidget(self._button("next-match", _("Ne&xt")))
        row.addWidget(self._button("previous-match", _("&Previous")))
        self.words.returnPressed.connect(lambda: self._deed("next-match"))
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        for name, text, help_text in (
            ("older", _("O&lder"), _("Shows the answer before this one.")),
            ("newer", _("&Newer"), _("Shows the answer after this one.")),
            ("click", _("&Click"), _("Closes the window and clicks what the caret is at.")),
            ("copy-all", _("Cop&y"), _("Copies everything.")),
            ("close", _("Clos&e"), ""),
        ):
            row.addWidget(self._button(name, text, help_text))
        return row

    def _button(self, name: str, text: str, help_text: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleDescription(help_text)
        # Return is for the text, the list and the field.
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: self._deed(name))
        return button


def _named(label: str, widget: QWidget) -> QWidget:
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    named = QLabel(label)
    named.setBuddy(widget)
    column.addWidget(named)
    column.addWidget(widget, 1)
    return both
