"""The guide in a window of our own, where there is no browser."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QMainWindow, QTextBrowser

from assistant.core.i18n import _
from assistant.desktop.focus.base import WindowFocus
from assistant.ui.focus_returning import giving_back
from assistant.ui.opening_size import room_for, within_screen
from assistant.ui.self_voice import SelfVoice
from assistant.ui.to_front import to_front

_COLUMNS = 84
_LINES = 40


class _Page(QTextBrowser):
    """Tells by `link` the words of the link that Tab comes to; Qt tells nobody."""

    link = Signal(str)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """See QWidget."""
        moved = super().focusNextPrevChild(forward)
        if moved and self.textCursor().hasSelection():
            self.link.emit(self.textCursor().selectedText())
        return moved


class GuideWindow(QMainWindow):
    """Shows a page; links within it work. Escape closes, and closing gives the keyboard back.

    `tell` speaks at once, `voiced` says whether to speak what a screen reader tells by itself.
    """

    def __init__(
        self,
        page: Callable[[], str],
        focus: WindowFocus,
        tell: Callable[[str], object],
        voiced: Callable[[], bool],
    ) -> None:
        super().__init__()
        self._page, self._focus = page, focus
        self.setWindowTitle(_("EarSight guide"))
        self._browser = _Page()
        self._browser.setObjectName("guide")
        self._browser.setAccessibleName(_("EarSight guide"))
        self._browser.setAccessibleDescription(
            _("The cursor keys read it, Tab goes to the next link.")
        )
        self._browser.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        # Nothing here goes to the network.
        self._browser.setOpenExternalLinks(False)
        self._browser.setOpenLinks(False)
        self._browser.anchorClicked.connect(
            lambda address: self._browser.scrollToAnchor(address.fragment())
        )
        self.setCentralWidget(self._browser)
        self._voice = SelfVoice(self, tell, voiced)
        self._browser.link.connect(self._voice.say_left_out)
        self.resize(self.sizeHint())

    def show_and_focus(self) -> None:
        """Come to the front with the keyboard in the guide, as it is now."""
        # Links are underlined; their usual blue cannot be read in every theme.
        colour = self._browser.palette().color(QPalette.ColorRole.Text).name()
        self._browser.document().setDefaultStyleSheet(f"a {{ color: {colour} }}")
        self._browser.setHtml(self._page())
        to_front(self, self._focus)
        self._browser.setFocus()
        self._voice.greet()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the keyboard back."""
        with giving_back(self, self._focus):
            super().closeEvent(event)

    def sizeHint(self) -> QSize:
        """Room for whole lines, where the screen has it."""
        return within_screen(self, room_for(self, _COLUMNS, _LINES))
