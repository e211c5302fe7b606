"""The window in which models are installed, checked and removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from assistant.core.i18n import _
from assistant.desktop.focus.base import WindowFocus
from assistant.models.errands import Errands, View
from assistant.models.inventory import Entry
from assistant.models.recommend import free_memory
from assistant.models.wording import details, summary
from assistant.ui.focus_returning import FocusReturningDialog
from assistant.ui.opening_size import room_for, within_screen
from assistant.ui.reading_area import reading_area
from assistant.ui.self_voice import SelfVoice
from assistant.ui.to_front import to_front
from assistant.ui.yes_or_no import ask_yes_or_no

_DETAIL_LINES = 8
_COLUMNS = 108


class ModelsWindow(FocusReturningDialog):
    """A list of models, what is known of the chosen one, and what can be done with it.

    The `View` of the errands that `make_errands` makes. What is under way goes on when the window
    is closed; closing gives the keyboard back to where it was. `tell` speaks at once; `voiced` says
    whether to speak what a screen reader tells by itself.
    """

    _entries_came = Signal(object)
    _question_came = Signal(str)
    _progress_came = Signal(str, float)
    _message_came = Signal(str)

    def __init__(
        self,
        make_errands: Callable[[View], Errands],
        focus: WindowFocus,
        tell: Callable[[str], object],
        voiced: Callable[[], bool],
    ) -> None:
        super().__init__(focus)
        self._tell, self._voiced = tell, voiced
        self._entries: dict[str, Entry] = {}
        self._list = QListWidget()
        self._details = reading_area("details", _("Details"), _DETAIL_LINES)
        self._status = QLabel()
        self._bar = QProgressBar()
        self._lay_out()
        self._voice = SelfVoice(self, tell, voiced)
        self._entries_came.connect(self._fill)
        self._question_came.connect(self._ask)
        self._progress_came.connect(self._follow)
        self._message_came.connect(self._end)
        self._errands = make_errands(self)
        self.resize(self.sizeHint())

    # The errands' view, from any thread

    @property
    def is_working(self) -> bool:
        """Whether something is under way."""
        return self._errands.working

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """See `View`."""
        self._entries_came.emit(entries)

    def show_question(self, text: str) -> None:
        """See `View`."""
        self._question_came.emit(text)

    def show_progress(self, text: str, fraction: float) -> None:
        """See `View`."""
        self._progress_came.emit(text, fraction)

    def show_message(self, text: str) -> None:
        """See `View`."""
        self._message_came.emit(text)

    # On the main thread

    def show_and_focus(self) -> None:
        """Come to the front with the keyboard in the list, because the person asked."""
        self._errands.refresh()
        to_front(self, self._focus)
        self._list.setFocus()
        self._voice.greet()

    def done(self, result: int) -> None:
        """Close, however it was asked for. Work under way goes on."""
        super().done(result)
        if self._errands.working:
            self._tell(_("It goes on in the background."))

    def end(self) -> None:
        """Stop what is under way: the program ends."""
        self._errands.close()

    def sizeHint(self) -> QSize:
        """Room for whole lines, where the screen has it."""
        wide = room_for(self, _COLUMNS)
        return within_screen(self, super().sizeHint().expandedTo(wide))

    def _fill(self, entries: Sequence[Entry]) -> None:
        chosen = self._chosen_name()
        self._entries = {entry.name: entry for entry in entries}
        self._list.setUpdatesEnabled(False)
        # The same rows with other words: a screen reader holds on to those it knows.
        while self._list.count() > len(entries):
            self._list.takeItem(self._list.count() - 1)
        for row, entry in enumerate(entries):
            if row == self._list.count():
                self._list.addItem(QListWidgetItem())
            item = self._list.item(row)
            item.setText(summary(entry))
            item.setData(Qt.ItemDataRole.UserRole, entry.name)
        names = list(self._entries)
        self._list.setCurrentRow(names.index(chosen) if chosen in names else 0)
        self._list.setUpdatesEnabled(True)
        self._show_details()

    def _show_details(self) -> None:
        entry = self._entries.get(self._chosen_name())
        lines = details(entry, free_memory()) if entry else []
        self._details.setPlainText("\n".join(f"{name}: {value}" for name, value in lines))

    def _ask(self, text: str) -> None:
        if not self.isVisible():
            # Nothing pops up before who has gone back to work.
            self._errands.answer(yes=False)
            return
        ask_yes_or_no(
            self,
            text,
            lambda yes: self._errands.answer(yes=yes),
            self._errands.say,
            self._tell,
            self._voiced,
        )

    def _follow(self, text: str, fraction: float) -> None:
        self._status.setText(text)
        self._bar.setValue(int(fraction * self._bar.maximum()))

    def _end(self, text: str) -> None:
        self._status.setText(text)
        self._bar.reset()

    def _chosen_name(self) -> str:
        item = self._list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def _bring(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Folder of the model"))
        if folder:
            self._errands.bring(Path(folder))

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Models"))
        self._list.setObjectName("models")
        self._list.setAccessibleName(_("Models"))
        self._list.setWordWrap(True)
        self._list.currentRowChanged.connect(lambda _row: self._show_details())
        self._status.setWordWrap(True)
        self._status.setTextFormat(Qt.TextFormat.PlainText)
        self._bar.setObjectName("progress")
        self._bar.setAccessibleName(_("Progress"))
        self._bar.setRange(0, 100)
        whole = QVBoxLayout(self)
        for label, widget in ((_("&Models"), self._list), (_("&Details"), self._details)):
            named = QLabel(label)
            named.setBuddy(widget)
            whole.addWidget(named)
            whole.addWidget(widget, 1)
        rest: tuple[QWidget, ...] = (self._status, self._bar)
        whole.addLayout(self._buttons())
        for each in rest:
            whole.addWidget(each)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for name, text, help_text, deed in (
            (
                "install",
                _("&Install…"),
                _("Asks how large the chosen model is, and then you."),
                lambda: self._errands.install(self._chosen_name()),
            ),
            (
                "remove",
                _("&Remove…"),
                _("Deletes the chosen model from the disk, after asking."),
                lambda: self._errands.remove(self._chosen_name()),
            ),
            (
                "verify",
                _("&Verify"),
                _("Compares the chosen model's files with those that were installed."),
                lambda: self._errands.verify(self._chosen_name()),
            ),
            (
                "import",
                _("Import &folder…"),
                _("Installs a model from a folder that was copied by hand."),
                self._bring,
            ),
            (
                "cancel",
                _("&Cancel"),
                _("Stops what is under way."),
                lambda: self._errands.cancel(),
            ),
            ("close", _("Clos&e"), _("What is under way goes on."), self.reject),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.setAccessibleDescription(help_text)
            button.setToolTip(help_text)
            button.setDefault(name == "install")
            button.clicked.connect(lambda _checked, deed=deed: deed())
            row.addWidget(button)
        return row
