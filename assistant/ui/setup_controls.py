"""One widget for each control of a set-up step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QPushButton, QWidget

from assistant.core.labels import without_mnemonic
from assistant.hotkeys.chords import Chord
from assistant.onboarding.base import Choice, Control, Deed, Keys, Page, Switch
from assistant.ui.chord_field import ChordField, OwnKeys

_COLUMNS = 24
Work = Callable[[Callable[[], str]], None]
"""Does something that may take a while, and tells what came of it."""


@dataclass(frozen=True, slots=True)
class Doing:
    """What the window does for its controls.

    `later` is for what is chosen with the arrow keys: only the last choice of a quick row counts.
    """

    now: Work
    later: Work
    tell: Callable[[str], object]
    own_keys: OwnKeys


def shape(page: Page) -> tuple[object, ...]:
    """What must be the same for the widgets to be kept."""
    return tuple(
        (type(control), control.label, control.options if isinstance(control, Choice) else ())
        for control in page.controls
    )


def made(control: Control, form: QFormLayout, doing: Doing) -> QWidget:
    """Add a widget for the control to the form."""
    widget = _made(control, doing)
    widget.setAccessibleName(without_mnemonic(control.label))
    if isinstance(control, Deed | Switch):
        form.addRow(widget)
    else:
        label = QLabel(control.label)
        label.setBuddy(widget)
        form.addRow(label, widget)
    return widget


def show(widget: QWidget, control: Control) -> None:
    """Show how the control is now, telling nobody."""
    if isinstance(widget, QComboBox) and isinstance(control, Choice):
        widget.setCurrentIndex(widget.findData(control.now))
    elif isinstance(widget, QCheckBox) and isinstance(control, Switch):
        widget.setChecked(control.now)
    elif isinstance(widget, ChordField) and isinstance(control, Keys):
        widget.show_chord(control.now)


def _made(control: Control, doing: Doing) -> QWidget:
    match control:
        case Choice():
            return _combo(control, doing)
        case Switch():
            box = QCheckBox(control.label)
            box.setChecked(control.now)
            box.clicked.connect(lambda on: doing.now(lambda: control.turn(on)))
            return box
        case Deed():
            button = QPushButton(control.label)
            button.clicked.connect(lambda: begin(control, doing))
            return button
        case Keys():

            def enter(chord: Chord | None) -> None:
                doing.now(lambda: control.enter(chord))

            field = ChordField(enter, doing.tell, doing.own_keys)
            field.show_chord(control.now)
            return field


def begin(deed: Deed, doing: Doing) -> None:
    """Do it, and say at once that it is begun."""
    if deed.begun:
        doing.tell(deed.begun)
    doing.now(deed.do)


def _combo(control: Choice, doing: Doing) -> QComboBox:
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    longest = max((len(option.words) for option in control.options), default=0)
    # In some languages the longest is wider than the page; the open list shows it whole.
    box.setMinimumContentsLength(min(longest, _COLUMNS))
    for option in control.options:
        box.addItem(option.words, option.id)
    box.setCurrentIndex(box.findData(control.now))

    def take(index: int) -> None:
        name = str(box.itemData(index))
        doing.later(lambda: control.take(name))

    box.activated.connect(take)
    return box
