"""The screens as Qt knows them, with their places in desktop pixels."""

from __future__ import annotations

import sys

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QScreen

from assistant.core.geometry import Rect
from assistant.regions.screens import ScreenPlace, screen_place


def screen_places() -> list[tuple[QScreen, ScreenPlace]]:
    """Every screen there is just now."""
    screens = QGuiApplication.screens()
    in_points = sys.platform == "darwin" or QGuiApplication.platformName().startswith("wayland")
    sharpest = max(screen.devicePixelRatio() for screen in screens)
    return [
        (
            screen,
            screen_place(
                as_rect(screen.geometry()),
                screen.devicePixelRatio(),
                sharpest if in_points else None,
            ),
        )
        for screen in screens
    ]


def as_rect(rect: QRect) -> Rect:
    """Qt's rectangle as ours."""
    return Rect(rect.x(), rect.y(), rect.width(), rect.height())


def as_qrect(rect: Rect) -> QRect:
    """Our rectangle as Qt's."""
    return QRect(rect.x, rect.y, rect.width, rect.height)
