"""The default voice: pyttsx3, which speaks with the platform's own engine."""

from __future__ import annotations

import importlib.util
import sys

from assistant.core.backends import USABLE, Availability
from assistant.core.i18n import _
from assistant.speech.voices.device import sound_device
from assistant.speech.voices.espeak_library import library_name
from assistant.speech.voices.helper_voice import HelperVoice
from assistant.speech.voices.player import installed_players


class Pyttsx3Voice(HelperVoice):
    """SAPI 5 on Windows, NSSpeechSynthesizer on macOS, espeak-ng on Linux.

    Pitch has no effect on macOS: pyttsx3's driver does not offer it.
    """

    name = "pyttsx3"
    helper = "pyttsx3"

    def availability(self) -> Availability:
        """Whether pyttsx3, its engine, a player and a sound device are here."""
        if importlib.util.find_spec("pyttsx3") is None:
            return Availability(False, _("pyttsx3 is missing."), _("Install EarSight again."))
        if sys.platform != "linux":
            return USABLE
        if library_name() is None:
            return Availability(False, _("espeak-ng is missing."), _("Install espeak-ng."))
        if not installed_players():
            return Availability(False, _("aplay is missing."), _("Install alsa-utils."))
        return sound_device()
