"""One page of the set-up: a text to read, and below it what can be changed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFormLayout, QScrollArea, QVBoxLayout, QWidget

from assistant.onboarding.base import Deed, Page
from assistant.ui.reading_area import reading_area
from assistant.ui.setup_controls import Doing, made, shape, show

TEXT_SIZE = 1.2
"""Times the usual size of letters."""
_LEAST_LINES = 4


class SetupPage(QWidget):
    """Made anew for each step: to a screen reader the text of another step is another text.

    With `to_reader` a screen reader reads the heading and the whole text with what it comes to
    first. Return and letters go to the window, also from the text, which would swallow them.
    """

    def __init__(
        self, heading: str, page: Page, doing: Doing, parent: QWidget, *, to_reader: bool
    ) -> None:
        super().__init__(parent)
        self.page = page
        self._heading, self._to_reader = heading, to_reader
        self._text = reading_area("text", heading, _LEAST_LINES)
        font = self._text.font()
        font.setPointSizeF(font.pointSizeF() * TEXT_SIZE)
        self._text.setFont(font)
        self._text.setPlainText(page.text)
        self._text.installEventFilter(self)
        self._body = QScrollArea()
        self._body.setWidgetResizable(True)
        self._body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body.setFrameShape(QScrollArea.Shape.NoFrame)
        self._body.setSizeAdjustPolicy(QScrollArea.SizeAdjustPolicy.AdjustToContents)
        content = QWidget()
        form = QFormLayout(content)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.controls = [made(control, form, doing) for control in page.controls]
        self._body.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._text, 1)
        whole.addWidget(self._body)
        self._body.setVisible(bool(page.controls))
        self._describe()

    @property
    def order(self) -> list[QWidget]:
        """What Tab goes through."""
        return [self._text, *self.controls]

    def focus(self, place: int = -1) -> None:
        """Give the keyboard to a control: the one at `place`, or what one comes to first."""
        if place < 0 and self.page.controls and not isinstance(self.page.controls[0], Deed):
            place = 0
        if 0 <= place < len(self.controls):
            self.controls[place].setFocus()
        else:
            self._text.setFocus()

    def takes(self, page: Page) -> bool:
        """Show the page anew in the same widgets; False where it needs others."""
        if shape(page) != shape(self.page):
            return False
        self.page = page
        if self._text.toPlainText() != page.text:
            self._text.setPlainText(page.text)
        for widget, control in zip(self.controls, page.controls, strict=True):
            show(widget, control)
        self._describe()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand on the keys that a read-only text swallows."""
        pressed = event.type() == QEvent.Type.KeyPress and watched is self._text
        if pressed and isinstance(event, QKeyEvent) and _means_the_window(event):
            QApplication.sendEvent(self.window(), event)
            return True
        return super().eventFilter(watched, event)

    def _describe(self) -> None:
        if not self._to_reader:
            return
        # By itself it would read the first line only.
        whole = f"{self._heading} {self.page.text}"
        # What has the keyboard stays called as it is: a change would be read out by itself.
        if not self._text.hasFocus():
            self._text.setAccessibleName(whole)
        for widget, control in zip(self.controls, self.page.controls, strict=True):
            if not isinstance(control, Deed):
                if not widget.hasFocus():
                    widget.setAccessibleDescription(whole)
                return


def _means_the_window(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.text().isalpha()
