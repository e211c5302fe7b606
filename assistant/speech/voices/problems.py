"""Why a voice made no sound: as a code inside, as a sentence with its remedy for the person."""

from __future__ import annotations

from enum import StrEnum

from assistant.core.errors import SpeechError
from assistant.core.i18n import _


class Problem(StrEnum):
    """Why there was no sound."""

    NO_ENGINE = "no-engine"
    NO_PLAYER = "no-player"
    NO_DEVICE = "no-device"
    ENGINE = "engine"


class NoSoundError(Exception):
    """An engine in a helper process made no sound; `detail` is for the log: no spoken text."""

    def __init__(self, problem: Problem, detail: str = "") -> None:
        super().__init__(detail)
        self.problem = problem
        self.detail = detail


def speech_error(problem: Problem) -> SpeechError:
    """What the person hears or reads about it."""
    message, remedy = {
        Problem.NO_ENGINE: (_("The speech engine is missing."), _("Install espeak-ng.")),
        Problem.NO_PLAYER: (_("Nothing here can play sound."), _("Install alsa-utils.")),
        Problem.NO_DEVICE: (_("There is no sound."), _("Check the sound device.")),
        Problem.ENGINE: (_("The voice failed."), _("Choose another voice in the settings.")),
    }[problem]
    return SpeechError(message, remedy)
