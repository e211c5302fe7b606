"""Three-dimensional looks for Qt windows: bevels of random shades, drawn as pictures.

A bevel is a few rings, each light on two sides and dark on the others, as toolkits of the nineties
draw them; it becomes the border picture of style sheet rules. None copies a style of Qt's.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from PySide6.QtGui import QColor, QImage
from training.pictures import picture

Ring = tuple[QColor, QColor]
"""Colours of the left and upper, and of the right and lower sides."""

_TICKS = (
    "<path d='M3 8l4 4 6-8' stroke='{}' stroke-width='{}' fill='none'/>",
    "<path d='M3 7v3l3 3 7-7v-3l-7 7z' fill='{}' stroke-width='{}'/>",
    "<path d='M3 3l10 10M13 3l-10 10' stroke='{}' stroke-width='{}'/>",
    "<path d='M4 4h8v8h-8z' fill='{}' stroke-width='{}'/>",
)
_ARROWS = {
    "down": "<path d='M2 5h12l-6 7z' fill='{}' stroke-width='{}'/>",
    "up": "<path d='M2 11h12l-6-7z' fill='{}' stroke-width='{}'/>",
    "left": "<path d='M11 2v12l-7-6z' fill='{}' stroke-width='{}'/>",
    "right": "<path d='M5 2v12l7-6z' fill='{}' stroke-width='{}'/>",
}
_SIGNS = {
    "open": "<path d='M2 2h12v12h-12zM5 8h6' stroke='{}' stroke-width='{}' fill='none'/>",
    "closed": "<path d='M2 2h12v12h-12zM5 8h6M8 5v6' stroke='{}' stroke-width='{}' fill='none'/>",
}
_ROUND = (
    "<path d='M3 13a7 7 0 0 1 10-10' stroke='{dark}' stroke-width='{wide}' fill='{paper}'/>"
    "<path d='M3 13a7 7 0 0 0 10-10' stroke='{light}' stroke-width='{wide}' fill='{paper}'/>"
    "<path d='M4 12a5.6 5.6 0 0 1 8-8' stroke='{shadow}' stroke-width='{inner}' fill='none'/>"
)
_DIAMOND = (
    "<path d='M1 8l7-7 7 7' stroke='{dark}' stroke-width='{wide}' fill='{paper}'/>"
    "<path d='M1 8l7 7 7-7' stroke='{light}' stroke-width='{wide}' fill='{paper}'/>"
)
_DOT = "<circle cx='8' cy='8' r='{}' fill='{}'/>"


@dataclass(frozen=True, slots=True)
class Shades:
    """What a three-dimensional look is drawn in."""

    light: QColor
    dark: QColor
    shadow: QColor
    button: QColor
    paper: QColor
    ink: QColor
    accent: QColor


class Bevels:
    """Rules of one look; their pictures are written to `folder`."""

    def __init__(self, dice: random.Random, shades: Shades, folder: Path) -> None:
        self._dice, self._shades, self._folder = dice, shades, folder
        self._rings = dice.choice([1, 1, 2, 2, 2, 3])
        self._arrow = dice.randint(6, 10)

    def sheet(self) -> str:
        """Return rules for all kinds of control, or sometimes for most of them."""
        parts = [
            self._buttons, self._fields, self._check_boxes, self._radio_buttons, self._tabs,
            self._drop_downs, self._numbers, self._sliders, self._progress, self._scroll_bars,
            self._headers, self._views, self._groups,
        ]  # fmt: skip
        share = self._dice.choice([0.75, 1.0, 1.0])
        return "\n".join(part() for part in parts if self._dice.random() < share)

    def _edges(self, *, raised: bool, dotted: bool = False) -> list[Ring]:
        """Return the rings, from outside in."""
        shades = self._shades
        outer, inner = (shades.light, shades.shadow), (shades.button.lighter(106), shades.dark)
        if not raised:
            outer, inner = (shades.dark, shades.light), (shades.shadow, shades.button)
        rings = [outer, inner, (shades.ink, shades.ink)][: self._rings]
        if self._rings == 3:
            rings = rings[::-1][:1] + rings[:2]
        if dotted:
            gap, dots = QColor(0, 0, 0, 0), shades.ink
            rings = [*rings, (gap, gap), (gap, gap), (dots, QColor(dots.rgb() & 0x01FFFFFF))]
        return rings

    def _frame(
        self, fill: QColor, *, raised: bool, dotted: bool = False, below: bool = True
    ) -> str:
        """Return the rules of a bevelled frame with a ground; `below`: its lower side is there."""
        rings = self._edges(raised=raised, dotted=dotted)
        path = _drawn(rings, fill, self._folder, below=below)
        wide = len(rings)
        sides = " ".join([str(wide)] * 4)
        how = "repeat" if dotted else "stretch"
        return f"border-width:{wide}px;border-image:url({path.as_posix()}) {sides} {how} {how}"

    def _sign(self, name: str, drawing: str, weight: float = 1) -> str:
        return picture(self._folder, name, drawing, self._shades.ink.name(), weight)

    def _arrow_to(self, name: str) -> str:
        image = self._sign(f"bevel-{name}", _ARROWS[name])
        return f"image:{image};width:{self._arrow}px;height:{self._arrow}px"

    def _buttons(self) -> str:
        dice, button = self._dice, self._shades.button
        pad = f"padding:{dice.randint(2, 6)}px {dice.randint(5, 16)}px"
        dotted = dice.random() < 0.5
        up, down = self._frame(button, raised=True), self._frame(button, raised=False)
        focus = self._frame(button, raised=True, dotted=dotted)
        return (
            f"QPushButton{{{up};{pad};}}QPushButton:checked{{{down};}}QPushButton:focus{{{focus};}}"
            f'QToolButton[autoRaise="false"]{{{up};padding:2px;}}'
        )

    def _fields(self) -> str:
        paper = self._shades.paper if self._dice.random() < 0.85 else self._shades.button
        frame = self._frame(paper, raised=False)
        pad = self._dice.randint(1, 4)
        return f"QLineEdit,QTextEdit{{{frame};padding:{pad}px;}}"

    def _check_boxes(self) -> str:
        dice = self._dice
        side, tick = dice.randint(9, 14), dice.randrange(len(_TICKS))
        image = self._sign(f"bevel-tick{tick}", _TICKS[tick], dice.choice([1.5, 2, 2.5]))
        filled = dice.random() < 0.2
        off = self._frame(self._shades.paper, raised=dice.random() < 0.1)
        on = self._frame(self._shades.button if filled else self._shades.paper, raised=False)
        return (
            f"QCheckBox::indicator{{width:{side}px;height:{side}px;{off};}}"
            f"QCheckBox::indicator:checked{{{on};image:{image};}}"
        )

    def _radio_buttons(self) -> str:
        dice, shades = self._dice, self._shades
        side, shape = dice.randint(11, 17), _DIAMOND if dice.random() < 0.15 else _ROUND
        paper = shades.paper if dice.random() < 0.8 else shades.button
        ring = shape.format(
            dark=shades.dark.name(),
            light=shades.light.name(),
            shadow=shades.shadow.name(),
            paper=paper.name(),
            wide=dice.choice([1, 1.2, 1.6, 2]),
            inner=dice.choice([0, 0.8, 1.2]),
        )
        colour = dice.choice([shades.ink, shades.ink, shades.accent])
        dot = _DOT.format(dice.choice([2, 2.5, 3, 3.5]), colour.name())
        off, on = (picture(self._folder, "bevel-radio", each, "", 1) for each in (ring, ring + dot))
        return (
            f"QRadioButton::indicator{{width:{side}px;height:{side}px;image:{off};}}"
            f"QRadioButton::indicator:checked{{image:{on};}}"
        )

    def _tabs(self) -> str:
        dice, button = self._dice, self._shades.button
        pad, rise = dice.randint(2, 7), dice.choice([0, 2, 2, 3])
        rest = self._frame(button.darker(dice.randint(100, 112)), raised=True, below=False)
        dotted = dice.random() < 0.5
        ground = button if dice.random() < 0.7 else self._shades.paper
        chosen = self._frame(ground, raised=True, below=False, dotted=dotted)
        inner = max(0, pad - 3 * dotted)
        return (
            f"QTabBar::tab{{{rest};padding:{pad}px {pad * 2}px;margin-top:{rise}px;}}"
            f"QTabBar::tab:selected{{{chosen};padding:{inner}px {inner * 2}px;margin-top:0px;}}"
            f"QTabWidget::pane{{{self._frame(button, raised=True)};}}"
        )

    def _drop_downs(self) -> str:
        dice = self._dice
        paper = self._shades.paper if dice.random() < 0.75 else self._shades.button
        raised = dice.random() < 0.2
        return (
            f"QComboBox{{{self._frame(paper, raised=raised)};padding:{dice.randint(1, 5)}px 4px;}}"
            f"QComboBox::drop-down{{{self._frame(self._shades.button, raised=True)};"
            f"width:{dice.randint(12, 20)}px;}}"
            f"QComboBox::down-arrow{{{self._arrow_to('down')};}}"
        )

    def _numbers(self) -> str:
        wide, button = self._dice.randint(12, 18), self._frame(self._shades.button, raised=True)
        rules = "".join(
            f"QSpinBox::{way}-button{{{button};width:{wide}px;}}"
            f"QSpinBox::{way}-arrow{{{self._arrow_to(way)};}}"
            for way in ("up", "down")
        )
        pad = self._dice.randint(1, 4)
        frame = self._frame(self._shades.paper, raised=False)
        return f"QSpinBox{{{frame};padding:{pad}px;}}{rules}"

    def _sliders(self) -> str:
        dice = self._dice
        high, knob, out = dice.randint(2, 6), dice.randint(7, 14), dice.randint(5, 9)
        groove = self._frame(dice.choice([self._shades.paper, self._shades.dark]), raised=False)
        handle = self._frame(self._shades.button, raised=True)
        return (
            f"QSlider{{min-height:{2 * out + high + 6}px;}}"
            f"QSlider::groove:horizontal{{{groove};height:{high}px;}}"
            f"QSlider::handle:horizontal{{{handle};width:{knob}px;margin:-{out}px 0;}}"
        )

    def _progress(self) -> str:
        dice, shades = self._dice, self._shades
        frame = self._frame(dice.choice([shades.paper, shades.button]), raised=False)
        chunk = f"background:{shades.accent.name()}"
        if dice.random() < 0.6:
            chunk += f";width:{dice.randint(5, 12)}px;margin:{dice.choice([1, 1, 2])}px"
        return f"QProgressBar{{{frame};text-align:center;}}QProgressBar::chunk{{{chunk};}}"

    def _scroll_bars(self) -> str:
        dice, shades = self._dice, self._shades
        wide, raised = dice.randint(12, 18), self._frame(shades.button, raised=True)
        track = dice.choice([shades.paper, shades.button.lighter(110), shades.button.darker(115)])
        rules = []
        for way, size, first, last in (
            ("vertical", "width", "up", "down"),
            ("horizontal", "height", "left", "right"),
        ):
            along = "height" if size == "width" else "width"
            margin = f"{wide}px 0" if size == "width" else f"0 {wide}px"
            ends = ("top", "bottom") if size == "width" else ("left", "right")
            rules.append(
                f"QScrollBar:{way}{{{size}:{wide}px;margin:{margin};background:{track.name()};}}"
                f"QScrollBar::handle:{way}{{{raised};min-{along}:{wide}px;}}"
            )
            for line, end, arrow in (("sub", ends[0], first), ("add", ends[1], last)):
                rules.append(
                    f"QScrollBar::{line}-line:{way}{{{raised};{along}:{wide - 4}px;"
                    f"subcontrol-origin:margin;subcontrol-position:{end};}}"
                    f"QScrollBar::{arrow}-arrow:{way}{{{self._arrow_to(arrow)};}}"
                )
        return "".join(rules)

    def _headers(self) -> str:
        section = self._frame(self._shades.button, raised=True)
        return f"QHeaderView::section,QTableCornerButton::section{{{section};padding:2px 4px;}}"

    def _views(self) -> str:
        frame = self._frame(self._shades.paper, raised=False)
        grid = self._dice.choice([self._shades.light, self._shades.shadow, self._shades.dark])
        signs = "".join(
            f"QTreeView::branch:{state}:has-children{{image:{self._sign(f'bevel-{state}', sign)};}}"
            for state, sign in _SIGNS.items()
        )
        views = "QTableView,QListView,QTreeView"
        return f"{views}{{{frame};gridline-color:{grid.name()};}}{signs}"

    def _groups(self) -> str:
        how = self._dice.choice(["groove", "ridge", "inset"])
        edge = self._dice.choice([self._shades.light, self._shades.shadow]).name()
        return (
            f"QGroupBox{{border:2px {how} {edge};margin-top:8px;padding-top:8px;}}"
            "QGroupBox::title{subcontrol-origin:margin;left:8px;}"
        )


def _drawn(rings: list[Ring], fill: QColor, folder: Path, *, below: bool) -> Path:
    """Draw a frame with room to stretch in its middle; return its picture."""
    side = 2 * len(rings) + 4
    names = "".join(f"{first.rgba():x}{last.rgba():x}" for first, last in rings)
    key = sha256(f"{names}{fill.rgba():x}{below}".encode()).hexdigest()[:16]
    path = folder / f".bevel-{key}.png"
    if path.is_file():
        return path
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(fill)
    for depth, (first, last) in enumerate(rings):
        far = side - 1 - depth
        # A dotted ring alternates its two colours.
        dotted = depth > 2 and first.rgb() & 0xFFFFFF == last.rgb() & 0xFFFFFF
        for k in range(depth, far + 1):
            spots = [(k, depth, first), (depth, k, first), (far, k, last)]
            spots += [(k, far, last)] if below else []
            for x, y, colour in spots:
                chosen = (first, last)[(x + y) % 2] if dotted else colour
                if chosen.alpha() > 1:
                    image.setPixelColor(x, y, chosen)
    image.save(str(path))
    return path


def bevelled(
    dice: random.Random, button: QColor, paper: QColor, ink: QColor, accent: QColor, folder: Path
) -> str:
    """Return a style sheet with a random three-dimensional look of these colours."""
    light = dice.choice([QColor("white"), button.lighter(dice.randint(115, 190))])
    dark = dice.choice([QColor("black"), button.darker(dice.randint(130, 260))])
    shadow = dice.choice([QColor("#808080"), QColor("#a0a0a0"), button.darker(140)])
    return Bevels(dice, Shades(light, dark, shadow, button, paper, ink, accent), folder).sheet()
