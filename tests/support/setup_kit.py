"""A set-up whose program is a few lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from support.fake_hotkeys import FakeHotkeys

from assistant.core.backends import USABLE, Availability, Verdict
from assistant.core.errors import CaptureError, EarSightError
from assistant.core.i18n import use_language
from assistant.core.ports import Cue
from assistant.hotkeys.bindings import Hotkeys
from assistant.hotkeys.defaults import default_chords
from assistant.models.inventory import Entry
from assistant.onboarding.kit import Kit
from assistant.onboarding.models import known_models
from assistant.settings.schema import Settings

VOICES = [("gmw/en", "English (Great Britain)"), ("gmw/en-US", "English (America)")]


class FakeAutostart:
    """Remembers whether it is on."""

    name = "fake"

    def __init__(self) -> None:
        self.on = False
        self.refused: EarSightError | None = None

    def availability(self) -> Availability:
        """Always."""
        return USABLE

    def is_on(self) -> bool:
        """As the protocol says."""
        return self.on

    def turn_on(self, command: Sequence[str]) -> None:
        """As the protocol says."""
        if self.refused is not None:
            raise self.refused
        self.on = bool(command)

    def turn_off(self) -> None:
        """As the protocol says."""
        self.on = False


class Program:
    """The kit's other side; `samples` are (text, engine, volume) as they were spoken."""

    def __init__(self, keys: FakeHotkeys | None = None) -> None:
        self.settings = Settings()
        self.running: list[str] = []
        self.working_engines = ["pyttsx3", "espeak-ng"]
        self.samples: list[tuple[str, str, int]] = []
        self.silent = ""
        self.cues: list[Cue] = []
        self.opened: list[str] = []
        self.autostart = FakeAutostart()
        self.screen_reason = ""
        self.lines = ["EarSight reads the screen aloud", "Press a key anywhere."]
        self.refuse_saving = ""
        self.keyboard = FakeHotkeys() if keys is None else keys
        self.hotkeys = Hotkeys(
            self.keyboard,
            self.opened.append,
            lambda _notice: None,
            lambda _error: None,
            layer_seconds=lambda _layer: 5.0,
        )
        self.bind()

    def bind(self) -> None:
        """Hold the chords of the settings."""
        self.hotkeys.apply({**default_chords("linux"), **self.settings.hotkeys.chords})

    def save(self, settings: Settings) -> str:
        """As the kit wants it."""
        if self.refuse_saving:
            return self.refuse_saving
        self.settings = settings
        tag = settings.desktop.language
        use_language("en" if tag == "auto" else tag)
        self.bind()
        return ""

    def kit(
        self,
        *,
        hotkeys: bool = True,
        open_models: Callable[[], None] | None = None,
        models: Callable[[], Sequence[Entry]] = known_models,
    ) -> Kit:
        """The kit."""
        return Kit(
            settings=lambda: self.settings,
            save=self.save,
            voices=self,
            cues=self,
            hotkeys=self.hotkeys if hotkeys else None,
            survey=self.survey,
            look=self.look,
            read_sample=self.read_sample,
            models=models,
            open_models=open_models,
            autostart=lambda: self.autostart,
        )

    def readers(self) -> Sequence[str]:
        """As `kit.Voices`."""
        return self.running

    def engines(self) -> Sequence[str]:
        """As `kit.Voices`."""
        return self.working_engines

    def names(self, language: str) -> Sequence[tuple[str, str]]:
        """As `kit.Voices`."""
        return VOICES if language.startswith("en") else []

    def sample(self, text: str) -> str:
        """As `kit.Voices`."""
        speech = self.settings.speech
        self.samples.append((text, speech.backend, speech.volume))
        return self.silent

    def play(self, cue: Cue) -> None:
        """As `Cues`."""
        self.cues.append(cue)

    def survey(self) -> Sequence[Verdict]:
        """Pictures work, unless `screen_reason` says why not; keys work."""
        reason = self.screen_reason
        screen = Availability(False, reason, "Allow it.") if reason else USABLE
        return [
            Verdict("Pictures of the screen", "mss", not reason, screen),
            Verdict("Pictures of the screen", "none", bool(reason), USABLE),
            Verdict("Keys", "x11", True, USABLE),
        ]

    def look(self) -> None:
        """Take a picture, if that works."""
        if self.screen_reason:
            raise CaptureError(self.screen_reason, "Allow it.")

    def read_sample(self) -> Sequence[str]:
        """Read, if pictures can be taken."""
        self.look()
        return self.lines
