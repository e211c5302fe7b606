"""Pages of which one is shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget


class Pages(QWidget):
    """As a QStackedWidget, which a screen reader would call a "layered pane" at each entry."""

    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._stack = QStackedLayout(self)
        self._stack.currentChanged.connect(self.turned)

    def add(self, page: QWidget) -> None:
        """Put a page behind the others."""
        self._stack.addWidget(page)

    def turn_to(self, number: int) -> None:
        """Show the page of that number; the first is 0."""
        self._stack.setCurrentIndex(number)

    def show_page(self, page: QWidget) -> None:
        """Show that page."""
        self._stack.setCurrentWidget(page)
