"""Random looks for Qt windows: palettes and style sheets. Test looks differ in kind."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QColor, QPalette
from training.pictures import picture
from training.qt_bevels import bevelled

_TICK = "<path d='M3 8l4 4 6-8' stroke='{}' stroke-width='{}' fill='none'/>"
BEVELLED = 0.45
"""Part of the training windows with a three-dimensional look."""
_DOWN = "<path d='M3 6l5 5 5-5' stroke='{}' stroke-width='{}' fill='none'/>"


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a window and the style sheet on top of its style."""

    style: str
    palette: QPalette
    sheet: str
    ink: QColor
    accent: QColor
    paper: QColor
    button: QColor


def _hsl(hue: float, saturation: float, light: float) -> QColor:
    return QColor.fromHslF(hue % 1, saturation, min(1.0, max(0.0, light)))


def look(dice: random.Random, folder: Path, split: str) -> Look:
    """Return a random look; pictures that its style sheet needs are written to `folder`.

    `split` is "train", "valid" or "test": each has looks that the others have not.
    """
    folder = folder / ".looks"
    folder.mkdir(exist_ok=True)
    dark = dice.random() < 0.35
    hue, saturation = dice.random(), dice.choice([0, 0, 0.03, 0.1])
    window = _hsl(hue, saturation, dice.uniform(0.1, 0.24) if dark else dice.uniform(0.86, 0.98))
    paper = _hsl(hue, saturation, dice.uniform(0.06, 0.18) if dark else dice.uniform(0.95, 1))
    ink = _hsl(hue, 0, dice.uniform(0.82, 0.97) if dark else dice.uniform(0.03, 0.25))
    button = _hsl(hue, saturation, dice.uniform(0.15, 0.32) if dark else dice.uniform(0.84, 0.99))
    accent = _hsl(dice.choice([0.58, 0.6, hue]), dice.uniform(0.5, 0.95), dice.uniform(0.4, 0.58))
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in {
        roles.Window: window,
        roles.Base: paper,
        roles.AlternateBase: window,
        roles.WindowText: ink,
        roles.Text: ink,
        roles.ButtonText: ink,
        roles.Button: button,
        roles.Highlight: accent,
        roles.Accent: accent,
        roles.HighlightedText: QColor("white"),
        roles.PlaceholderText: QColor.fromRgbF(ink.redF(), ink.greenF(), ink.blueF(), 0.5),
    }.items():
        palette.setColor(role, colour)
    colours = Look("", palette, "", ink, accent, paper, button)
    makers = {"train": _train_sheet, "valid": _valid_sheet, "test": _test_sheet}
    style, sheet = makers[split](dice, colours, folder)
    return Look(style, palette, sheet, ink, accent, paper, button)


def _train_sheet(dice: random.Random, look_: Look, folder: Path) -> tuple[str, str]:
    """Return a style and rules for some kinds of control, or a look of bevels."""
    if dice.random() < BEVELLED:
        colours = look_.button, look_.paper, look_.ink, look_.accent
        return "Fusion", bevelled(dice, *colours, folder)
    return "Fusion", _random_sheet(dice, look_, folder)


def _random_sheet(dice: random.Random, look_: Look, folder: Path) -> str:
    """Return rules for some of the kinds of control; the others keep Fusion's look."""
    parts = [_buttons, _fields, _indicators, _tabs, _drop_downs, _sliders, _bars]
    if dice.random() < 0.3:
        return ""
    share = dice.choice([0.4, 0.8, 1.0])
    return "\n".join(part(dice, look_, folder) for part in parts if dice.random() < share)


def _edge(dice: random.Random, look_: Look) -> str:
    dark = look_.paper.lightnessF() < 0.5
    light = dice.uniform(0.22, 0.5) if dark else dice.uniform(0.5, 0.86)
    return _hsl(dice.random(), dice.choice([0, 0, 0.1]), light).name()


def _fill(dice: random.Random, colour: QColor) -> str:
    """Return a plain colour, or a slight gradient as older themes have."""
    if dice.random() < 0.6:
        return colour.name()
    top, bottom = colour.lighter(dice.randint(101, 112)), colour.darker(dice.randint(101, 112))
    if dice.random() < 0.2:
        top, bottom = bottom, top
    return f"qlineargradient(x1:0,y1:0,x2:0,y2:1,stop:0 {top.name()},stop:1 {bottom.name()})"


def _buttons(dice: random.Random, look_: Look, _folder: Path) -> str:
    radius, pad = dice.choice([0, 2, 3, 4, 5, 6, 8, 12]), dice.randint(3, 9)
    edge, width = _edge(dice, look_), dice.choice([0, 1, 1, 1, 2])
    filled = dice.random() < 0.3
    fill = look_.accent if filled else look_.button
    ink = "white" if filled else look_.ink.name()
    bottom = f"border-bottom-color:{_edge(dice, look_)};" if dice.random() < 0.3 else ""
    sides = f"padding:{pad}px {pad * dice.randint(1, 3)}px"
    rule = f"border:{width}px solid {edge};{bottom}border-radius:{radius}px;{sides}"
    return f"QPushButton{{{rule};background:{_fill(dice, fill)};color:{ink};}}"


def _fields(dice: random.Random, look_: Look, _folder: Path) -> str:
    radius, pad = dice.choice([0, 2, 3, 4, 5, 6, 8, 12]), dice.randint(2, 8)
    line = f"solid {_edge(dice, look_)}"
    border = f"border:{dice.choice([1, 1, 1, 2])}px {line};border-radius:{radius}px"
    if dice.random() < 0.2:
        border = f"border:0px;border-bottom:{dice.choice([1, 2])}px {line}"
    elif dice.random() < 0.15:
        border = f"border:0px;border-radius:{radius}px"
    paper = look_.paper if dice.random() < 0.7 else look_.button
    names = "QLineEdit,QTextEdit,QPlainTextEdit"
    return f"{names}{{{border};padding:{pad}px;background:{paper.name()};}}"


def _indicators(dice: random.Random, look_: Look, folder: Path) -> str:
    side, edge = dice.randint(11, 22), _edge(dice, look_)
    radius = dice.choice([0, 2, 3, 4])
    filled = dice.random() < 0.6
    tick = "#ffffff" if filled else look_.ink.name()
    on = look_.accent.name() if filled else look_.paper.name()
    weight = dice.choice([1.5, 2, 2.5, 3])
    image = picture(folder, "tick", _TICK, tick, weight)
    dot = max(3, side // 2 - dice.randint(2, 4))
    ring = (side + 2 - dot) // 2
    ink, paper = look_.ink.name(), look_.paper.name()
    radio = (
        f"background:white;border:{ring}px solid {look_.accent.name()}"
        if dice.random() < 0.5
        else "background:qradialgradient(cx:.5,cy:.5,radius:.5,fx:.5,fy:.5,"
        f"stop:0 {ink},stop:.5 {ink},stop:.55 {paper},stop:1 {paper})"
    )
    inner = side + 2 - 2 * ring if radio.startswith("background:white") else side
    whole = (side + 2) / 2
    return (
        f"QCheckBox::indicator{{width:{side}px;height:{side}px;border:1px solid {edge};"
        f"border-radius:{radius}px;background:{paper};}}"
        f"QCheckBox::indicator:checked{{background:{on};image:{image};}}"
        f"QRadioButton::indicator{{width:{side}px;height:{side}px;border:1px solid {edge};"
        f"border-radius:{whole}px;background:{paper};}}"
        f"QRadioButton::indicator:checked{{width:{inner}px;height:{inner}px;{radio};"
        f"border-radius:{whole}px;}}"
    )


def _tabs(dice: random.Random, look_: Look, _folder: Path) -> str:
    pad, accent, edge = dice.randint(3, 10), look_.accent.name(), _edge(dice, look_)
    chosen = dice.choice(
        [
            f"border:0px;border-bottom:{dice.choice([2, 3])}px solid {accent}",
            f"border:1px solid {edge};border-bottom:0px;background:{look_.paper.name()}",
            f"border:0px;border-radius:{dice.choice([0, 4, 8])}px;background:{accent};color:white",
            f"border:0px;border-top:3px solid {accent};background:{look_.paper.name()}",
        ]
    )
    rest = dice.choice(["border:0px", f"border:1px solid {edge};border-bottom:0px"])
    return (
        f"QTabBar::tab{{padding:{pad}px {pad * 2}px;{rest};}}QTabBar::tab:selected{{{chosen};}}"
        f"QTabWidget::pane{{border:{dice.choice([0, 1])}px solid {edge};}}"
    )


def _drop_downs(dice: random.Random, look_: Look, folder: Path) -> str:
    radius, pad, edge = dice.choice([0, 3, 5, 8]), dice.randint(2, 8), _edge(dice, look_)
    arrow = picture(folder, "down", _DOWN, look_.ink.name(), dice.choice([1.5, 2, 3]))
    fill = _fill(dice, dice.choice([look_.button, look_.paper]))
    line = dice.choice([0, 0, 1])
    return (
        f"QComboBox{{border:1px solid {edge};border-radius:{radius}px;padding:{pad}px {pad + 3}px;"
        f"background:{fill};}}QComboBox::drop-down{{border:0px;width:{dice.randint(16, 28)}px;"
        f"border-left:{line}px solid {edge};}}"
        f"QComboBox::down-arrow{{image:{arrow};width:{dice.randint(8, 14)}px;}}"
    )


def _sliders(dice: random.Random, look_: Look, _folder: Path) -> str:
    high, knob = dice.randint(2, 8), dice.randint(10, 22)
    knob = max(knob, high + 2)
    out = (knob - high) // 2
    round_ = dice.choice([knob // 2, knob // 2, 3])
    fill = dice.choice([look_.accent.name(), "#ffffff", look_.button.name()])
    edge = _edge(dice, look_)
    return (
        f"QSlider::groove:horizontal{{height:{high}px;background:{edge};"
        f"border-radius:{high // 2}px;}}QSlider::handle:horizontal{{width:{knob}px;"
        f"margin:-{out}px 0;border-radius:{round_}px;background:{fill};border:1px solid {edge};}}"
        f"QSlider::sub-page:horizontal{{background:{look_.accent.name()};"
        f"border-radius:{high // 2}px;}}"
    )


def _bars(dice: random.Random, look_: Look, _folder: Path) -> str:
    high, edge = dice.randint(4, 22), _edge(dice, look_)
    radius = min(high // 2, dice.choice([0, 3, 10]))
    width = dice.choice([0, 1])
    return (
        f"QProgressBar{{max-height:{high}px;min-height:{high}px;border:{width}px solid {edge};"
        f"border-radius:{radius}px;background:{look_.button.darker(108).name()};"
        f"text-align:center;}}QProgressBar::chunk{{background:{look_.accent.name()};"
        f"border-radius:{max(0, radius - 1)}px;}}"
    )


def _valid_sheet(dice: random.Random, look_: Look, folder: Path) -> tuple[str, str]:
    """Return a look to choose thresholds by: edges that Qt itself shades, and glossy grounds."""
    width, radius = dice.randint(1, 3), dice.choice([0, 0, 3, 9])
    edge = look_.button.darker(dice.randint(105, 150)).name()
    out, in_ = dice.choice([("outset", "inset"), ("ridge", "groove"), ("double", "double")])
    top, low = look_.button.lighter(118), look_.button.darker(112)
    gloss = (
        "qlineargradient(x1:0,y1:0,x2:0,y2:1,"
        f"stop:0 {top.name()},stop:.48 {look_.button.name()},stop:.5 {low.name()},"
        f"stop:1 {top.name()})"
    )
    paper, accent = look_.paper.name(), look_.accent.name()
    tick = picture(folder, "tick", _TICK, look_.ink.name(), 2)
    arrow = picture(folder, "down", _DOWN, look_.ink.name(), 2)
    raised = f"border:{width}px {out} {edge};border-radius:{radius}px;background:{gloss}"
    sunken = f"border:{width}px {in_} {edge};border-radius:{min(radius, 3)}px;background:{paper}"
    side = dice.randint(10, 15)
    whole = side // 2 + width
    indicator = f"width:{side}px;height:{side}px;{sunken}"
    sheet = (
        f"QPushButton{{{raised};padding:4px 12px;}}QLineEdit,QTextEdit,QSpinBox{{{sunken};}}"
        f"QComboBox{{{raised};padding:3px 6px;}}QComboBox::drop-down{{border:0px;width:20px;}}"
        f"QComboBox::down-arrow{{image:{arrow};width:10px;}}"
        f"QCheckBox::indicator{{{indicator};}}QCheckBox::indicator:checked{{image:{tick};}}"
        f"QRadioButton::indicator{{{indicator};border-radius:{whole}px;}}"
        "QRadioButton::indicator:checked{background:qradialgradient(cx:.5,cy:.5,radius:.5,fx:.5,"
        f"fy:.5,stop:0 {accent},stop:.45 {accent},stop:.55 {paper},stop:1 {paper});}}"
        f"QTabBar::tab{{{raised};border-bottom:0px;padding:4px 10px;}}"
        f"QTabBar::tab:selected{{background:{paper};}}"
        f"QSlider::groove:horizontal{{{sunken};height:4px;}}"
        f"QSlider::handle:horizontal{{{raised};width:12px;margin:-6px 0;}}"
        f"QProgressBar{{{sunken};text-align:center;}}"
        f"QProgressBar::chunk{{background:{accent};}}QHeaderView::section{{{raised};}}"
        f"QTableView,QListView,QTreeView{{{sunken};}}"
    )
    return "Fusion", sheet


def _test_sheet(dice: random.Random, look_: Look, folder: Path) -> tuple[str, str]:
    """Return a style and one of the sheets of which training has nothing."""
    kind = dice.randrange(3)
    if kind == 0:
        return "Windows", ""
    accent, paper = look_.accent.name(), look_.paper.name()
    tick = picture(folder, "tick", _TICK, "#ffffff", 2.2)
    arrow = picture(folder, "down", _DOWN, look_.ink.name(), 2.2)
    faint = QColor(look_.ink)
    faint.setAlphaF(0.35)
    edge = f"rgba({faint.red()},{faint.green()},{faint.blue()},90)"
    flat = kind == 1
    radius, pad = (4, 6) if flat else (7, 4)
    field = (
        f"border:1px solid {edge};border-radius:{radius}px"
        if not flat
        else (f"border:0px;border-bottom:2px solid {edge};border-radius:0px")
    )
    button = (
        f"background:{accent};color:white;border:0px"
        if flat
        else (f"background:{look_.button.lighter(106).name()};border:1px solid {edge}")
    )
    sheet = (
        f"QPushButton{{{button};border-radius:{radius}px;padding:{pad}px {pad * 3}px;}}"
        f"QLineEdit,QTextEdit{{{field};padding:{pad}px;background:{paper};}}"
        f"QComboBox{{{field};padding:{pad}px;background:{paper};}}"
        f"QComboBox::drop-down{{border:0px;width:22px;}}"
        f"QComboBox::down-arrow{{image:{arrow};width:11px;}}"
        f"QCheckBox::indicator{{width:16px;height:16px;border:2px solid {edge};border-radius:3px;}}"
        f"QCheckBox::indicator:checked{{background:{accent};border-color:{accent};image:{tick};}}"
        f"QTabBar::tab{{padding:8px 18px;border:0px;border-bottom:2px solid transparent;}}"
        f"QTabBar::tab:selected{{color:{accent};border-bottom:2px solid {accent};}}"
    )
    return ("Fusion" if flat else "Windows"), sheet
