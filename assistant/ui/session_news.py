"""What the session tells, shown in the windows and kept for review."""

from __future__ import annotations

from collections.abc import Callable

from assistant.core.conversation import Conversation
from assistant.core.errors import EarSightError
from assistant.core.findings import Finding
from assistant.core.frame import Source
from assistant.core.i18n import _
from assistant.core.listening import State
from assistant.core.result import Result
from assistant.review.reviewer import Reviewer
from assistant.ui.question_window import invitation
from assistant.ui.questions import Questions
from assistant.ui.shell import DesktopShell


class SessionNews:
    """The session's `Listener`. `invite` speaks what the person is to do next."""

    def __init__(
        self,
        shell: DesktopShell,
        questions: Questions,
        reviewer: Reviewer,
        invite: Callable[[str], object],
    ) -> None:
        self._shell = shell
        self._questions = questions
        self._reviewer = reviewer
        self._invite = invite

    def on_state(self, state: State) -> None:
        """The session entered `state`."""
        self._reviewer.on_state(state)
        self._questions.on_state(state)

    def on_question(self, conversation: Conversation) -> None:
        """The picture was taken: ask the person what they want to know."""
        if self._questions.is_active and conversation.frame.source is Source.WINDOW:
            # That is a picture of the question window, which nobody asks about.
            self._questions.come_back()
            self._invite(_("Type your question."))
        else:
            self._questions.open(conversation)
            self._invite(invitation(conversation))

    def on_begun(self, conversation: Conversation, result: Result) -> None:
        """The picture was taken."""
        self._reviewer.on_begun(conversation.frame, result)
        self._questions.on_begun(conversation)

    def on_finding(self, finding: Finding) -> None:
        """Something was found."""
        self._questions.on_finding(finding)

    def on_conversation(self, conversation: Conversation) -> None:
        """A question was answered."""
        self._questions.on_conversation(conversation)

    def on_result(self, result: Result) -> None:
        """Show what was read, for braille and for eyes that see a little; it is not stored."""
        self._shell.set_status(result.text or _("No text found."))
        self._reviewer.on_result()

    def on_failure(self, error: EarSightError) -> None:
        """Show what was spoken, too."""
        self._shell.set_status(error.spoken)
        self._questions.on_failure(error)
