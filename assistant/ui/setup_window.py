"""The set-up: one page for each step, spoken, and gone through by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from assistant.core.i18n import N_, _
from assistant.desktop.focus.base import WindowFocus
from assistant.onboarding.base import Deed, Page, bare_letter
from assistant.onboarding.steps import Walk, Ways
from assistant.ui.background import Background
from assistant.ui.bridge import MainThread
from assistant.ui.chord_field import OwnKeys
from assistant.ui.focus_returning import FocusReturningDialog
from assistant.ui.opening_size import room_for, within_screen
from assistant.ui.self_voice import SelfVoice, in_words
from assistant.ui.setup_controls import Doing, begin
from assistant.ui.setup_page import SetupPage
from assistant.ui.to_front import to_front

WAYS = Ways(
    N_("Press Return to go on, Escape to leave."),
    N_("Tab goes to what can be changed. F1 says a page again, Alt plus B goes back."),
    N_("Press Return to end the set-up."),
)
SETTLE_MS = 350
"""How long one stays on a choice before it counts: arrow keys go through others on the way."""
LOOK_MS = 3_000
"""After this the desktop has decided whether a window that opens by itself gets the keyboard."""
_COLUMNS, _ROWS = 72, 24
_HEADING_SIZE = 1.4
"""Times the usual size of letters."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the window needs of the program.

    `walk` begins at the first step; `tell` speaks at once, `add` after it; `voiced` says whether to
    speak what a screen reader tells by itself; `again` says how one comes back.
    """

    main: MainThread
    walk: Callable[[], Walk]
    focus: WindowFocus
    tell: Callable[[str], object]
    add: Callable[[str], object]
    voiced: Callable[[], bool]
    own_keys: OwnKeys
    again: Callable[[], str]


class SetupWindow(FocusReturningDialog):
    """Return goes on, Escape leaves, F1 says the page again; what is set counts at once."""

    def __init__(self, around: Around) -> None:
        super().__init__(around.focus)
        self._around = around
        self._walk = around.walk()
        self._page: SetupPage | None = None
        self._voice: SelfVoice | None = None
        self._quiet = False
        self._background = Background(around.main, around.tell)
        self._pending: Callable[[], str] | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._settled)
        self._doing = Doing(self._do, self._do_later, around.tell, around.own_keys)
        self._heading = QLabel()
        self._place = QVBoxLayout()
        self._back, self._next, self._again, self._leave = (QPushButton() for _name in range(4))
        self._build()

    def open_at_first_start(self) -> None:
        """Show it once, as any program shows its window: nobody asked for it by key."""
        self._start()
        self.show()
        self.raise_()
        self.activateWindow()
        QTimer.singleShot(LOOK_MS, self, self._tell_where)

    def show_and_focus(self) -> None:
        """Come to the front with the keyboard in it, at the first step unless it was open."""
        if not self.isVisible():
            self._start()
        to_front(self, self._focus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 says the page again; a letter does what needs no Alt."""
        if event.key() == Qt.Key.Key_F1:
            self._say_page()
            return
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        letter = event.text().upper()
        page = self._page.page if self._page is not None else Page("")
        for deed in page.controls if letter and not held else ():
            if isinstance(deed, Deed) and deed.bare and bare_letter(deed.label) == letter:
                begin(deed, self._doing)
                return
        super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Close, however it was asked for, and remember that."""
        self._settled()
        self._background.forget()
        problem = self._walk.end()
        super().done(result)
        if problem:
            words = problem
        elif result == QDialog.DialogCode.Accepted:
            words = _("Set-up is done.")
        else:
            words = _("Set-up was left. To come back: {how}").format(how=self._around.again())
        self._around.tell(words)

    def _build(self) -> None:
        self._heading.setWordWrap(True)
        font = self._heading.font()
        font.setPointSizeF(font.pointSizeF() * _HEADING_SIZE)
        font.setBold(True)
        self._heading.setFont(font)
        row = QHBoxLayout()
        for button, deed in (
            (self._again, self._say_page),
            (self._back, lambda: self._go(-1)),
            (self._next, lambda: self._go(1)),
            (self._leave, self.reject),
        ):
            button.clicked.connect(lambda _checked, deed=deed: deed())
            row.addWidget(button)
        self._next.setDefault(True)
        whole = QVBoxLayout(self)
        whole.addWidget(self._heading)
        whole.addLayout(self._place, 1)
        whole.addLayout(row)
        self.resize(within_screen(self, room_for(self, _COLUMNS, _ROWS)))

    def _start(self) -> None:
        self._walk = self._around.walk()
        self._show_step()

    def _go(self, by: int) -> None:
        self._settled()
        if self._walk.move(by):
            self._show_step()
        elif by > 0:
            self.accept()
        else:
            self._around.tell(_("This is the first step."))

    def _show_step(self) -> None:
        """Say at once where we are; the page itself may need a moment."""
        self._background.forget()
        self._show_words()
        self._tell(self._walk.heading)
        if self._page is not None:
            # It stays until the next is there, so that the keyboard is never nowhere.
            self._page.page = Page("")
        self._background.do(self._walk.step.page, self._arrived)

    def _arrived(self, page: Page) -> None:
        self._show(page)
        self._add_page()

    def _show_words(self) -> None:
        self.setWindowTitle(_("Set up EarSight"))
        self._heading.setText(self._walk.heading)
        self._again.setText(_("&Say again"))
        self._back.setText(_("&Back"))
        self._next.setText(_("&Finish") if self._walk.is_last else _("&Go on"))
        self._leave.setText(_("&Leave"))

    def _show(self, page: Page, focus: int = -1) -> None:
        self._quiet = True
        old, voice = self._page, self._voice
        to_reader = not self._around.voiced()
        heading = self._walk.heading
        self._page = SetupPage(heading, page, self._doing, self, to_reader=to_reader)
        self._place.addWidget(self._page)
        order = [*self._page.order, self._again, self._back, self._next, self._leave]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self._page.show()
        self._page.focus(focus)
        if voice is not None:
            voice.deleteLater()
        if old is not None:
            old.hide()
            old.deleteLater()
        self._voice = SelfVoice(self, self._around.tell, self._is_speaking)
        self._quiet = False

    def _refresh(self, page: Page) -> None:
        """Show what a change has changed, without a word, the keyboard where it is."""
        self._show_words()
        if self._page is None or self._page.takes(page):
            return
        focused = self.focusWidget()
        controls = self._page.controls
        self._show(page, controls.index(focused) if focused in controls else -1)

    def _tell_where(self) -> None:
        # Whoever types elsewhere keeps the keyboard where the desktop sees to that.
        if self.isVisible() and not self.isActiveWindow():
            how = self._around.again()
            self._around.add(_("The set-up waits in another window. {how}").format(how=how))

    def _do(self, work: Callable[[], str]) -> None:
        step = self._walk.step

        def change() -> tuple[str, Page]:
            return work(), step.page()

        def changed(outcome: tuple[str, Page]) -> None:
            words, page = outcome
            self._refresh(page)
            if words:
                self._around.tell(words)

        self._background.do(change, changed)

    def _do_later(self, work: Callable[[], str]) -> None:
        self._pending = work
        self._settle.start(SETTLE_MS)

    def _settled(self) -> None:
        self._settle.stop()
        work, self._pending = self._pending, None
        if work is not None:
            self._do(work)

    def _is_speaking(self) -> bool:
        return not self._quiet and self._around.voiced()

    def _tell(self, words: str) -> None:
        if self._around.voiced():
            self._around.tell(words)

    def _say_page(self) -> None:
        self._around.tell(self._walk.heading)
        self._add_page(asked=True)

    def _add_page(self, *, asked: bool = False) -> None:
        if not (asked or self._around.voiced()):
            return
        if self._page is None:
            return
        for line in self._page.page.text.splitlines():
            self._around.add(line)
        focused = self.focusWidget()
        if focused in self._page.controls:
            self._around.add(in_words(focused))
