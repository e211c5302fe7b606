"""Fusion with edges and focus marks that everybody can see, in whatever colours the desktop has."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionComplex,
    QWidget,
)

from assistant.ui.contrast import contrast

MIN_TARGET = 24
"""Pixels, WCAG 2.2, success criterion 2.5.8 (AA)."""
MIN_TEXT = 4.5
"""WCAG 2.2, success criterion 1.4.3 (AA)."""
PLAIN = "fusion"
"""The style that is made clear. Those of Windows and macOS follow the system's high contrast."""
_TARGET = QSize(MIN_TARGET, MIN_TARGET)
_MARK_PIXELS = 2
_SHARE = 0.6
"""Of the letters' colour in that of edges."""
_BY, _STEPS = 105, 40
"""Per cent, and how often at most."""

_Role = QPalette.ColorRole
_Shape = QFrame.Shape
_Primitive = QStyle.PrimitiveElement
_Control = QStyle.ControlElement
_Complex = QStyle.ComplexControl
_Contents = QStyle.ContentsType
_FRAMED = frozenset(
    {
        _Primitive.PE_FrameLineEdit,
        _Primitive.PE_PanelMenu,
        _Primitive.PE_PanelButtonCommand,
        _Primitive.PE_IndicatorCheckBox,
    }
)
_TARGETS = frozenset(
    {
        *(_Contents.CT_CheckBox, _Contents.CT_RadioButton, _Contents.CT_PushButton),
        *(_Contents.CT_ComboBox, _Contents.CT_LineEdit, _Contents.CT_SpinBox),
        *(_Contents.CT_ItemViewItem, _Contents.CT_MenuItem, _Contents.CT_MenuBarItem),
    }
)
_BOXES = frozenset({_Complex.CC_ComboBox, _Complex.CC_SpinBox})


class ClearStyle(QProxyStyle):
    """Draws over what Fusion draws, whose own edges are a shade of the ground: black on black.

    What has the keyboard gets a mark of two pixels, and nothing is too small to be hit. Of every
    palette, what is chosen is made to be readable: white on Fusion's own blue is not.
    """

    def __init__(self) -> None:
        super().__init__(PLAIN)

    def polish(self, what: Any) -> Any:
        """See QStyle."""
        if isinstance(what, QPalette):
            _make_chosen_readable(what)
            return None
        if isinstance(what, QAbstractScrollArea) and what.frameShape() is _Shape.StyledPanel:
            # Its usual frame has no room for the mark.
            what.setFrameStyle(_Shape.Panel.value | QFrame.Shadow.Plain.value)
            what.setLineWidth(_MARK_PIXELS)
        return super().polish(what)

    def drawPrimitive(  # noqa: N802 - Qt's name
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """See QStyle."""
        super().drawPrimitive(element, option, painter, widget)
        if element in _FRAMED:
            _frame(painter, option)
        elif element == _Primitive.PE_IndicatorRadioButton:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(edge(option.palette), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(option.rect).adjusted(1, 1, -1, -1))
            painter.restore()
        elif element == _Primitive.PE_FrameFocusRect:
            _rectangle(painter, option.rect, option.palette.color(_Role.WindowText), 1)

    def drawComplexControl(  # noqa: N802 - Qt's name
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """See QStyle."""
        super().drawComplexControl(control, option, painter, widget)
        if control in _BOXES:
            _frame(painter, option)
        elif control == _Complex.CC_ScrollBar:
            part = QStyle.SubControl.SC_ScrollBarSlider
            slider = self.subControlRect(control, option, part, widget)  # type: ignore[arg-type]
            _rectangle(painter, slider, edge(option.palette), 1)

    def drawControl(  # noqa: N802 - Qt's name
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """See QStyle."""
        if element == _Control.CE_ShapedFrame and isinstance(widget, QAbstractScrollArea):
            _frame(painter, option)
            return
        super().drawControl(element, option, painter, widget)
        if element == _Control.CE_ProgressBarGroove:
            _rectangle(painter, option.rect, edge(option.palette), 1)

    def sizeFromContents(  # noqa: N802 - Qt's name
        self,
        kind: QStyle.ContentsType,
        option: QStyleOption,
        size: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        """See QStyle."""
        needed = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]
        return needed.expandedTo(_TARGET) if kind in _TARGETS else needed


def edge(palette: QPalette) -> QColor:
    """A colour for edges, between that of letters and that of the ground."""
    front, back = palette.color(_Role.WindowText), palette.color(_Role.Window)
    rest = 1 - _SHARE
    return QColor.fromRgbF(
        _SHARE * front.redF() + rest * back.redF(),
        _SHARE * front.greenF() + rest * back.greenF(),
        _SHARE * front.blueF() + rest * back.blueF(),
    )


def _make_chosen_readable(palette: QPalette) -> None:
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        letters = palette.color(group, _Role.HighlightedText)
        ground = palette.color(group, _Role.Highlight)
        darken = letters.lightnessF() > 0.5
        for _step in range(_STEPS):
            if contrast(letters, ground) >= MIN_TEXT:
                break
            ground = ground.darker(_BY) if darken else ground.lighter(_BY)
        palette.setColor(group, _Role.Highlight, ground)


def _frame(painter: QPainter, option: QStyleOption) -> None:
    if QStyle.StateFlag.State_HasFocus in option.state:
        _rectangle(painter, option.rect, option.palette.color(_Role.WindowText), _MARK_PIXELS)
    else:
        _rectangle(painter, option.rect, edge(option.palette), 1)


def _rectangle(painter: QPainter, area: QRect, colour: QColor, pixels: int) -> None:
    painter.save()
    pen = QPen(colour, pixels)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = pixels / 2
    painter.drawRect(QRectF(area).adjusted(half, half, -half, -half))
    painter.restore()
