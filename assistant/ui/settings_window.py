"""Every setting, made from the schema: by section, with a search, changed at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assistant.core.i18n import _
from assistant.settings.fields import (
    Field,
    FieldKind,
    Section,
    matching,
    sections,
    value_of,
    with_value,
)
from assistant.settings.refusals import refusal
from assistant.settings.schema import Settings
from assistant.ui.setting_editors import Editor, editor

ROOMY = 1.6
"""Times the smallest size that shows everything: fewer settings to scroll to."""

Save = Callable[[Settings], str]
"""Keeps and applies changed settings; returns what went wrong in words, or nothing."""


class SettingsWindow(QMainWindow):
    """Shows the `current` settings; each change is given to `save` at once.

    `names` are the rows of a table setting, such as the actions of "hotkeys.chords", with what
    they mean in words; the person's own rows come after them. `say` speaks what came of a change.
    """

    def __init__(
        self,
        current: Callable[[], Settings],
        names: Mapping[str, Mapping[str, str]],
        save: Save,
        say: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._current, self._names, self._save, self._say = current, names, save, say
        self._editors: dict[str, tuple[Field, Editor]] = {}
        self._rows: dict[str, tuple[QFormLayout, QWidget]] = {}
        self._focused = ""
        self.setWindowTitle(_("EarSight settings"))
        self._search = QLineEdit()
        self._list = QListWidget()
        self._pages = QStackedWidget()
        self._status = QLabel()
        self._sections = sections()
        self._build()
        self.resize(self.sizeHint() * ROOMY)
        self.refresh()

    def refresh(self) -> None:
        """Show the settings as they are now; a key or a command may have changed them."""
        settings = self._current()
        for key, (field, shown) in self._editors.items():
            value = value_of(settings, field)
            shown.show(value.get(_row(key, field), "") if field.kind is FieldKind.TABLE else value)

    def show_and_focus(self) -> None:
        """Bring the window to the front, the keyboard in the search."""
        self.refresh()
        self.show()
        self.raise_()
        self.activateWindow()
        self._search.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember which setting the keyboard is in, for the reset button."""
        if event.type() is QEvent.Type.FocusIn:
            self._focused = watched.objectName()
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        label = QLabel(_("&Search"))
        label.setBuddy(self._search)
        self._search.setAccessibleName(_("Search"))
        self._search.setAccessibleDescription(_("Shows only the settings with these words."))
        self._search.textChanged.connect(self._filter)
        column.addWidget(label)
        column.addWidget(self._search)
        column.addLayout(self._body(), 1)
        self._status.setWordWrap(True)
        column.addWidget(self._status)
        column.addWidget(self._buttons())
        self.setCentralWidget(content)

    def _body(self) -> QHBoxLayout:
        self._list.setAccessibleName(_("Sections"))
        self._list.setSizeAdjustPolicy(QListWidget.SizeAdjustPolicy.AdjustToContents)
        self._list.currentRowChanged.connect(self._pages.setCurrentIndex)
        self._pages.currentChanged.connect(self._list.setCurrentRow)
        for section in self._sections:
            self._list.addItem(section.label)
            self._pages.addWidget(self._page(section))
        self._list.setCurrentRow(0)
        body = QHBoxLayout()
        body.addWidget(self._list)
        body.addWidget(self._pages, 1)
        return body

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        for text, deed in (
            (_("&Reset this setting"), self._reset_one),
            (_("Reset &all settings"), self._reset_all),
            (_("&Close"), self.close),
        ):
            button = QPushButton(text)
            button.setAutoDefault(True)
            # The setting that is to be reset is the one the keyboard was in before.
            button.clicked.connect(lambda _checked, deed=deed: deed())
            box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        return box

    def _page(self, section: Section) -> QScrollArea:
        page = QWidget()
        form = QFormLayout(page)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        about = QLabel(_(section.description))
        about.setWordWrap(True)
        form.addRow(about)
        for field in section.fields:
            if field.kind is FieldKind.TABLE:
                self._add_table(form, field)
            else:
                self._add(form, field.key, field, field.label, _(field.description))
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _add_table(self, form: QFormLayout, field: Field) -> None:
        named = dict(self._names.get(field.key, {}))
        for name in value_of(self._current(), field):
            named.setdefault(name, name)
        for name, words in named.items():
            label = words[:1].upper() + words[1:]
            self._add(form, f"{field.key}.{name}", field, label, _(field.description))

    def _add(self, form: QFormLayout, key: str, field: Field, label: str, description: str) -> None:
        made = editor(_as_text(field), partial(self._change, key))
        widget = made.widget
        widget.setObjectName(key)
        widget.setAccessibleName(label)
        widget.setAccessibleDescription(description)
        widget.setToolTip(description)
        widget.installEventFilter(self)
        if field.kind is FieldKind.SWITCH:
            form.addRow(widget)
        else:
            form.addRow(label, widget)
        self._editors[key] = field, made
        self._rows[key] = form, widget

    def _filter(self, words: str) -> None:
        found = {
            field.key for section in matching(self._sections, words) for field in section.fields
        }
        for key, (form, widget) in self._rows.items():
            field = self._editors[key][0]
            row = f"{field.key} {widget.accessibleName()}".casefold()
            shown = field.key in found or all(word in row for word in words.casefold().split())
            form.setRowVisible(widget, shown)
        first: int | None = None
        for index, section in enumerate(self._sections):
            keys = [key for key in self._rows if key.startswith(f"{section.key}.")]
            visible = any(self._rows[key][0].isRowVisible(self._rows[key][1]) for key in keys)
            self._list.item(index).setHidden(not visible)
            if visible and first is None:
                first = index
        if first is not None and self._list.currentItem().isHidden():
            self._list.setCurrentRow(first)

    def _change(self, key: str, value: Any) -> None:
        field = self._editors[key][0]
        if field.kind is FieldKind.TABLE:
            table = {**value_of(self._current(), field), _row(key, field): value}
            value = {name: text for name, text in table.items() if text}
        self._apply(field, value)

    def _reset_one(self) -> None:
        if self._focused not in self._editors:
            self._tell(_("Go to a setting first."))
            return
        field, _shown = self._editors[self._focused]
        if field.kind is FieldKind.TABLE:
            self._change(self._focused, "")
        else:
            self._apply(field, field.default)
        self.refresh()

    def _reset_all(self) -> None:
        question = _("Set all settings back to their defaults?")
        self._say(question)
        answer = QMessageBox.question(self, self.windowTitle(), question)
        if answer is not QMessageBox.StandardButton.Yes:
            return
        self._keep(Settings())
        self.refresh()

    def _apply(self, field: Field, value: Any) -> None:
        try:
            changed = with_value(self._current(), field, value)
        except msgspec.ValidationError as error:
            reason, _key = refusal(error)
            self.refresh()
            self._tell(_("Not changed: {reason}.").format(reason=reason))
            return
        self._keep(changed)

    def _keep(self, settings: Settings) -> None:
        self._tell(self._save(settings) or _("Saved."))

    def _tell(self, text: str) -> None:
        self._status.setText(text)
        self._say(text)


def _row(key: str, field: Field) -> str:
    return key.removeprefix(f"{field.key}.")


def _as_text(field: Field) -> Field:
    """A table's rows are edited as texts."""
    if field.kind is not FieldKind.TABLE:
        return field
    return Field(field.key, FieldKind.TEXT, field.description, "")
