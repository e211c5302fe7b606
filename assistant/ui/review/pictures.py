"""The picture of an answer with the current line outlined, and that line enlarged."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from assistant.core.i18n import _
from assistant.ui.review.crops import coloured, inside, to_qt

if TYPE_CHECKING:
    from PIL.Image import Image

    from assistant.core.findings import Box
    from assistant.settings.schema import CropColours

_OUTLINE = ((6, "#000000"), (3, "#ffff00"))
"""Widths and colours, one over the other: seen on any picture."""
_AROUND = 3
_FOCUS_PIXELS = 3
_LINES = 3
_PAN = 40


class PictureView(QLabel):
    """The whole picture, as large as there is room."""

    def __init__(self) -> None:
        super().__init__()
        _prepare(self, "picture", _("Picture"))
        self._picture = self._scaled = QImage()
        self._place: QRectF | None = None

    def show_picture(self, picture: QImage | None) -> None:
        """Show a picture, or that there is none."""
        if picture is not self._picture:
            self._picture, self._scaled = picture or QImage(), QImage()
        _tell(self, _("The picture is not kept any more."), shown=picture is not None)
        self.setAccessibleDescription(
            _("The current line is outlined.") if picture else self.text()
        )
        self.update()

    def outline(self, box: Box | None, area: Box | None) -> None:
        """Outline a box of the picture that shows `area`; None for nothing."""
        self._place = None
        if box is not None and area is not None and area[2] > area[0] and area[3] > area[1]:
            x0, y0, x1, y1 = inside(box, area)
            width, height = area[2] - area[0], area[3] - area[1]
            self._place = QRectF(x0 / width, y0 / height, (x1 - x0) / width, (y1 - y0) / height)
        self.update()

    @property
    def outlined(self) -> QRectF | None:
        """Where the outline is in the widget; None where there is none."""
        if self._place is None or self._picture.isNull():
            return None
        shown = self._shown()
        return QRectF(
            shown.x() + self._place.x() * shown.width(),
            shown.y() + self._place.y() * shown.height(),
            self._place.width() * shown.width(),
            self._place.height() * shown.height(),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        if self._picture.isNull():
            super().paintEvent(event)
        else:
            painter = QPainter(self)
            shown = self._shown()
            if self._scaled.size() != shown.size():
                # Drawing at another size would leave pixels out.
                self._scaled = self._picture.scaled(
                    shown.size(), mode=Qt.TransformationMode.SmoothTransformation
                )
            painter.drawImage(shown.topLeft(), self._scaled)
            place = self.outlined
            if place is not None:
                for width, colour in _OUTLINE:
                    painter.setPen(QPen(QColor(colour), width))
                    painter.drawRect(place.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND))
            painter.end()
        _draw_focus(self)

    def _shown(self) -> QRect:
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        return QRect(QPoint(left, top), size)


class LineView(QLabel):
    """The current line, enlarged and in colours that are easy on the eye; arrow keys move it.

    `zoom` is called with 1 or -1 for the keys plus and minus, with 0 for zero.
    """

    def __init__(self, zoom: Callable[[int], object]) -> None:
        super().__init__()
        _prepare(self, "line", _("Current line, enlarged"))
        self.setAccessibleDescription(
            _("Plus and minus change the size, the arrow keys move the picture.")
        )
        self._zoom = zoom
        self._part: Image | None = None
        self._pixmap = QPixmap()
        self._size = 100
        self._colours: CropColours = "normal"
        self._centre = 0.5
        self._moved = QPoint()
        self.show_part(None)

    def set_looks(self, size: int, colours: CropColours) -> None:
        """Enlarge to so many per cent, in these colours."""
        self._size, self._colours = size, colours
        self._render()

    def show_part(self, part: Image | None, centre: float = 0.5) -> None:
        """Show a part of a picture, RGB; what is at `centre` (0 to 1 across) in the middle."""
        self._part = part
        self._centre, self._moved = centre, QPoint()
        _tell(self, _("There is no picture of this line."), shown=part is not None)
        self._render()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus, minus and zero change the size, arrows move the picture."""
        key = event.key()
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
        moves = {
            Qt.Key.Key_Left: QPoint(_PAN, 0),
            Qt.Key.Key_Right: QPoint(-_PAN, 0),
            Qt.Key.Key_Up: QPoint(0, _PAN),
            Qt.Key.Key_Down: QPoint(0, -_PAN),
        }
        if key in steps:
            self._zoom(steps[Qt.Key(key)])
        elif key in moves:
            self._moved += moves[Qt.Key(key)]
            self.update()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        if self._part is None:
            super().paintEvent(event)
        else:
            painter = QPainter(self)
            painter.drawPixmap(self._corner(), self._pixmap)
            painter.end()
        _draw_focus(self)

    def _corner(self) -> QPoint:
        wide, high = self._pixmap.width(), self._pixmap.height()
        left = (self.width() - wide) // 2
        if wide > self.width():
            left = round(min(0, max(self.width() - wide, self.width() / 2 - self._centre * wide)))
        return QPoint(left, (self.height() - high) // 2) + self._moved

    def _render(self) -> None:
        if self._part is not None:
            image = to_qt(coloured(self._part, self._colours))
            self._pixmap = QPixmap.fromImage(image).scaled(
                QSize(self._part.width, self._part.height) * (self._size / 100),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        self.update()


def _prepare(label: QLabel, object_name: str, name: str) -> None:
    label.setObjectName(object_name)
    label.setAccessibleName(name)
    label.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
    label.setMinimumHeight(label.fontMetrics().lineSpacing() * _LINES)


def _tell(label: QLabel, words: str, *, shown: bool) -> None:
    """Be a graphic for screen readers, as which Qt counts a label with a pixmap, or say why not."""
    if shown:
        label.setPixmap(QPixmap(1, 1))
    else:
        label.setText(words)


def _draw_focus(widget: QWidget) -> None:
    if widget.hasFocus():
        painter = QPainter(widget)
        painter.setPen(QPen(widget.palette().highlight(), _FOCUS_PIXELS))
        painter.drawRect(widget.rect().adjusted(1, 1, -2, -2))
