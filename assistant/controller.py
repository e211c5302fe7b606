"""What each action does, whichever way it was asked for: key, tray, window or socket."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import msgspec

from assistant.core.actions import action
from assistant.core.conversation import Conversation
from assistant.core.errors import EarSightError
from assistant.core.i18n import AUTO, _, language
from assistant.core.languages import language_name
from assistant.core.request import Detail, Request, Verb
from assistant.core.session import Session
from assistant.settings.changing import changed
from assistant.settings.preferences import complete
from assistant.settings.schema import Settings, SpeechSettings
from assistant.settings.store import SettingsStore

RATE_STEP = 20
PITCH_STEP = 10
VOLUME_STEP = 10


class Voices(Protocol):
    """What the voice keys need of speech. Every method returns at once."""

    def say(self, text: str, *, interrupt: bool = False, remember: bool = True) -> None:
        """Queue text; small talk is not remembered for `repeat`."""
        ...

    def repeat(self) -> bool:
        """Say the last answer again; False where there is none."""
        ...

    def toggle(self) -> bool:
        """Pause, or go on with the interrupted sentence; False where there is nothing to."""
        ...

    def voice_names(self, language: str) -> Sequence[tuple[str, str]]:
        """(id, name) of each installed voice of a language."""
        ...

    def configure(self, settings: SpeechSettings) -> bool:
        """Speak by these settings at once; whether a sentence under way lets the person hear it."""
        ...


class Controller:
    """Performs actions. Every method returns at once and may be called from any thread.

    `deeds` are what other parts do, by the action's id.
    """

    def __init__(
        self,
        session: Session,
        voices: Voices,
        store: SettingsStore,
        settings: Settings,
        deeds: Mapping[str, Callable[[], None]],
    ) -> None:
        self._session = session
        self._voices = voices
        self._store = store
        self._lock = threading.Lock()
        self._last = ""
        self.settings = settings
        self._deeds: dict[str, Callable[[], None]] = {
            "stop": session.stop,
            "repeat": lambda: self._or_say(voices.repeat(), _("Nothing to repeat yet.")),
            "pause": lambda: self._or_say(voices.toggle(), _("Nothing is being spoken.")),
            "faster": lambda: self._adjust("rate", RATE_STEP, 80, 450, _("Rate {value}")),
            "slower": lambda: self._adjust("rate", -RATE_STEP, 80, 450, _("Rate {value}")),
            "higher": lambda: self._adjust("pitch", PITCH_STEP, 0, 100, _("Pitch {value}")),
            "deeper": lambda: self._adjust("pitch", -PITCH_STEP, 0, 100, _("Pitch {value}")),
            "louder": lambda: self._adjust("volume", VOLUME_STEP, 0, 100, _("Volume {value}")),
            "quieter": lambda: self._adjust("volume", -VOLUME_STEP, 0, 100, _("Volume {value}")),
            "next-voice": self._next_voice,
            "next-language": self._next_language,
            **deeds,
        }

    def perform(self, action_id: str) -> None:
        """Do one action of the table; KeyError where there is none of that id."""
        request = action(action_id).request
        again = action_id == self._last
        # The second press of describe asks for more, the third for the short form again.
        self._last = "" if again else action_id
        if request is not None:
            more = again and request.verb is Verb.DESCRIBE
            self.submit(msgspec.structs.replace(request, detail=Detail.LONG) if more else request)
        else:
            self._deeds[action_id]()

    def submit(self, request: Request, conversation: Conversation | None = None) -> None:
        """Start a request; see `complete` for what it does not name.

        With a `conversation` it is about that picture.

        Raises:
            BadInputError: it names a preset that does not exist.

        """
        # Whoever asks hears of a wrong name at once; the application is known with the picture.
        complete(request, self.settings)
        self._session.submit(request, conversation)

    def complete(self, request: Request, application: str) -> Request:
        """The request about that application with what it does not name taken from the settings."""
        return complete(request, self.settings, application)

    def reload(self) -> bool:
        """Take over what the command line changed in the settings file; whether it did."""
        loaded = self._store.load()
        after = loaded.settings
        with self._lock:
            before, self.settings = self.settings, after
        if loaded.problem is not None:
            self._voices.say(loaded.problem.spoken, remember=False)
        if after.speech != before.speech:
            self._voices.configure(after.speech)
        return after != before

    def _adjust(self, name: str, step: int, lowest: int, highest: int, words: str) -> None:
        value = getattr(self.settings.speech, name) + step
        value = max(lowest, min(highest, value))
        self._change_speech(words.format(value=value), **{name: value})

    def _next_voice(self) -> None:
        speech = self.settings.speech
        names = self._voices.voice_names(speech.spoken_language)
        if not names:
            self._or_say(False, _("No other voice is installed."))
            return
        ids = [voice for voice, _name in names]
        index = (ids.index(speech.voice) + 1) % len(ids) if speech.voice in ids else 0
        self._change_speech(names[index][1], voice=ids[index])

    def _next_language(self) -> None:
        speech = self.settings.speech
        here = speech.spoken_language
        around = list(dict.fromkeys([*speech.languages, language()]))
        next_one = around[(around.index(here) + 1) % len(around)] if here in around else around[0]
        # The language of EarSight itself is followed again, whatever it will be.
        chosen = AUTO if next_one == language() else next_one
        with self._lock:
            self.settings = changed(self.settings, "reading", language=chosen)
        words = _("Language {name}").format(name=language_name(next_one))
        self._change_speech(words, language=chosen, voice="")

    def _change_speech(self, words: str, **changes: object) -> None:
        with self._lock:
            self.settings = changed(self.settings, "speech", **changes)
            speech = self.settings.speech
        self._or_say(self._voices.configure(speech), words)
        try:
            self._store.save(self.settings)
        except EarSightError as error:
            self._voices.say(error.spoken, remember=False)

    def _or_say(self, heard: bool, words: str) -> None:
        if not heard:
            self._voices.say(words, interrupt=True, remember=False)
