"""Every setting, made from the schema: by section, with a search, changed at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from assistant.core.errors import EarSightError
from assistant.core.i18n import _
from assistant.desktop.focus.base import WindowFocus
from assistant.settings.fields import Field, FieldKind, sections, value_of, with_value
from assistant.settings.refusals import refusal
from assistant.settings.schema import Settings
from assistant.settings.transfer import read_settings, what_leaves, write_settings
from assistant.ui.application_settings import ApplicationsPage
from assistant.ui.chord_field import OwnKeys
from assistant.ui.focus_returning import giving_back
from assistant.ui.opening_size import within_screen
from assistant.ui.pages import Pages
from assistant.ui.self_voice import SelfVoice
from assistant.ui.setting_rows import SettingRows, row_name
from assistant.ui.to_front import to_front
from assistant.ui.unheard import unheard
from assistant.ui.yes_or_no import ask_yes_or_no

ROOMY = 1.6
"""Times the smallest size that shows everything: fewer settings to scroll to."""
_COLUMNS = 3
_FILE = "earsight-settings.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the window needs of the program.

    `current` are the settings now; `save` keeps and applies changed ones, and returns what went
    wrong in words. `names` are the rows of the table settings (see `SettingRows`), `open_now` the
    applications with windows, `own_keys` those that EarSight holds. `say` speaks at once, `voiced`
    says whether to speak what a screen reader tells by itself.
    """

    current: Callable[[], Settings]
    save: Callable[[Settings], str]
    names: Mapping[str, Mapping[str, str]]
    open_now: Callable[[], Sequence[str]]
    own_keys: OwnKeys
    say: Callable[[str], object]
    voiced: Callable[[], bool]
    focus: WindowFocus


class SettingsWindow(QMainWindow):
    """Shows the settings; each change is saved at once. Closing gives the keyboard back."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around, self._current, self._say = around, around.current, around.say
        with unheard():
            self._make()
        self._voice = SelfVoice(self, around.say, around.voiced)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._note_focus)

    def _make(self) -> None:
        around = self._around
        self._rows = SettingRows(around.names, self._change, self._tell, around.own_keys)
        self._applications = ApplicationsPage(
            self._current, self._keep, self._refuse, around.open_now
        )
        self._focused = ""
        self.setWindowTitle(_("EarSight settings"))
        self._search = QLineEdit()
        self._list = QListWidget()
        self._pages = Pages()
        self._status = QLabel()
        self._sections = sections()
        self._build()
        self.resize(within_screen(self, self.sizeHint() * ROOMY))
        self.refresh()

    def refresh(self) -> None:
        """Show the settings as they are now; a key or a command may have changed them."""
        self._rows.show(self._current())
        self._applications.refresh()

    def show_and_focus(self) -> None:
        """Bring the window to the front, the keyboard in the search."""
        self.refresh()
        to_front(self, self._around.focus)
        self._search.setFocus()
        self._voice.greet()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the keyboard back, where the person has not gone elsewhere by themselves."""
        with giving_back(self, self._around.focus):
            super().closeEvent(event)
        # Whoever comes back would find settings missing, and not hear why.
        self._search.clear()

    def _note_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Remember which setting the keyboard is in, for the reset button."""
        if now is not None and now.window() is self:
            # An editable list hands the keyboard to the field in it.
            name = now.objectName() or (now.parentWidget() or now).objectName()
            if name in self._rows or name.startswith("applications."):
                self._focused = name

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        label = QLabel(_("&Search"))
        label.setBuddy(self._search)
        self._search.setObjectName("search")
        self._search.setAccessibleName(_("Search"))
        self._search.setAccessibleDescription(_("Shows only the settings with these words."))
        self._search.textChanged.connect(self._filter)
        column.addWidget(label)
        column.addWidget(self._search)
        column.addLayout(self._body(), 1)
        self._status.setWordWrap(True)
        column.addWidget(self._status)
        column.addLayout(self._buttons())
        self.setCentralWidget(content)

    def _body(self) -> QHBoxLayout:
        self._list.setObjectName("sections")
        self._list.setAccessibleName(_("Sections"))
        self._list.setSizeAdjustPolicy(QListWidget.SizeAdjustPolicy.AdjustToContents)
        self._list.currentRowChanged.connect(self._pages.turn_to)
        self._pages.turned.connect(self._list.setCurrentRow)
        for section in self._sections:
            self._list.addItem(section.label)
            self._pages.add(self._rows.page(section, self._current()))
        self._list.addItem(self._applications.label)
        self._pages.add(self._applications.area)
        self._list.setCurrentRow(0)
        body = QHBoxLayout()
        body.addWidget(self._list)
        body.addWidget(self._pages, 1)
        return body

    def _buttons(self) -> QGridLayout:
        grid = QGridLayout()
        for number, (name, text, deed) in enumerate(
            (
                ("reset", _("&Reset this setting"), self._reset_one),
                ("reset-all", _("Reset &all settings"), self._reset_all),
                ("close", _("&Close"), self.close),
                ("export", _("E&xport settings"), self._export),
                ("import", _("&Import settings"), self._import),
            )
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.setAutoDefault(True)
            button.clicked.connect(lambda _checked, deed=deed: deed())
            grid.addWidget(button, number // _COLUMNS, number % _COLUMNS)
        return grid

    def _filter(self, words: str) -> None:
        kept = self._rows.leave(words, self._sections)
        shown = [section.key in kept for section in self._sections]
        shown.append(self._applications.has(words))
        for index, visible in enumerate(shown):
            self._list.item(index).setHidden(not visible)
        if any(shown) and self._list.currentItem().isHidden():
            self._list.setCurrentRow(shown.index(True))

    def _change(self, key: str, value: Any) -> None:
        field = self._rows.field(key)
        if field.kind is FieldKind.TABLE:
            table = {**value_of(self._current(), field), row_name(key, field): value}
            value = {name: text for name, text in table.items() if text}
        self._apply(field, value)

    def _reset_one(self) -> None:
        key = self._focused
        if key in self._rows:
            field = self._rows.field(key)
            usual = "" if field.kind is FieldKind.TABLE else field.default
            self._change(key, usual)
            if self._rows.value(key, self._current()) == usual:
                name = self._rows.label(key)
                self._tell(_("{name} is at its default again.").format(name=name))
        elif not self._applications.reset(key):
            self._tell(_("Go to a setting first."))
            return
        self.refresh()

    def _reset_all(self) -> None:
        def decided(yes: bool) -> None:
            if yes:
                self._keep(Settings())
                self.refresh()

        self._ask(_("Set all settings back to their defaults?"), decided)

    def _export(self) -> None:
        path, _kind = QFileDialog.getSaveFileName(
            self, _("Export settings"), _FILE, _("Settings (*.toml)")
        )
        if not path:
            return
        try:
            write_settings(Path(path), self._current())
        except EarSightError as error:
            self._tell(error.spoken)
        else:
            name = Path(path).name
            self._tell(_("The settings are in {name}, without passwords.").format(name=name))

    def _import(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(
            self, _("Import settings"), "", _("Settings (*.toml)")
        )
        if not path:
            return
        try:
            taken = read_settings(Path(path))
        except EarSightError as error:
            self._tell(error.spoken)
            return
        question = _("Replace all settings by those of {name}?").format(name=Path(path).name)
        if warning := what_leaves(self._current(), taken):
            question = f"{question} {warning}"

        def decided(yes: bool) -> None:
            if yes:
                self._keep(taken)
                self.refresh()

        self._ask(question, decided)

    def _ask(self, question: str, decided: Callable[[bool], object]) -> None:
        ask_yes_or_no(self, question, decided, self._say, self._say, self._around.voiced)

    def _apply(self, field: Field, value: Any) -> None:
        try:
            changed = with_value(self._current(), field, value)
        except msgspec.ValidationError as error:
            self.refresh()
            self._refuse(error)
            return
        self._keep(changed)

    def _refuse(self, error: msgspec.ValidationError) -> None:
        reason, _key = refusal(error)
        self._tell(_("Not changed: {reason}.").format(reason=reason))

    def _keep(self, settings: Settings) -> None:
        self._tell(self._around.save(settings) or _("Saved."))

    def _tell(self, text: str) -> None:
        self._status.setText(text)
        self._say(text)
