"""A text that is read with the cursor keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit


def reading_area(object_name: str, name: str, lines: int) -> QPlainTextEdit:
    """A read-only text of at least so many lines; Tab leaves it."""
    area = QPlainTextEdit()
    area.setObjectName(object_name)
    area.setReadOnly(True)
    area.setTabChangesFocus(True)
    area.setAccessibleName(name)
    # A caret, so that the text can be read with the cursor keys and by a screen reader.
    area.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByKeyboard
        | Qt.TextInteractionFlag.TextSelectableByMouse
    )
    if QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        # A plain text area, other than a rich one, leaves Arabic at the left edge.
        option = area.document().defaultTextOption()
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
        area.document().setDefaultTextOption(option)
    area.setMinimumHeight(area.fontMetrics().lineSpacing() * lines)
    return area
