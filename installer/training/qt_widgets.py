"""Single Qt widgets with random content."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QIcon,
    QLinearGradient,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QSlider,
    QSpinBox,
    QTextEdit,
    QToolButton,
    QWidget,
)
from training.qt_looks import Look
from training.words import phrase


class Switch(QCheckBox):
    """An on/off switch, as Qt itself has none; `track` is where it is in the widget."""

    def __init__(self, dice: random.Random, look: Look) -> None:
        super().__init__()
        high = dice.randint(14, 28)
        self._wide = round(high * dice.uniform(1.6, 2.4))
        self._inset = dice.choice([1, 2, 3, -2])
        self._square = dice.random() < 0.15
        self._on = look.accent
        self._off = QColor.fromHslF(0, 0, dice.uniform(0.3, 0.75))
        self._knob = QColor.fromHslF(0, 0, dice.uniform(0.92, 1))
        self._outlined = dice.random() < 0.25
        self.setFixedSize(self._wide + 6, high + 6)
        self.setChecked(dice.random() < 0.5)

    @property
    def track(self) -> QRect:
        """The switch itself, without the room around it."""
        return self.rect().adjusted(3, 3, -3, -3)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw track and knob."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track, on = QRectF(self.track), self.isChecked()
        colour = self._on if on else self._off
        radius = 2.0 if self._square else track.height() / 2
        painter.setPen(colour if self._outlined else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if self._outlined and not on else QBrush(colour))
        painter.drawRoundedRect(track, radius, radius)
        side = track.height() - 2 * self._inset
        left = track.right() - side - self._inset if on else track.left() + self._inset
        knob = QRectF(left, track.top() + self._inset, side, side)
        painter.setBrush(colour if self._outlined and not on else self._knob)
        painter.drawRoundedRect(knob, radius if self._square else side / 2, side / 2)
        painter.end()


class Widgets:
    """Makes random widgets of one look; their icons come from one family."""

    def __init__(self, dice: random.Random, look: Look, icons: Sequence[Path]) -> None:
        self._dice, self._look, self._icons = dice, look, icons
        self.icon_side = dice.choice([14, 16, 16, 18, 20, 22, 24, 32])
        self._makers: list[tuple[float, Callable[[], QWidget]]] = [
            (0.18, self._button),
            (0.12, self._line),
            (0.12, self._check),
            (0.10, self._radio),
            (0.09, self._drop_down),
            (0.06, self._slider),
            (0.04, self._number),
            (0.03, self._paragraph),
            (0.06, self._tool),
            (0.05, self._progress),
            (0.04, self._picture),
            (0.06, self._switch),
            (0.03, self._frame),
            (0.08, self._label),
        ]

    def icon(self, side: int | None = None) -> QIcon:
        """Return a random icon in the ink's colour."""
        return QIcon(self._drawn(side or self.icon_side))

    def _drawn(self, side: int) -> QPixmap:
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(str(self._dice.choice(self._icons))).render(painter)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(picture.rect(), self._look.ink)
        painter.end()
        return picture

    def any(self) -> QWidget:
        """Return a widget of a random kind."""
        weights = [weight for weight, _maker in self._makers]
        widget = self._dice.choices([maker for _weight, maker in self._makers], weights)[0]()
        if self._dice.random() < 0.05:
            widget.setEnabled(False)
        return widget

    def phrase(self, least: int, most: int) -> str:
        """Return some words."""
        return phrase(self._dice, least, most)

    def _button(self) -> QWidget:
        button = QPushButton(self.phrase(1, 2))
        if self._dice.random() < 0.25:
            button.setIcon(self.icon())
            button.setIconSize(QSize(self.icon_side, self.icon_side))
        if self._dice.random() < 0.3:
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return button

    def _line(self) -> QWidget:
        field = QLineEdit()
        kind = self._dice.random()
        if kind < 0.3:
            field.setPlaceholderText(self.phrase(1, 3))
        elif kind < 0.65:
            field.setText(self.phrase(1, 3))
        elif kind < 0.75:
            field.setText("secret")
            field.setEchoMode(QLineEdit.EchoMode.Password)
        if self._dice.random() < 0.15:
            field.addAction(self.icon(16), QLineEdit.ActionPosition.LeadingPosition)
        return field

    def _check(self) -> QWidget:
        box = QCheckBox(self.phrase(1, 4) if self._dice.random() < 0.9 else "")
        box.setChecked(self._dice.random() < 0.5)
        return box

    def _radio(self) -> QWidget:
        radio = QRadioButton(self.phrase(1, 4))
        radio.setAutoExclusive(False)
        radio.setChecked(self._dice.random() < 0.5)
        return radio

    def _drop_down(self) -> QWidget:
        box = QComboBox()
        box.addItem(self.phrase(1, 2) if self._dice.random() < 0.9 else "")
        box.setEditable(self._dice.random() < 0.1)
        return box

    def _slider(self) -> QWidget:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setValue(self._dice.randint(0, 99))
        slider.setMinimumWidth(self._dice.randint(70, 220))
        if self._dice.random() < 0.15:
            slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        return slider

    def _number(self) -> QWidget:
        box = QSpinBox()
        box.setValue(self._dice.randint(0, 99))
        return box

    def _paragraph(self) -> QWidget:
        text = QTextEdit(self.phrase(5, 30) if self._dice.random() < 0.7 else "")
        text.setFixedHeight(self._dice.randint(50, 150))
        return text

    def _tool(self) -> QWidget:
        button = QToolButton()
        button.setIcon(self.icon())
        button.setIconSize(QSize(self.icon_side, self.icon_side))
        button.setAutoRaise(self._dice.random() < 0.5)
        return button

    def _progress(self) -> QWidget:
        bar = QProgressBar()
        bar.setValue(self._dice.randint(0, 100))
        bar.setTextVisible(self._dice.random() < 0.6)
        return bar

    def _picture(self) -> QWidget:
        dice = self._dice
        label = QLabel()
        picture = QPixmap(dice.randint(48, 260), dice.randint(40, 190))
        slope = QLinearGradient(QPoint(0, 0), QPoint(picture.width(), picture.height()))
        for at in (0.0, 0.5, 1.0):
            colour = QColor.fromHslF(dice.random(), 0.6, dice.uniform(0.2, 0.8))
            slope.setColorAt(at, colour)
        painter = QPainter(picture)
        painter.fillRect(picture.rect(), QBrush(slope))
        for _ in range(dice.randint(0, 8)):
            side, at_x = dice.randint(4, 60), dice.randint(0, picture.width())
            painter.setBrush(QColor.fromHslF(dice.random(), 0.5, dice.uniform(0.2, 0.8)))
            painter.setPen(Qt.PenStyle.NoPen)
            shape = QRect(at_x, dice.randint(0, picture.height()), side, dice.randint(4, 60))
            (painter.drawEllipse if dice.random() < 0.5 else painter.drawRect)(shape)
        painter.end()
        label.setPixmap(picture)
        label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return label

    def _switch(self) -> QWidget:
        return Switch(self._dice, self._look)

    def _frame(self) -> QWidget:
        """Return something that looks like a control and is none: a framed or tinted label."""
        label = QLabel(self.phrase(1, 6) if self._dice.random() < 0.8 else "")
        label.setWordWrap(True)
        if self._dice.random() < 0.5:
            label.setFrameShape(QFrame.Shape.StyledPanel)
        else:
            label.setAutoFillBackground(True)
            label.setBackgroundRole(self._look.palette.ColorRole.Base)
            label.setMargin(self._dice.randint(6, 20))
        label.setMinimumHeight(self._dice.randint(40, 120))
        return label

    def _label(self) -> QWidget:
        label = QLabel(self.phrase(1, 9))
        label.setWordWrap(True)
        return label
