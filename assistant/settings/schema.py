"""Every setting: its type, limits, default and meaning, once.

The schema feeds the file, the command line (`earsight settings`) and later the settings window.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from assistant.core.i18n import AUTO, asked_language, language

VERSION = 3
"""Version of the file's layout; `migrations.STEPS` brings older files here."""

OwnVoice = Literal["auto", "pyttsx3", "speech-dispatcher", "espeak-ng"]
EngineName = Literal["auto", "screen", "rapid", "tesseract", "trocr"]
InterfaceLanguage = Literal["auto", "ar", "de", "en", "es", "fr", "zh"]
Colours = Literal["system", "light", "dark", "contrast"]
CropColours = Literal["normal", "grey", "inverted", "contrast", "inverted contrast"]
ApplicationEngine = Literal["same", "auto", "screen", "rapid", "tesseract", "trocr"]
ApplicationVoice = Literal["normal", "quiet", "off"]
LanguageTag = Annotated[str, Meta(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
TagOrAuto = Annotated[str, Meta(pattern=r"^(auto|[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)$")]
TagOrNothing = Annotated[str, Meta(pattern=r"^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$")]
PerCent = Annotated[int, Meta(ge=0, le=100)]


class SpeechSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How EarSight speaks."""

    use_screen_reader: Annotated[
        bool, Meta(description="Speak through a running screen reader instead of our own voice.")
    ] = True
    backend: Annotated[
        OwnVoice, Meta(description="Our own voice engine; auto tries all in order.")
    ] = "auto"
    voice: Annotated[
        str, Meta(description="Voice, as listed by `earsight voices`; empty: the language's own.")
    ] = ""
    language: Annotated[
        TagOrAuto, Meta(description="Language of the voice; auto: the one EarSight talks in.")
    ] = AUTO
    languages: Annotated[
        list[LanguageTag],
        Meta(min_length=1, description="What the next-language key goes through, with commas."),
    ] = msgspec.field(default_factory=lambda: ["en", "es", "fr", "de"])
    rate: Annotated[int, Meta(ge=80, le=450, description="Words a minute, 80 to 450.")] = 200
    pitch: Annotated[PerCent, Meta(description="Pitch, 0 to 100; 50 is the voice's own.")] = 50
    volume: Annotated[PerCent, Meta(description="Loudness of the voice, 0 to 100.")] = 100

    @property
    def spoken_language(self) -> str:
        """The language of the voice as a tag, found out where it is automatic."""
        return language() if self.language == AUTO else self.language


class SoundSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The earcons: taken, working, done, failed."""

    enabled: Annotated[bool, Meta(description="Play short sounds beside the voice.")] = True
    volume: Annotated[PerCent, Meta(description="Loudness of the sounds, 0 to 100.")] = 70


class ReadingSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How text is read from a picture."""

    language: Annotated[
        TagOrAuto, Meta(description="Language of the text on the screen; auto: your language.")
    ] = AUTO
    engine: Annotated[
        EngineName, Meta(description="Text recogniser; auto chooses by picture and language.")
    ] = "auto"
    idle_minutes: Annotated[
        int,
        Meta(ge=0, le=1440, description="Give the recogniser's memory back after this; 0: never."),
    ] = 30

    @property
    def text_language(self) -> str:
        """The language of the text on the screen as a tag, found out where it is automatic."""
        return asked_language() if self.language == AUTO else self.language


class DescribingSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How pictures are described and questions answered."""

    model: Annotated[
        str, Meta(description="Installed model to ask where it is able; empty: the first that is.")
    ] = ""
    hub: Annotated[
        str, Meta(description="Address that models are downloaded from; empty: huggingface.co.")
    ] = ""
    presets: Annotated[
        dict[str, str],
        Meta(description="Prompts by name, such as chart; empty: the shipped one of that name."),
    ] = {}
    idle_minutes: Annotated[
        int,
        Meta(ge=0, le=1440, description="Give the model's memory back after this; 0: never."),
    ] = 10


class RemoteSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A model on another machine, or in another program on this one; never asked unless enabled."""

    enabled: Annotated[
        bool, Meta(description="Let describe and ask send the picture to the remote model.")
    ] = False
    url: Annotated[
        str, Meta(description="Its OpenAI-compatible address, like http://localhost:11434/v1.")
    ] = ""
    model: Annotated[str, Meta(description="Its name there, such as qwen2.5vl:3b.")] = ""
    announce: Annotated[bool, Meta(description="Say each time where the picture goes.")] = True
    timeout: Annotated[
        float, Meta(ge=1.0, le=600.0, description="How many seconds of silence are waited for.")
    ] = 60.0
    allow_http: Annotated[
        bool, Meta(description="Reach machines outside this network without encryption too.")
    ] = False


class HotkeySettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Keys. What is not in `chords` has the platform's default."""

    chords: Annotated[
        dict[str, str],
        Meta(description='Action or "leader" to chord, such as "Super+Shift+E"; empty: no key.'),
    ] = {}
    leader_seconds: Annotated[
        float, Meta(ge=1.0, le=60.0, description="How long the leader key waits for a letter.")
    ] = 5.0


class ReviewSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Going through what was found, by the keys of the review layer."""

    keep: Annotated[
        int, Meta(ge=1, le=200, description="How many answers are kept in memory to go back to.")
    ] = 20
    seconds: Annotated[
        float, Meta(ge=5.0, le=600.0, description="How long the review keys wait for the next one.")
    ] = 30.0
    opens_itself: Annotated[
        bool, Meta(description="Open the review keys by themselves after each answer.")
    ] = False
    save_history: Annotated[
        bool, Meta(description="Save the texts of answers on this computer, for the next start.")
    ] = False
    save_pictures: Annotated[
        bool, Meta(description="Save the pictures of answers, too, where answers are saved.")
    ] = False
    saved_answers: Annotated[
        int, Meta(ge=1, le=1000, description="How many answers are kept on the disk.")
    ] = 100
    saved_days: Annotated[
        int, Meta(ge=1, le=3650, description="After how many days a saved answer is deleted.")
    ] = 30
    text_size: Annotated[
        int, Meta(ge=50, le=600, description="Size of the review window's text, in per cent.")
    ] = 150
    font: Annotated[
        str, Meta(description="Font of the review window's text; empty: the system's.")
    ] = ""
    colours: Annotated[
        Colours, Meta(description="Colours of the review window; system follows the desktop.")
    ] = "system"
    crop_size: Annotated[
        int, Meta(ge=100, le=1600, description="Size of the enlarged line, in per cent.")
    ] = 300
    crop_colours: Annotated[
        CropColours, Meta(description="Colours of the enlarged line in the review window.")
    ] = "normal"


class RegionSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Choosing a part of the screen by key."""

    seconds: Annotated[
        float, Meta(ge=5.0, le=600.0, description="How long the region keys wait for the next one.")
    ] = 60.0
    step: Annotated[
        int, Meta(ge=2, le=200, description="Points by which an arrow moves or sizes a region.")
    ] = 20
    outline: Annotated[
        bool, Meta(description="Show a frame around the region that is being chosen.")
    ] = False


class ApplicationSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is different in one application."""

    voice: Annotated[
        ApplicationVoice,
        Meta(description="Voice for its answers; off: they are only there for the review keys."),
    ] = "normal"
    rate: Annotated[
        int, Meta(ge=0, le=450, description="Words a minute, 80 to 450; 0: as everywhere.")
    ] = 0
    language: Annotated[
        TagOrNothing, Meta(description="Language of its text; empty: as everywhere.")
    ] = ""
    engine: Annotated[
        ApplicationEngine, Meta(description="Text recogniser; same: as everywhere.")
    ] = "same"
    preset: Annotated[
        str, Meta(description="Preset that describes its window, such as chart; empty: none.")
    ] = ""
    prompt: Annotated[
        str, Meta(description="Prompt of your own that describes its window; empty: none.")
    ] = ""


class WatchSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Watching a window or region, and hearing what is new in it."""

    interrupt: Annotated[
        bool, Meta(description="Let new text cut older text short; off: all of it is said in turn.")
    ] = False
    seconds_between_looks: Annotated[
        float, Meta(ge=0.2, le=10.0, description="Time between two looks while things change.")
    ] = 0.5
    minutes: Annotated[
        int, Meta(ge=0, le=1440, description="Stop watching after so many minutes; 0: never.")
    ] = 60
    wait_for_typing: Annotated[
        bool, Meta(description="Say nothing new while you type or move the mouse.")
    ] = False
    wait_for_speech: Annotated[
        bool, Meta(description="Say new text only when nothing else is being spoken.")
    ] = True
    controls: Annotated[
        bool, Meta(description="Tell new dialogs, and buttons and boxes that changed, too.")
    ] = False


class DesktopSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The application itself."""

    language: Annotated[
        InterfaceLanguage,
        Meta(description="Language EarSight talks to you in; auto: the one of your system."),
    ] = AUTO
    announce_start: Annotated[bool, Meta(description="Say that EarSight is ready.")] = True
    set_up: Annotated[
        bool, Meta(description="Set-up was gone through or left; off: it opens at the next start.")
    ] = False


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All settings."""

    version: int = VERSION
    speech: SpeechSettings = SpeechSettings()
    sounds: SoundSettings = SoundSettings()
    reading: ReadingSettings = ReadingSettings()
    describing: DescribingSettings = DescribingSettings()
    remote: RemoteSettings = RemoteSettings()
    hotkeys: HotkeySettings = HotkeySettings()
    review: ReviewSettings = ReviewSettings()
    regions: RegionSettings = RegionSettings()
    watch: WatchSettings = WatchSettings()
    desktop: DesktopSettings = DesktopSettings()
    applications: dict[str, ApplicationSettings] = {}
