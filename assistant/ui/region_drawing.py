"""A region drawn with the mouse: all screens dimmed, with a magnifier and the size beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from assistant.core.geometry import Rect
from assistant.core.i18n import _
from assistant.regions.grid import SMALLEST
from assistant.regions.screens import ScreenPlace, between
from assistant.regions.wording import size_words
from assistant.ui.screens import as_qrect, screen_places

if TYPE_CHECKING:
    from PIL.Image import Image

STEP_ASIDE_MS = 250
"""From hiding the sheets to a picture of what was behind them."""
DIM = QColor(0, 0, 0, 120)
ZOOM = 4
_LENS = 120
"""Points: how large the magnifier is."""
_GAP = 24
_LINE = 2

_FLAGS = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
_NO_FOCUS = Qt.WindowType.BypassWindowManagerHint | Qt.WindowType.WindowDoesNotAcceptFocus


Behind = tuple[Rect, QImage]
"""A part of the desktop, physical pixels, and what is on it."""


def as_image(rect: Rect, picture: Image) -> Behind:
    """A picture in the form in which it is painted fastest. Any thread may call it."""
    rgb = picture.convert("RGB")
    line = 3 * rgb.width
    image = QImage(rgb.tobytes(), rgb.width, rgb.height, line, QImage.Format.Format_RGB888)
    return rect, image.convertToFormat(QImage.Format.Format_RGB32)


def _part(behind: Sequence[Behind], pixels: Rect) -> QImage:
    """What is on a screen; null where that is not known."""
    for rect, image in behind:
        if rect == pixels:
            return image
        if pixels.intersection(rect) == pixels:
            return image.copy(as_qrect(pixels.moved(-rect.x, -rect.y)))
    return QImage()


class Sheet(QWidget):
    """What covers one screen. What was on it is shown dimmed; it is not the picture to be read."""

    def __init__(
        self,
        screen: QScreen,
        place: ScreenPlace,
        drawing: RegionDrawing,
        *,
        takes_focus: bool,
        behind: QImage,
    ) -> None:
        super().__init__(None, _FLAGS if takes_focus else _FLAGS | _NO_FOCUS)
        self._place, self._drawing, self._behind = place, drawing, behind
        self.setWindowTitle(_("Draw a region"))
        self.setAccessibleName(_("Draw a region with the mouse. Escape leaves."))
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        if self._behind.isNull():
            self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        if not takes_focus:
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setScreen(screen)
        self.setGeometry(as_qrect(place.points))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a rectangle; any other button than the left one leaves."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._drawing.begin(self._pixel(event.globalPosition()))
        else:
            self._drawing.cancel()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        self._drawing.follow(self._pixel(event.globalPosition()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the rectangle."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._drawing.end(self._pixel(event.globalPosition()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self._drawing.cancel()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what was there, dimmed but for the rectangle, and the magnifier."""
        painter = QPainter(self)
        if not self._behind.isNull():
            painter.drawImage(self.rect(), self._behind)
        drawn = self._drawing.rect
        chosen = QRect()
        if drawn is not None:
            shown = self._place.to_points(drawn)
            chosen = as_qrect(shown.moved(-self._place.points.x, -self._place.points.y))
        self._dim(painter, chosen)
        pointer = self._drawing.pointer
        if pointer is not None and self._place.pixels.contains(*pointer):
            self._paint_lens(painter, pointer, drawn)

    def _dim(self, painter: QPainter, chosen: QRect) -> None:
        whole = self.rect()
        inside = chosen.intersected(whole)
        if inside.isEmpty():
            painter.fillRect(whole, DIM)
            return
        left, top = inside.left(), inside.top()
        right, bottom = left + inside.width(), top + inside.height()
        painter.fillRect(0, 0, whole.width(), top, DIM)
        painter.fillRect(0, bottom, whole.width(), whole.height() - bottom, DIM)
        painter.fillRect(0, top, left, inside.height(), DIM)
        painter.fillRect(right, top, whole.width() - right, inside.height(), DIM)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), _LINE))
        painter.drawRect(inside.adjusted(-_LINE, -_LINE, _LINE - 1, _LINE - 1))

    def _paint_lens(self, painter: QPainter, pointer: tuple[int, int], drawn: Rect | None) -> None:
        pixels, points = self._place.pixels, self._place.points
        here = QPoint(
            round((pointer[0] - pixels.x) / self._place.scale),
            round((pointer[1] - pixels.y) / self._place.scale),
        )
        label = size_words(drawn) if drawn is not None else f"{pointer[0]}, {pointer[1]}"
        height = painter.fontMetrics().height() + 8
        width = max(_LENS, painter.fontMetrics().horizontalAdvance(label) + 16)
        x, y = here.x() + _GAP, here.y() + _GAP
        if x + width > points.width:
            x = here.x() - _GAP - width
        if y + _LENS + height > points.height:
            y = here.y() - _GAP - _LENS - height
        lens = QRect(x + (width - _LENS) // 2, y, _LENS, _LENS)
        self._paint_magnified(painter, lens, pointer)
        palette = self.palette()
        box = QRect(x, lens.bottom() + 1, width, height)
        painter.fillRect(box, palette.color(QPalette.ColorRole.Window))
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label)

    def _paint_magnified(self, painter: QPainter, lens: QRect, pointer: tuple[int, int]) -> None:
        palette = self.palette()
        painter.fillRect(lens, palette.color(QPalette.ColorRole.Window))
        if not self._behind.isNull():
            side = _LENS // ZOOM
            left = pointer[0] - self._place.pixels.x - side // 2
            top = pointer[1] - self._place.pixels.y - side // 2
            painter.drawImage(lens, self._behind, QRect(left, top, side, side))
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), _LINE))
        middle = lens.center()
        painter.drawLine(middle.x(), lens.top(), middle.x(), lens.bottom())
        painter.drawLine(lens.left(), middle.y(), lens.right(), middle.y())
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        painter.drawRect(lens.adjusted(0, 0, -1, -1))

    def _pixel(self, place: QPointF) -> tuple[int, int]:
        return self._place.to_pixels(place.x(), place.y())


class RegionDrawing:
    """Sheets over all screens until a rectangle is drawn or the person leaves.

    `on_drawn` gets physical desktop pixels, once the sheets are off the screen; `on_cancel` is
    called where there is none. On the main thread only.
    """

    def __init__(self, on_drawn: Callable[[Rect], None], on_cancel: Callable[[], None]) -> None:
        self._on_drawn, self._on_cancel = on_drawn, on_cancel
        self._first: tuple[int, int] | None = None
        self.pointer: tuple[int, int] | None = None
        self.sheets: list[Sheet] = []

    @property
    def rect(self) -> Rect | None:
        """What is drawn so far."""
        if self._first is None or self.pointer is None:
            return None
        return between(self._first, self.pointer)

    def open(self, *, takes_focus: bool, behind: Sequence[Behind] = ()) -> None:
        """Cover all screens. With `takes_focus` the sheets get the keys, else whoever had them.

        `behind` is what is on the monitors; where that is not known, it shows through.
        """
        self.sheets = [
            Sheet(screen, place, self, takes_focus=takes_focus, behind=_part(behind, place.pixels))
            for screen, place in screen_places()
        ]
        for sheet in self.sheets:
            sheet.show()
            sheet.raise_()
        if takes_focus:
            self.sheets[0].activateWindow()

    def begin(self, pixel: tuple[int, int]) -> None:
        """The button went down."""
        self._first = self.pointer = pixel
        self._paint()

    def follow(self, pixel: tuple[int, int]) -> None:
        """The pointer is here."""
        self.pointer = pixel
        self._paint()

    def end(self, pixel: tuple[int, int]) -> None:
        """The button was let go; a click without a rectangle begins anew."""
        self.pointer = pixel
        rect, self._first = self.rect, None
        if rect is None or min(rect.width, rect.height) < SMALLEST:
            self._paint()
            return
        self.close()
        QTimer.singleShot(STEP_ASIDE_MS, lambda: self._on_drawn(rect))

    def cancel(self) -> None:
        """The person left."""
        if self.sheets:
            self.close()
            self._on_cancel()

    def close(self) -> None:
        """Take the sheets off the screens."""
        for sheet in self.sheets:
            sheet.hide()
            sheet.deleteLater()
        self.sheets = []

    def _paint(self) -> None:
        for sheet in self.sheets:
            sheet.update()
