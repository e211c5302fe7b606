"""One editor widget for each kind of setting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit, QSpinBox, QWidget

from assistant.core.i18n import _
from assistant.core.labels import separated
from assistant.core.languages import OWN_NAMES
from assistant.hotkeys.chords import Chord
from assistant.settings.fields import Field, FieldKind
from assistant.ui.chord_field import ChordField, OwnKeys

UNLIMITED = 1_000_000_000


class Editor(Protocol):
    """A widget that shows one setting; it tells `on_change` what the person made of it."""

    @property
    def widget(self) -> QWidget:
        """What to put into a form."""
        ...

    def show(self, value: Any) -> None:
        """Show a value, telling nobody."""
        ...


def editor(field: Field, on_change: Callable[[Any], object]) -> Editor:
    """What edits a field of any kind but a table."""
    return _EDITORS[field.kind](field, on_change)


def chord_editor(
    on_change: Callable[[Any], object],
    tell: Callable[[str], object],
    own_keys: OwnKeys,
    usual: str,
) -> Editor:
    """What edits a chord, pressed or typed; `tell` says why something is no chord.

    `usual` is the chord that counts while the field is empty, if any.
    """
    return _Chord(on_change, tell, own_keys, usual)


class _Switch:
    def __init__(self, field: Field, on_change: Callable[[Any], object]) -> None:
        self.widget = self._box = QCheckBox(field.label)
        self._box.clicked.connect(lambda checked: on_change(checked))

    def show(self, value: Any) -> None:
        self._box.setChecked(value)


class _Number:
    """Half-typed numbers do not count: `on_change` gets the whole one."""

    def __init__(self, box: QSpinBox | QDoubleSpinBox, on_change: Callable[[Any], object]) -> None:
        self.widget = self._box = box
        box.setKeyboardTracking(False)
        box.valueChanged.connect(lambda value: on_change(value))

    def show(self, value: Any) -> None:
        if self._box.value() != value:
            self._box.blockSignals(True)
            self._box.setValue(value)
            self._box.blockSignals(False)


def _integer(field: Field, on_change: Callable[[Any], object]) -> Editor:
    box = QSpinBox()
    box.setRange(int(field.lowest or 0), int(_highest(field)))
    return _Number(box, on_change)


def _decimal(field: Field, on_change: Callable[[Any], object]) -> Editor:
    box = QDoubleSpinBox()
    box.setDecimals(1)
    box.setRange(field.lowest or 0.0, _highest(field))
    return _Number(box, on_change)


class _Choice:
    def __init__(self, field: Field, on_change: Callable[[Any], object]) -> None:
        self.widget = self._box = QComboBox()
        for choice in field.choices:
            self._box.addItem(OWN_NAMES.get(choice) or _(choice), choice)
        self._box.activated.connect(lambda index: on_change(self._box.itemData(index)))

    def show(self, value: Any) -> None:
        self._box.setCurrentIndex(self._box.findData(value))


class _Text:
    """Changes count when the person leaves the field or presses Enter."""

    def __init__(self, _field: Field, on_change: Callable[[Any], object]) -> None:
        self.widget = self._line = QLineEdit()
        self._shown = ""
        self._on_change = on_change
        self._line.editingFinished.connect(self._finish)

    def show(self, value: Any) -> None:
        self._shown = self._to_text(value)
        if self._line.text() != self._shown:
            self._line.setText(self._shown)

    def _finish(self) -> None:
        text = self._line.text().strip()
        if text != self._shown:
            self._shown = text
            self._on_change(self._to_value(text))

    @staticmethod
    def _to_text(value: Any) -> str:
        return str(value)

    @staticmethod
    def _to_value(text: str) -> Any:
        return text


class _Chord:
    def __init__(
        self,
        on_change: Callable[[Any], object],
        tell: Callable[[str], object],
        own_keys: OwnKeys,
        usual: str,
    ) -> None:
        def entered(chord: Chord | None) -> None:
            on_change(str(chord) if chord is not None else "")

        self.widget = self._field = ChordField(entered, tell, own_keys)
        if usual:
            self._field.setPlaceholderText(usual)
            how = self._field.accessibleDescription()
            empty = _("While it is empty: {chord}.").format(chord=usual)
            self._field.setAccessibleDescription(f"{how} {empty}")

    def show(self, value: Any) -> None:
        self._field.show_chord(value)


class _List(_Text):
    @staticmethod
    def _to_text(value: Any) -> str:
        return ", ".join(value)

    @staticmethod
    def _to_value(text: str) -> Any:
        return separated(text)


def _highest(field: Field) -> float:
    return UNLIMITED if field.highest is None else field.highest


_EDITORS: dict[FieldKind, Callable[[Field, Callable[[Any], object]], Editor]] = {
    FieldKind.SWITCH: _Switch,
    FieldKind.INTEGER: _integer,
    FieldKind.DECIMAL: _decimal,
    FieldKind.CHOICE: _Choice,
    FieldKind.TEXT: _Text,
    FieldKind.LIST: _List,
}
