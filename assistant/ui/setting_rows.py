"""The rows of the settings window: one editor for each setting, by its key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QScrollArea, QWidget

from assistant.core.i18n import _
from assistant.hotkeys.defaults import default_chords
from assistant.settings.fields import Field, FieldKind, Section, matching, value_of
from assistant.settings.schema import Settings
from assistant.ui.chord_field import OwnKeys
from assistant.ui.setting_editors import Editor, chord_editor, editor

_CHORDS = "hotkeys.chords"


class SettingRows:
    """Makes a page for each section, and keeps what edits each setting.

    `names` are the rows of a table setting, such as the actions of "hotkeys.chords", with what
    they mean in words; the person's own rows come after them. `changed` gets the key of a row and
    its new value; a row's key is the table's with its name. `tell` says why a chord is none.
    """

    def __init__(
        self,
        names: Mapping[str, Mapping[str, str]],
        changed: Callable[[str, Any], object],
        tell: Callable[[str], object],
        own_keys: OwnKeys,
    ) -> None:
        self._names, self._changed = names, changed
        self._tell, self._own_keys = tell, own_keys
        self._editors: dict[str, tuple[Field, Editor]] = {}
        self._rows: dict[str, tuple[QFormLayout, QWidget]] = {}

    def __contains__(self, key: object) -> bool:
        """Whether there is a row of that key."""
        return key in self._editors

    def field(self, key: str) -> Field:
        """The setting that a row shows, or whose row it is; KeyError where there is none."""
        return self._editors[key][0]

    def label(self, key: str) -> str:
        """What a row is called."""
        return self._editors[key][1].widget.accessibleName()

    def value(self, key: str, settings: Settings) -> Any:
        """What a row shows."""
        field = self.field(key)
        value = value_of(settings, field)
        return value.get(row_name(key, field), "") if field.kind is FieldKind.TABLE else value

    def show(self, settings: Settings) -> None:
        """Show these settings, telling nobody."""
        for key, (_field, shown) in self._editors.items():
            shown.show(self.value(key, settings))

    def page(self, section: Section, settings: Settings) -> QScrollArea:
        """A new page with a row for each setting of the section."""
        content = QWidget()
        form = labelled_form(content, _(section.description))
        for field in section.fields:
            if field.kind is FieldKind.TABLE:
                self._add_table(form, field, value_of(settings, field))
            else:
                self._add(form, field.key, field, field.label)
        return scrolling(content)

    def leave(self, words: str, found: tuple[Section, ...]) -> set[str]:
        """Show only the rows with these words; returns the keys of the sections that have some."""
        fields = {field.key for section in matching(found, words) for field in section.fields}
        kept: set[str] = set()
        for key, (form, widget) in self._rows.items():
            field = self.field(key)
            row = f"{field.key} {widget.accessibleName()}".casefold()
            shown = field.key in fields or all(word in row for word in words.casefold().split())
            form.setRowVisible(widget, shown)
            if shown:
                kept.add(key.partition(".")[0])
        return kept

    def _add_table(self, form: QFormLayout, field: Field, table: Mapping[str, str]) -> None:
        named = dict(self._names.get(field.key, {}))
        for name in table:
            named.setdefault(name, name)
        for name, words in named.items():
            self._add(form, f"{field.key}.{name}", field, words[:1].upper() + words[1:])

    def _add(self, form: QFormLayout, key: str, field: Field, label: str) -> None:
        made = self._editor(key, field)
        # A field for chords tells itself how to enter one.
        description = made.widget.accessibleDescription() or _(field.description)
        name_editor(made.widget, key, label, description)
        if field.kind is FieldKind.SWITCH:
            form.addRow(made.widget)
        else:
            form.addRow(label, made.widget)
        self._editors[key] = field, made
        self._rows[key] = form, made.widget

    def _editor(self, key: str, field: Field) -> Editor:
        def changed(value: Any) -> None:
            self._changed(key, value)

        if field.key == _CHORDS:
            usual = default_chords().get(row_name(key, field), "")
            return chord_editor(changed, self._tell, self._own_keys, usual)
        if field.kind is FieldKind.TABLE:
            # The other tables' rows are texts.
            field = Field(field.key, FieldKind.TEXT, field.description, "")
        return editor(field, changed)


def row_name(key: str, field: Field) -> str:
    """The part of a row's key behind its table's."""
    return key.removeprefix(f"{field.key}.")


def name_editor(widget: QWidget, key: str, label: str, description: str) -> None:
    """Tell what it edits, to eyes and to screen readers."""
    widget.setObjectName(key)
    widget.setAccessibleName(label)
    widget.setAccessibleDescription(description)
    widget.setToolTip(description)


def labelled_form(content: QWidget, about: str) -> QFormLayout:
    """A form whose first line tells what the page is about."""
    form = QFormLayout(content)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    words = QLabel(about)
    words.setWordWrap(True)
    form.addRow(words)
    return form


def scrolling(content: QWidget) -> QScrollArea:
    """A page that scrolls where it is too long."""
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
