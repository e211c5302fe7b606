"""The page of the settings window for what is different in one application."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from assistant.core.i18n import N_, _
from assistant.settings.fields import Field, FieldKind, application_fields
from assistant.settings.preferences import own, with_own, without_own
from assistant.settings.schema import Settings
from assistant.ui.setting_editors import Editor, editor
from assistant.ui.setting_rows import labelled_form, name_editor, scrolling

KEY = "applications"
_ABOUT = N_(
    "What is different in one application. Choose one that is open, or type the name that "
    "EarSight has for it."
)


class ApplicationsPage:
    """One application at a time; what is changed is given to `keep` at once.

    `open_now` names the applications that have windows, the one in front first. A value that is
    none is told by `refuse`.
    """

    def __init__(
        self,
        current: Callable[[], Settings],
        keep: Callable[[Settings], object],
        refuse: Callable[[msgspec.ValidationError], object],
        open_now: Callable[[], Sequence[str]],
    ) -> None:
        self._current, self._keep, self._refuse = current, keep, refuse
        self._open_now = open_now
        self._fields = {f"{KEY}.{field.key}": field for field in application_fields()}
        self._editors: dict[str, Editor] = {}
        self._which = QComboBox()
        content = QWidget()
        form = labelled_form(content, _(_ABOUT))
        self._add_choice(content)
        form.addRow(_("Application"), self._which)
        for key, field in self._fields.items():
            self._add(key, field)
            shown = self._editors[key].widget
            if field.kind is FieldKind.SWITCH:
                form.addRow(shown)
            else:
                form.addRow(field.label, shown)
        self._same = QPushButton(_("As e&verywhere"))
        self._same.setAccessibleDescription(_("Nothing is different in this application."))
        self._same.setAutoDefault(True)
        self._same.clicked.connect(lambda _checked: self._forget())
        form.addRow(self._same)
        self.area = scrolling(content)

    @property
    def label(self) -> str:
        """What the page is called in the list of sections."""
        return _("Applications")

    @property
    def application(self) -> str:
        """The one whose settings are shown."""
        return self._which.currentText().strip()

    def has(self, words: str) -> bool:
        """Whether the page has anything with these words."""
        texts = [
            f"{key} {field.label} {_(field.description)}" for key, field in self._fields.items()
        ]
        found = " ".join([self.label, _(_ABOUT), *texts]).casefold()
        return all(word in found for word in words.casefold().split())

    def refresh(self) -> None:
        """Offer the applications that are set, and those that are open; show the chosen one's."""
        chosen = self.application
        known = list(self._current().applications)
        folded = {name.casefold() for name in known}
        others = [name for name in self._open_now() if name.casefold() not in folded]
        names = list(dict.fromkeys([*others[:1], *known, *others[1:]]))
        self._which.blockSignals(True)
        self._which.clear()
        self._which.addItems(names)
        if chosen:
            self._which.setCurrentText(chosen)
        self._which.blockSignals(False)
        self._show()

    def reset(self, key: str) -> bool:
        """Let one setting be as everywhere; False where the key is none of this page."""
        if key not in self._fields or not self.application:
            return False
        self._change(key, self._fields[key].default)
        return True

    def _add_choice(self, content: QWidget) -> None:
        self._which.setParent(content)
        self._which.setEditable(True)
        self._which.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        name_editor(self._which, f"{KEY}.choice", _("Application"), _(_ABOUT))
        self._which.currentTextChanged.connect(lambda _text: self._show())

    def _add(self, key: str, field: Field) -> None:
        def changed(value: Any) -> None:
            self._change(key, value)

        self._editors[key] = made = editor(field, changed)
        name_editor(made.widget, key, field.label, _(field.description))

    def _show(self) -> None:
        here = own(self._current(), self.application)
        for key, shown in self._editors.items():
            shown.show(getattr(here, self._fields[key].key))
            shown.widget.setEnabled(bool(self.application))
        self._same.setEnabled(bool(self.application))

    def _change(self, key: str, value: Any) -> None:
        try:
            changed = with_own(self._current(), self.application, self._fields[key].key, value)
        except msgspec.ValidationError as error:
            self._refuse(error)
        else:
            self._keep(changed)
        self._show()

    def _forget(self) -> None:
        self._keep(without_own(self._current(), self.application))
        self.refresh()
