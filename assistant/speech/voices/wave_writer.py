"""Speech into a wave file: the same helpers, asked to save instead of to speak."""

from __future__ import annotations

import importlib.util
import os
import tempfile
import wave
from contextlib import suppress
from pathlib import Path

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import BadInputError, MissingPartError
from assistant.core.i18n import _
from assistant.speech.base import Prosody
from assistant.speech.voices.espeak_library import library_name
from assistant.speech.voices.helper_process import HelperProcess
from assistant.speech.voices.messages import Done, Failed, Save
from assistant.speech.voices.problems import Problem, speech_error
from assistant.speech.voices.text import speakable

START_SECONDS = 10.0
SECONDS_PER_CHARACTER = 0.01
"""Engines synthesise about 100 times faster than they speak, so about 0.001 seconds a character."""


class _HelperWaveWriter:
    """Writes with a helper process that lives as long as one file takes."""

    def __init__(self, name: str, *helper: str) -> None:
        self.name = name
        self._helper = helper

    def write(self, text: str, prosody: Prosody, path: Path) -> None:
        """Write `text` of any length; see `WaveWriter.write`. The file appears whole or not at all.

        Raises:
            BadInputError: there is nothing to say, or the file cannot be written.

        """
        words = "\n".join(filter(None, map(speakable, text.splitlines())))
        if not words:
            raise BadInputError(_("There is nothing to say."))
        try:
            with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".wav", delete=False) as file:
                partial = Path(file.name)
        except OSError as error:
            raise _unwritable(path) from error
        try:
            self._save(Save(words, prosody, str(partial)))
            partial.chmod(_default_mode())
            partial.replace(path)
        except OSError as error:
            raise _unwritable(path) from error
        finally:
            partial.unlink(missing_ok=True)

    def _save(self, command: Save) -> None:
        helper = HelperProcess(*self._helper)
        try:
            ready = helper.voices(START_SECONDS) is not None
            if ready:
                helper.send(command)
            patience = START_SECONDS + SECONDS_PER_CHARACTER * len(command.text)
            answer = helper.receive(patience if ready else 0)
        except TimeoutError:
            raise speech_error(Problem.ENGINE) from None
        finally:
            helper.close()
        if isinstance(answer, Failed) and answer.problem == Problem.NO_ENGINE:
            error = speech_error(answer.problem)
            raise MissingPartError(error.message, error.remedy)
        if not (isinstance(answer, Done) and _has_sound(Path(command.path))):
            raise speech_error(answer.problem if isinstance(answer, Failed) else Problem.ENGINE)


class EspeakWaveWriter(_HelperWaveWriter):
    """libespeak-ng."""

    def __init__(self) -> None:
        """Nothing is loaded before `write`."""
        super().__init__("espeak-ng", "espeak", "save")

    def availability(self) -> Availability:
        """Whether the library is installed; no sound device is needed."""
        if library_name() is None:
            return Availability(False, _("espeak-ng is missing."), _("Install espeak-ng."))
        return USABLE


class Pyttsx3WaveWriter(_HelperWaveWriter):
    """The platform's own engine: SAPI 5, NSSpeechSynthesizer."""

    def __init__(self) -> None:
        """Nothing is loaded before `write`."""
        super().__init__("pyttsx3", "pyttsx3")

    def availability(self) -> Availability:
        """Whether pyttsx3 is installed; its engine is found missing by `write`."""
        if importlib.util.find_spec("pyttsx3") is None:
            return Availability(False, _("pyttsx3 is missing."), _("Install EarSight again."))
        return USABLE


def _has_sound(path: Path) -> bool:
    with suppress(wave.Error, EOFError, OSError), wave.open(str(path), "rb") as file:
        return file.getnframes() > 0
    return False


def _unwritable(path: Path) -> BadInputError:
    message = _("The file {name} cannot be written.").format(name=path.name)
    return BadInputError(message, _("Choose another place."))


def _default_mode() -> int:
    """The permissions of a new file of this user; temporary files are made narrower."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
