"""What of a window people with low vision must be able to see and to hit."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QWidget,
)

from assistant.ui.contrast import contrast

MIN_TEXT = 4.5
"""WCAG 2.2, success criterion 1.4.3 (AA)."""
MIN_EDGE = 3.0
"""WCAG 2.2, success criterion 1.4.11 (AA): edges of controls, and marks of the focus."""
MIN_TARGET = 24
"""Pixels, WCAG 2.2, success criterion 2.5.8 (AA)."""
LAPTOP = 1366, 768
_BARS = 60
"""Pixels of the screen's height that a panel and a title bar take."""
_RING = 3
_EDGED = QPushButton | QComboBox | QLineEdit | QAbstractSpinBox | QAbstractScrollArea
_TARGETS = QAbstractButton | QComboBox | QLineEdit | QAbstractSpinBox


def visible_faults(window: QWidget) -> list[str]:
    """Faults of how a shown window looks now, in words."""
    checks = (_faint_choice, _faint_edges, _faint_focus, _small, _elided)
    return [fault for check in checks for fault in check(window)]


def too_large(window: QWidget) -> list[str]:
    """Whether the window needs more than a small laptop's screen has."""
    width, height = LAPTOP[0], LAPTOP[1] - _BARS
    room = window.screen().availableGeometry()
    least = window.minimumSizeHint().expandedTo(window.minimumSize())
    size = window.size()
    faults = []
    if least.width() > width or least.height() > height:
        faults.append(f"the window needs {least.width()} by {least.height()} pixels")
    if size.width() > room.width() or size.height() > room.height():
        faults.append(f"the window takes {size.width()} by {size.height()} pixels")
    return faults


def small_entries(menu: QMenu) -> list[str]:
    """Entries of a shown menu that are hard to hit."""
    return [
        f"entry {entry.text()!r} is {menu.actionGeometry(entry).height()} pixels high"
        for entry in menu.actions()
        if not entry.isSeparator() and menu.actionGeometry(entry).height() < MIN_TARGET
    ]


def called(widget: QWidget) -> str:
    """The widget for a message."""
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return f"{type(widget).__name__} {widget.objectName() or text or widget.accessibleName()!r}"


def own(window: QWidget, kinds: object) -> list[QWidget]:
    """The window's visible widgets of these kinds, without the parts of Qt's own."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, kinds)  # type: ignore[arg-type]
        and widget.isVisibleTo(window)
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parent(), QComboBox | QAbstractSpinBox | QLineEdit)
    ]


def _faint_choice(window: QWidget) -> Iterator[str]:
    role = QPalette.ColorRole
    for widget in own(window, QAbstractScrollArea | QLineEdit | QComboBox):
        for front, back in (
            (role.HighlightedText, role.Highlight),
            (role.PlaceholderText, role.Base),
        ):
            palette = widget.palette()
            group = QPalette.ColorGroup.Active
            ratio = contrast(palette.color(group, front), palette.color(group, back))
            if ratio < MIN_TEXT:
                yield f"{front.name} of {called(widget)} has a contrast of {ratio:.1f} only"


def _faint_edges(window: QWidget) -> Iterator[str]:
    image = window.grab().toImage()
    ground = window.palette().color(QPalette.ColorRole.Window)
    for widget in _in_sight(window, _EDGED | QCheckBox | QRadioButton):
        bare = isinstance(widget, QAbstractScrollArea) and not widget.frameWidth()
        if not widget.isEnabled() or bare:
            continue
        area = _edged(widget)
        place = QRect(widget.mapTo(window, area.topLeft()), area.size())
        y = place.center().y()
        near = range(place.left(), place.left() + _RING)
        best = max(_ratio(image.pixelColor(x, y), ground) for x in near)
        if best < MIN_EDGE:
            yield f"the edge of {called(widget)} has a contrast of {best:.1f} only"


def _faint_focus(window: QWidget) -> Iterator[str]:
    before = QApplication.focusWidget()
    for widget in _in_sight(window, QWidget):
        if not (widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()):
            continue
        if widget.focusProxy() is not None or _alone(window, widget):
            continue
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        focused = widget.grab().toImage()
        widget.clearFocus()
        plain = widget.grab().toImage()
        seen = _changed(focused, plain)
        # As long as half of a line around what it marks: a check box marks its words only.
        if seen < (20 if isinstance(widget, QCheckBox | QRadioButton) else widget.width() / 2):
            yield f"one cannot see that {called(widget)} has the keyboard ({seen} pixels)"
    if before is not None:
        before.setFocus()


def _small(window: QWidget) -> Iterator[str]:
    for widget in own(window, _TARGETS):
        if min(widget.width(), widget.height()) < MIN_TARGET:
            yield f"{called(widget)} is {widget.width()} by {widget.height()} pixels"
    for view in own(window, QAbstractItemView):
        assert isinstance(view, QAbstractItemView)
        model = view.model()
        heights = [
            view.sizeHintForIndex(model.index(row, 0)).height()
            for row in range(min(model.rowCount(), 30))
        ]
        if heights and min(heights) < MIN_TARGET:
            yield f"the rows of {called(view)} are {min(heights)} pixels high"


def _elided(window: QWidget) -> Iterator[str]:
    for box in own(window, QComboBox):
        assert isinstance(box, QComboBox)
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box)
        if box.fontMetrics().horizontalAdvance(box.currentText()) > room.width():
            yield f"the text {box.currentText()!r} of {called(box)} is cut"
    for view in own(window, QListView):
        assert isinstance(view, QListView)
        never = view.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if never and not view.wordWrap() and view.sizeHintForColumn(0) > view.viewport().width():
            yield f"the rows of {called(view)} are cut"


def _in_sight(window: QWidget, kinds: object) -> list[QWidget]:
    """Those that are not scrolled out of view."""
    return [
        widget
        for widget in own(window, kinds)
        if not widget.visibleRegion().isEmpty()
        and widget.visibleRegion().boundingRect() == widget.rect()
    ]


def _alone(window: QWidget, widget: QWidget) -> bool:
    others = [each for each in own(window, QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return others == [widget]


def _edged(widget: QWidget) -> QRect:
    if isinstance(widget, QCheckBox | QRadioButton):
        option = QStyleOptionButton()
        widget.initStyleOption(option)
        kind = QStyle.SubElement
        element = (
            kind.SE_CheckBoxIndicator
            if isinstance(widget, QCheckBox)
            else kind.SE_RadioButtonIndicator
        )
        return widget.style().subElementRect(element, option, widget)
    return widget.rect()


def _changed(one: QImage, other: QImage) -> int:
    """How many pixels of the outermost lines, or of a flat widget, differ so that one sees it."""
    whole = one.rect()
    inner = (
        whole.adjusted(_RING, _RING, -_RING, -_RING) if whole.height() > 2 * MIN_TARGET else QRect()
    )
    return sum(
        _ratio(one.pixelColor(x, y), other.pixelColor(x, y)) >= MIN_EDGE
        for y in range(whole.height())
        for x in range(whole.width())
        if not inner.contains(QPoint(x, y)) and one.pixel(x, y) != other.pixel(x, y)
    )


def _ratio(one: QColor, other: QColor) -> float:
    return contrast(one, other)
