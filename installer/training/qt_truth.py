"""Says which controls a Qt window shows, and where."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QSlider,
    QStyle,
    QStyleOptionButton,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)
from training.qt_widgets import Switch

from assistant.screenmap.elements import ElementKind as Kind

Truth = tuple[str, int, int, int, int, bool]
"""Kind, x0, y0, x1, y1 in points of the window, and whether it is checked."""
LEAST_SEEN = 0.6
"""Part of a control that must be visible."""
LEAST_SIDE = 6
IGNORED = "ignored"
"""Where an icon may be, at a place that Qt does not tell."""


def truth(window: QWidget) -> list[Truth]:
    """Return what is to be seen in the window."""
    found: list[Truth] = []
    for widget in [window, *window.findChildren(QWidget)]:
        if widget.isVisible():
            for kind, area, on in _of(widget):
                seen = _visible(widget, area, window)
                if seen is not None:
                    right, bottom = seen.right() + 1, seen.bottom() + 1
                    found.append((kind, seen.left(), seen.top(), right, bottom, on))
    return found


def _visible(widget: QWidget, area: QRect, window: QWidget) -> QRect | None:
    """Return the visible part of `area` in the window, None if that is too little."""
    whole = QRect(widget.mapTo(window, area.topLeft()), area.size())
    seen = whole.intersected(window.rect())
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        clip = QRect(parent.mapTo(window, QPoint(0, 0)), parent.size())
        seen = seen.intersected(clip)
        parent = parent.parentWidget()
    if min(seen.width(), seen.height()) < LEAST_SIDE:
        return None
    part = seen.width() * seen.height() / (whole.width() * whole.height())
    return seen if part >= LEAST_SEEN else None


def _of(widget: QWidget) -> list[tuple[str, QRect, bool]]:
    """Return what one widget shows: kind, area in the widget, checked."""
    if isinstance(widget, Switch):
        return [(Kind.SWITCH, widget.track, widget.isChecked())]
    if isinstance(widget, QCheckBox | QRadioButton):
        return [_indicator(widget)]
    if isinstance(widget, QMenu):
        return _menu_icons(widget)
    if isinstance(widget, QPushButton):
        return _button(widget)
    if isinstance(widget, QToolButton):
        return _tool_button(widget)
    if isinstance(widget, QTabBar):
        return _tabs(widget)
    if isinstance(widget, QListWidget):
        return _item_icons(widget)
    if isinstance(widget, QLabel):
        return _picture(widget)
    return _whole(widget)


def _picture(label: QLabel) -> list[tuple[str, QRect, bool]]:
    picture = label.pixmap()
    if picture.isNull():
        return []
    top = (label.height() - picture.height()) // 2
    return [(Kind.PICTURE, QRect(QPoint(0, top), picture.size()), False)]


def _whole(widget: QWidget) -> list[tuple[str, QRect, bool]]:
    """Return a widget that is one control and nothing else."""
    inner = isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox)
    # A scroll bar of what fits is a bare strip.
    if inner or (isinstance(widget, QScrollBar) and not widget.maximum()):
        return []
    kinds = (
        (QLineEdit, Kind.FIELD),
        (QScrollBar, Kind.SCROLL_BAR),
        (QComboBox, Kind.DROP_DOWN),
        (QAbstractSpinBox, Kind.FIELD),
        (QTextEdit, Kind.FIELD),
        (QSlider, Kind.SLIDER),
        (QProgressBar, Kind.PROGRESS_BAR),
    )
    return [(kind, widget.rect(), False) for type_, kind in kinds if isinstance(widget, type_)]


def _left_end(area: QRect, width: int) -> QRect:
    return QRect(area.left(), area.top(), min(width, area.width()), area.height())


def _tabs(bar: QTabBar) -> list[tuple[str, QRect, bool]]:
    found: list[tuple[str, QRect, bool]] = []
    for k in range(bar.count()):
        area = bar.tabRect(k)
        found.append((Kind.TAB, area, k == bar.currentIndex()))
        if not bar.tabIcon(k).isNull():
            found.append((IGNORED, _left_end(area, bar.iconSize().width() + 26), False))
    return found


def _item_icons(view: QListWidget) -> list[tuple[str, QRect, bool]]:
    items = [view.item(k) for k in range(view.count())]
    areas = [view.visualItemRect(item) for item in items if not item.icon().isNull()]
    origin = view.viewport().pos()
    return [(IGNORED, _left_end(area.translated(origin), 48), False) for area in areas]


def _menu_icons(menu: QMenu) -> list[tuple[str, QRect, bool]]:
    areas = [menu.actionGeometry(action) for action in menu.actions()]
    return [(IGNORED, _left_end(area, 40), False) for area in areas]


def _indicator(widget: QCheckBox | QRadioButton) -> tuple[str, QRect, bool]:
    option = QStyleOptionButton()
    widget.initStyleOption(option)
    check = isinstance(widget, QCheckBox)
    part = (
        QStyle.SubElement.SE_CheckBoxIndicator
        if check
        else QStyle.SubElement.SE_RadioButtonIndicator
    )
    area = widget.style().subElementRect(part, option, widget)
    return (Kind.CHECK_BOX if check else Kind.RADIO_BUTTON, area, widget.isChecked())


def _button(widget: QPushButton) -> list[tuple[str, QRect, bool]]:
    found: list[tuple[str, QRect, bool]] = [(Kind.BUTTON, widget.rect(), False)]
    if not widget.icon().isNull():
        side = widget.iconSize().width()
        text = widget.fontMetrics().horizontalAdvance(widget.text())
        left = (widget.width() - (text + side + 4)) // 2
        top = (widget.height() - side) // 2
        found.append((Kind.ICON, QRect(left, top, side, side), False))
    return found


def _tool_button(widget: QToolButton) -> list[tuple[str, QRect, bool]]:
    if widget.icon().isNull() or isinstance(widget.parentWidget(), QTabBar):
        return []
    side = widget.iconSize().width()
    top = (widget.height() - side) // 2
    beside = widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    left = 4 if beside else (widget.width() - side) // 2
    found: list[tuple[str, QRect, bool]] = [(Kind.ICON, QRect(left, top, side, side), False)]
    if not widget.autoRaise() and not isinstance(widget.parentWidget(), QLineEdit):
        found.append((Kind.BUTTON, widget.rect(), False))
    return found
