"""The question window from any thread, made when the first question is asked."""

from __future__ import annotations

from collections.abc import Callable

from assistant.core.conversation import Conversation
from assistant.core.errors import EarSightError
from assistant.core.findings import Finding, Sentence
from assistant.core.listening import State
from assistant.desktop.focus.base import WindowFocus
from assistant.ui.bridge import MainThread
from assistant.ui.question_window import Asking, QuestionWindow


class Questions:
    """Opens the window and tells it what the session tells (see `core.session.Listener`)."""

    def __init__(self, main_thread: MainThread, asking: Asking, focus: WindowFocus) -> None:
        self._main = main_thread
        self._asking = asking
        self._focus = focus
        self._window: QuestionWindow | None = None
        self._active = False
        self._stale = False

    @property
    def is_active(self) -> bool:
        """Whether the window has the keyboard."""
        return self._active

    def open(self, conversation: Conversation) -> None:
        """Ask the person what they want to know about a picture that was just taken."""
        self._main.call(lambda: self._made().open_for(conversation))

    def go_on(self, conversation: Conversation) -> None:
        """Let the person ask on about a picture that was taken before."""
        self._main.call(lambda: self._made().go_on(conversation))

    def come_back(self) -> None:
        """Bring the keyboard back into the field of the open window."""
        self._tell(QuestionWindow.come_back)

    def on_state(self, state: State) -> None:
        """The session entered `state`."""
        self._tell(lambda window: window.set_state(state))

    def on_begun(self, conversation: Conversation) -> None:
        """The session works on this picture."""
        self._tell(lambda window: window.begun(conversation))

    def on_finding(self, finding: Finding) -> None:
        """Show what is being spoken."""
        if isinstance(finding, Sentence):
            self._tell(lambda window: window.add(finding))

    def on_conversation(self, conversation: Conversation) -> None:
        """A question was answered to its end."""
        self._tell(lambda window: window.answered(conversation))

    def on_failure(self, error: EarSightError) -> None:
        """A request failed."""
        self._tell(lambda window: window.fail(error))

    def retranslate(self) -> None:
        """Be in the language that EarSight talks in now; an open conversation first goes on."""
        self._main.call(self._grow_stale)

    def close(self) -> None:
        """Take the window off the screen. On the main thread only."""
        if self._window is not None:
            self._window.hide()
            self._window.deleteLater()
            self._window = None

    def _grow_stale(self) -> None:
        self._stale = self._window is not None

    def _made(self) -> QuestionWindow:
        if self._stale and self._window is not None and not self._window.isVisible():
            self.close()
        if self._window is None:
            self._stale = False
            self._window = QuestionWindow(self._asking, self._focus, self._set_active)
        return self._window

    def _set_active(self, active: bool) -> None:
        self._active = active

    def _tell(self, news: Callable[[QuestionWindow], object]) -> None:
        def tell() -> None:
            if self._window is not None:
                news(self._window)

        self._main.call(tell)
