"""Ask on about the last picture by one key, wherever it came from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from assistant.core.session import no_picture

if TYPE_CHECKING:
    from assistant.features.base import Program
    from assistant.settings.schema import Settings


class FollowUp:
    """Opens the question window on the conversation about the last picture."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.deeds: Mapping[str, Callable[[], None]] = {"follow-up": self._open}

    def configure(self, settings: Settings) -> None:
        """See `Feature`: nothing of the settings is kept."""

    def close(self) -> None:
        """See `Feature`: the window is the program's."""

    def _open(self) -> None:
        from assistant.ui.question_window import invitation

        program = self._program
        conversation = program.session.conversation
        if conversation is None:
            program.tell(no_picture().spoken)
            return
        program.questions.go_on(conversation)
        if program.voiced():
            program.tell(invitation(conversation))
