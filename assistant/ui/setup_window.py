"""The set-up: one page for each step, spoken, and gone through by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
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
from assistant.ui.reading_area import reading_area
from assistant.ui.self_voice import SelfVoice, in_words
from assistant.ui.setup_controls import Doing, begin, made, shape, show
from assistant.ui.to_front import to_front

WAYS = Ways(
    N_("Press Return to go on, Escape to leave."),
    N_("Tab goes to what can be changed. F1 says a page again, Alt plus B goes back."),
    N_("Press Return to end the set-up."),
)
SETTLE_MS = 350
"""How long one stays on a choice before it counts: arrow keys go through others on the way."""
_COLUMNS, _ROWS = 72, 24
_LEAST_LINES = 4
_HEADING_SIZE, _TEXT_SIZE = 1.4, 1.2
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


class SetupWindow(QDialog):
    """Return goes on, Escape leaves, F1 says the page again; what is set counts at once."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        self._walk = around.walk()
        self._page = Page("")
        self._controls: list[QWidget] = []
        self._voice: SelfVoice | None = None
        self._quiet = False
        self._background = Background(around.main, around.tell)
        self._pending: Callable[[], str] | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._settled)
        self._doing = Doing(self._do, self._do_later, around.tell, around.own_keys)
        self._heading = QLabel()
        self._text = reading_area("text", "", _LEAST_LINES)
        self._body = QScrollArea()
        self._back, self._next, self._again, self._leave = (QPushButton() for _name in range(4))
        self._build()

    def open_at_first_start(self) -> None:
        """Show it once, as any program shows its window: nobody asked for it by key."""
        self._start()
        self.show()
        self.raise_()
        self.activateWindow()

    def show_and_focus(self) -> None:
        """Come to the front with the keyboard in it, at the first step unless it was open."""
        if not self.isVisible():
            self._start()
        to_front(self, self._around.focus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 says the page again; a letter does what needs no Alt."""
        if event.key() == Qt.Key.Key_F1:
            self._say_page()
            return
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        letter = event.text().upper()
        for deed in self._page.controls if letter and not held else ():
            if isinstance(deed, Deed) and deed.bare and bare_letter(deed.label) == letter:
                begin(deed, self._doing)
                return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Have the keys that a read-only text swallows."""
        pressed = event.type() == QEvent.Type.KeyPress and watched is self._text
        if pressed and isinstance(event, QKeyEvent) and _means_the_window(event):
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def done(self, result: int) -> None:
        """Close, however it was asked for, and remember that."""
        self._settled()
        self._background.forget()
        gives_back = self.isActiveWindow()
        problem = self._walk.end()
        super().done(result)
        if gives_back:
            self._around.focus.give_back()
        if problem:
            words = problem
        elif result == QDialog.DialogCode.Accepted:
            words = _("Set-up is done.")
        else:
            words = _("Set-up was left. {how} to come back to it.").format(how=self._around.again())
        self._around.tell(words)

    def _build(self) -> None:
        self._heading.setWordWrap(True)
        for widget, size in ((self._heading, _HEADING_SIZE), (self._text, _TEXT_SIZE)):
            font = widget.font()
            font.setPointSizeF(font.pointSizeF() * size)
            font.setBold(widget is self._heading)
            widget.setFont(font)
        self._body.setWidgetResizable(True)
        self._body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body.setFrameShape(QScrollArea.Shape.NoFrame)
        self._body.setSizeAdjustPolicy(QScrollArea.SizeAdjustPolicy.AdjustToContents)
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
        self._text.installEventFilter(self)
        whole = QVBoxLayout(self)
        whole.addWidget(self._heading)
        whole.addWidget(self._text, 1)
        whole.addWidget(self._body)
        whole.addLayout(row)
        letter = self.fontMetrics()
        self.resize(letter.averageCharWidth() * _COLUMNS, letter.lineSpacing() * _ROWS)

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
            self._tell(_("This is the first step."))

    def _show_step(self) -> None:
        """Say at once where we are; the page itself may need a moment."""
        self._background.forget()
        self._show_words()
        self._tell(self._walk.heading)
        self._text.clear()
        self._show_controls(Page(""))
        self._background.do(self._walk.step.page, self._arrived)

    def _arrived(self, page: Page) -> None:
        self._text.setPlainText(page.text)
        self._show_controls(page)
        self._add_page()

    def _show_words(self) -> None:
        self.setWindowTitle(_("Set up EarSight"))
        self._heading.setText(self._walk.heading)
        self._text.setAccessibleName(self._walk.heading)
        self._again.setText(_("&Say again"))
        self._back.setText(_("&Back"))
        self._back.setEnabled(self._walk.index > 0)
        self._next.setText(_("&Finish") if self._walk.is_last else _("&Go on"))
        self._leave.setText(_("&Leave"))

    def _show_controls(self, page: Page, focus: int = -1) -> None:
        self._quiet = True
        self._page = page
        if self._voice is not None:
            self._voice.deleteLater()
        # Never on something that is taken away.
        self._text.setFocus()
        content = QWidget()
        form = QFormLayout(content)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._controls = [made(control, form, self._doing) for control in page.controls]
        self._body.setWidget(content)
        self._body.setVisible(bool(page.controls))
        if focus < 0 and page.controls and not isinstance(page.controls[0], Deed):
            focus = 0
        if 0 <= focus < len(self._controls):
            self._controls[focus].setFocus()
        self._describe_first()
        self._order()
        self._voice = SelfVoice(self, self._around.tell, self._is_speaking)
        self._quiet = False

    def _describe_first(self) -> None:
        # A screen reader comes to the first control and reads the page with it.
        for widget, control in zip(self._controls, self._page.controls, strict=True):
            if not isinstance(control, Deed):
                widget.setAccessibleDescription(self._page.text)
                return

    def _order(self) -> None:
        order = [self._text, *self._controls, self._again, self._back, self._next, self._leave]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _refresh(self, page: Page) -> None:
        """Show what a change has changed, without a word, the keyboard where it is."""
        self._show_words()
        if self._text.toPlainText() != page.text:
            self._text.setPlainText(page.text)
        focused = self.focusWidget()
        place = self._controls.index(focused) if focused in self._controls else -1
        if shape(page) != shape(self._page):
            self._show_controls(page, place)
            return
        self._page = page
        for widget, control in zip(self._controls, page.controls, strict=True):
            show(widget, control)
        self._describe_first()

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
        for line in self._page.text.splitlines():
            self._around.add(line)
        focused = self.focusWidget()
        if focused in self._controls:
            self._around.add(in_words(focused))


def _means_the_window(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.text().isalpha()
