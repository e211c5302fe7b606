"""The voice for each application: quieter, faster or silent, where the person set it so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from assistant.core.listening import State, Unconcerned
from assistant.core.request import Verb
from assistant.settings.preferences import is_mute, speech_in

if TYPE_CHECKING:
    from assistant.core.conversation import Conversation
    from assistant.core.result import Result
    from assistant.features.base import Program
    from assistant.settings.schema import Settings, SpeechSettings


class ApplicationVoices(Unconcerned):
    """Tunes the voice when a picture was taken, before anything found in it is spoken."""

    deeds: Mapping[str, Callable[[], None]] = {}

    def __init__(self, program: Program) -> None:
        self._program = program
        self._speech = program.parts.settings.speech
        program.listeners.add(self)

    def on_begun(self, conversation: Conversation, result: Result) -> None:
        """The picture was taken."""
        settings = self._program.settings()
        application = conversation.frame.application
        self._tune(speech_in(settings, application))
        # Who types a question wants to hear the answer.
        by_itself = result.request.verb in (Verb.READ, Verb.DESCRIBE)
        if by_itself and is_mute(settings, application):
            self._program.session.hush()

    def on_state(self, state: State) -> None:
        """Everything was spoken: what EarSight itself says is in the usual voice again."""
        if state is State.IDLE:
            self._tune(self._program.settings().speech)

    def configure(self, settings: Settings) -> None:
        """See `Feature`."""
        self._speech = settings.speech

    def close(self) -> None:
        """See `Feature`: there is nothing to end."""

    def _tune(self, wanted: SpeechSettings) -> None:
        if wanted != self._speech:
            self._speech = wanted
            self._program.speech.configure(wanted)
