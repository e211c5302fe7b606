"""Every part, made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.composition.language import use_chosen_language
from assistant.composition.speech import Speech, prosody
from assistant.composition.stores import settings_store
from assistant.core.backends import choose
from assistant.core.errors import EarSightError
from assistant.speech.registry import cue_players, no_window, wave_writers
from assistant.speech.scripts import main_language

if TYPE_CHECKING:
    from assistant.capture.base import Clipboard
    from assistant.capture.capturer import ScreenCapturer
    from assistant.core.ports import Cues, Speaker
    from assistant.describing.answering import Answering
    from assistant.describing.answers import Answers
    from assistant.describing.client import DescribingClient
    from assistant.describing.model_engine import ModelEngine
    from assistant.describing.readers import Readers
    from assistant.describing.remote_client import RemoteClient
    from assistant.models.choice import InstalledModels
    from assistant.models.errands import Errands, View
    from assistant.regions.store import RegionStore
    from assistant.screenmap.labels.store import LabelStore
    from assistant.screenmap.mapping import ScreenMapper
    from assistant.speech.cues.earcons import Earcons


class Parts:
    """Makes each part when it is first asked for, and closes all that were made."""

    def __init__(self) -> None:
        self.store = settings_store()
        loaded = self.store.load()
        self.settings = loaded.settings
        self.settings_problem = loaded.problem
        self._closers: list[Callable[[], None]] = []
        self._reader: Readers | None = None
        use_chosen_language(self.settings)

    @property
    def opens_set_up(self) -> bool:
        """Whether this is the first start; not where settings are there but cannot be read."""
        return not self.settings.desktop.set_up and self.settings_problem is None

    @property
    def engine(self) -> str:
        """The text recogniser that the settings name; empty where the worker shall choose."""
        return "" if self.settings.reading.engine == "auto" else self.settings.reading.engine

    def capturer(self, clipboard: Clipboard | None = None) -> ScreenCapturer:
        """What takes pictures."""
        from assistant.capture.capturer import ScreenCapturer
        from assistant.capture.clipboard_command import CommandClipboard
        from assistant.capture.registry import screens, window_finders
        from assistant.capture.screens.chosen import ChosenScreen

        windows = choose(window_finders())
        return ScreenCapturer(ChosenScreen(screens()), windows, clipboard or CommandClipboard())

    def reader(self) -> Readers:
        """What reads them, in worker processes."""
        from assistant.describing.readers import Readers
        from assistant.reading.client import ReadingClient

        if self._reader is None:
            worker = ReadingClient(self.settings.reading.idle_minutes)
            self._reader = Readers(worker, self.model_engine)
            self._closers.append(self._reader.close)
        return self._reader

    def mapper(self, *, ask_application: bool = True) -> ScreenMapper:
        """What makes maps of screens, from pixels only where the application is not to be asked."""
        from assistant.screenmap.labels.applying import Labels
        from assistant.screenmap.mapping import ScreenMapper
        from assistant.screenmap.sources.registry import accessibility_sources

        source = choose(accessibility_sources(), "" if ask_application else "silent")
        return ScreenMapper(self.reader(), source, Labels(self.labels().load))

    def labels(self) -> LabelStore:
        """The person's own names for icons, beside the settings."""
        from assistant.screenmap.labels.store import LabelStore

        return LabelStore(self.store.path.with_name("labels.json"))

    def regions(self) -> RegionStore:
        """The person's regions under names, beside the settings."""
        from assistant.regions.store import RegionStore

        return RegionStore(self.store.path.with_name("regions.json"))

    def model_engine(self) -> ModelEngine:
        """The text recogniser that is an installed model, in a worker of its own."""
        from assistant.describing.model_engine import ModelEngine

        return ModelEngine(self._models(), self._describing)

    def answers(self, get_a_model: Callable[[], str] | None = None) -> Answers:
        """What reads, describes, answers and finds, each in its own worker process.

        `get_a_model` says how the person comes to a model, where that is not by a command.
        """
        from assistant.describing.answers import Answers

        answers = Answers(self.reader(), lambda: self._answering(get_a_model))
        self._closers.append(answers.close)
        return answers

    def errands(self, speaker: Speaker, cues: Cues, view: View) -> Errands:
        """What installs and removes models for a person, who is shown it in `view`."""
        from assistant.models.catalogue import load_catalogue
        from assistant.models.client import ModelsClient
        from assistant.models.errands import Errands
        from assistant.models.store import ModelStore, models_folder

        client = ModelsClient(lambda: self.settings.describing.hub)
        self._closers.append(client.close)
        return Errands(ModelStore(models_folder()), load_catalogue(), client, speaker, cues, view)

    def _answering(self, get_a_model: Callable[[], str] | None) -> Answering:
        from assistant.describing.answering import Answering, by_command
        from assistant.describing.describers import Describers
        from assistant.screenmap.looking import MappedScreens

        remote = self.settings.remote
        local = self._describing()
        distant = self._remote(enabled=remote.enabled)
        describers = Describers(
            self._models(self.settings.describing.model),
            local,
            distant,
            remote_enabled=remote.enabled,
            announce=remote.announce,
        )
        screens = MappedScreens(self.mapper())
        return Answering(self.reader(), describers, screens, get_a_model or by_command)

    def _models(self, preferred: str = "") -> InstalledModels:
        from assistant.models.catalogue import load_catalogue
        from assistant.models.choice import InstalledModels
        from assistant.models.store import ModelStore, models_folder

        return InstalledModels(ModelStore(models_folder()), load_catalogue(), preferred)

    def _describing(self) -> DescribingClient:
        from assistant.describing.client import DescribingClient
        from assistant.describing.tuning.book import TuningBook
        from assistant.describing.tuning.idle import IdleTuning
        from assistant.models.store import models_folder

        return DescribingClient(
            self.settings.describing.idle_minutes,
            tuning=IdleTuning(TuningBook(models_folder())),
        )

    def remote(self, *, enabled: bool) -> RemoteClient:
        """What asks the settings' remote model, in a worker; sends nothing unless `enabled`."""
        client = self._remote(enabled=enabled)
        self._closers.append(client.close)
        return client

    def _remote(self, *, enabled: bool) -> RemoteClient:
        from assistant.describing.remote_client import RemoteClient

        remote = self.settings.remote
        return RemoteClient(
            enabled=enabled,
            url=remote.url,
            model=remote.model,
            timeout=remote.timeout,
            allow_http=remote.allow_http,
        )

    def speech(
        self,
        silent: Callable[[str, EarSightError], object] | None = None,
        window: Callable[[], int] = no_window,
    ) -> Speech:
        """What speaks; `silent` is called where nothing can be heard.

        `window` is as `screen_readers` wants it.
        """
        speech = Speech(self.settings.speech, silent, window)
        self._closers.append(speech.close)
        return speech

    def earcons(self) -> Earcons:
        """What plays the short sounds."""
        from assistant.speech.cues.earcons import Earcons

        sounds = self.settings.sounds
        earcons = Earcons(cue_players(), enabled=sounds.enabled, volume=sounds.volume)
        self._closers.append(earcons.close)
        return earcons

    def write_wave(self, text: str, path: Path, language: str = "") -> None:
        """Speak `text` into a file, by the settings' voice or in the text's own language.

        Raises:
            EarSightError: no engine can, or the file cannot be written.

        """
        writer = choose(wave_writers())
        manner = prosody(self.settings.speech)
        language = main_language(text, language or manner.language)
        if language != manner.language:
            manner = replace(manner, voice="", language=language)
        writer.write(text, manner, path)

    def close(self) -> None:
        """Close in the reverse order of making."""
        while self._closers:
            self._closers.pop()()
