"""A frame around the region that is being chosen: for low vision, and for sighted helpers.

It lies outside the region, so that it is in no picture of it, and nothing can be clicked on it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QRegion
from PySide6.QtWidgets import QWidget

from assistant.core.geometry import Rect
from assistant.core.i18n import _
from assistant.ui.screens import as_qrect, screen_places

WIDTH = 6
"""Points: half in one colour and half in another, so that it shows on every background."""

_FLAGS = (
    Qt.WindowType.Tool
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowTransparentForInput
    | Qt.WindowType.WindowDoesNotAcceptFocus
    | Qt.WindowType.BypassWindowManagerHint
)


class _Frame(QWidget):
    """The frame on one screen."""

    def __init__(self) -> None:
        super().__init__(None, _FLAGS)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Frame around the region"))
        self._inner = QRegion()

    def surround(self, rect: Rect) -> None:
        """Show it around a rectangle, in points."""
        outer = as_qrect(rect).adjusted(-WIDTH, -WIDTH, WIDTH, WIDTH)
        self.setGeometry(outer)
        whole = self.rect()
        half = WIDTH // 2
        self._inner = QRegion(whole.adjusted(half, half, -half, -half))
        self.setMask(QRegion(whole) - QRegion(whole.adjusted(WIDTH, WIDTH, -WIDTH, -WIDTH)))
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint both lines; the mask leaves the middle out."""
        painter = QPainter(self)
        palette = self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.WindowText))
        painter.setClipRegion(self._inner)
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Window))


class RegionOutline:
    """On every screen that shows a part of the region. On the main thread only."""

    def __init__(self) -> None:
        self._frames: list[_Frame] = []

    @property
    def frames(self) -> list[QWidget]:
        """What is on the screens now."""
        return [frame for frame in self._frames if frame.isVisible()]

    def show(self, rect: Rect | None) -> None:
        """Surround a rectangle in physical desktop pixels, or none."""
        shown = 0
        for _screen, place in screen_places() if rect is not None else ():
            if rect is not None and not rect.intersection(place.pixels).is_empty:
                if shown == len(self._frames):
                    self._frames.append(_Frame())
                self._frames[shown].surround(place.to_points(rect.intersection(place.pixels)))
                shown += 1
        for frame in self._frames[shown:]:
            frame.hide()

    def close(self) -> None:
        """Let it go."""
        for frame in self._frames:
            frame.hide()
            frame.deleteLater()
        self._frames.clear()
