"""What speaks, made from the settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.core.errors import EarSightError
from assistant.settings.schema import SpeechSettings
from assistant.speech.base import Prosody, VoiceInfo
from assistant.speech.choice import VoiceChoice
from assistant.speech.events import SpeechEvents
from assistant.speech.registry import no_window, screen_readers, voices
from assistant.speech.router import SpeechRouter
from assistant.speech.voices.languages import voices_for


def prosody(settings: SpeechSettings) -> Prosody:
    """How to speak, from the settings."""
    return Prosody(
        settings.voice, settings.spoken_language, settings.rate, settings.pitch, settings.volume
    )


class Speech(SpeechRouter):
    """The router over every voice there is, steered by the settings.

    `problem` is the last reason why nothing could be heard; `speaking` is what is being said, empty
    where nothing is.
    """

    def __init__(
        self,
        settings: SpeechSettings,
        silent: Callable[[str, EarSightError], object] | None = None,
        window: Callable[[], int] = no_window,
    ) -> None:
        self.problem: EarSightError | None = None
        self.speaking = ""
        self._silent = silent
        self._voice_choice = VoiceChoice(
            screen_readers(window),
            voices(),
            preferred=settings.backend,
            use_screen_reader=settings.use_screen_reader,
        )
        events = SpeechEvents(
            started=self._note, idle=lambda: self._note(""), silent=self._tell_silence_on
        )
        super().__init__(self._voice_choice, prosody(settings), events)

    def configure(self, settings: SpeechSettings) -> bool:
        """Speak by these settings at once; whether a sentence under way lets it be heard."""
        self._voice_choice.configure(
            preferred=settings.backend, use_screen_reader=settings.use_screen_reader
        )
        return self.set_prosody(prosody(settings), respeak=True)

    def installed(self) -> Sequence[VoiceInfo]:
        """The voices of our own voice engine in use."""
        return self._voice_choice.installed()

    def voice_names(self, language: str) -> Sequence[tuple[str, str]]:
        """(id, name) of each installed voice of a language."""
        return [(voice.id, voice.name) for voice in voices_for(self.installed(), language)]

    def _note(self, text: str) -> None:
        self.speaking = text

    def _tell_silence_on(self, text: str, error: EarSightError) -> None:
        self.problem = error
        if self._silent is not None:
            self._silent(text, error)
