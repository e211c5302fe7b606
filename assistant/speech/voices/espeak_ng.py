"""espeak-ng without pyttsx3: the quickest voice, and one that needs no player."""

from __future__ import annotations

from assistant.core.backends import Availability
from assistant.core.i18n import _
from assistant.speech.voices.device import sound_device
from assistant.speech.voices.espeak_library import library_name
from assistant.speech.voices.helper_voice import HelperVoice


class EspeakNgVoice(HelperVoice):
    """libespeak-ng in a helper process, which plays by itself."""

    name = "espeak-ng"
    helper = "espeak"

    def availability(self) -> Availability:
        """Whether the library and a sound device are here."""
        if library_name() is None:
            return Availability(False, _("espeak-ng is missing."), _("Install espeak-ng."))
        return sound_device()
