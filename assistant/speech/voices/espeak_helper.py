"""The helper process in which libespeak-ng runs: a crash in it must not take the app away."""

from __future__ import annotations

import sys
import wave
from collections.abc import Sequence
from typing import NoReturn

from assistant.speech.base import VoiceInfo
from assistant.speech.voices.espeak_library import (
    AUDIO_OUTPUT_SYNCH_PLAYBACK,
    AUDIO_OUTPUT_SYNCHRONOUS,
    EspeakLibrary,
)
from assistant.speech.voices.messages import Save, Speak
from assistant.speech.voices.serving import serve


class EspeakEngine:
    """Plays, or for a helper that is only asked to save, retrieves samples.

    The library can be initialised once in a process, for one of both.
    """

    def __init__(self, output: int) -> None:
        self._library = EspeakLibrary(output)

    def voices(self) -> Sequence[VoiceInfo]:
        """Installed voices."""
        return self._library.voices()

    def speak(self, command: Speak) -> None:
        """Say it; return when it has been heard."""
        self._library.synthesise(command.text, command.prosody)

    def save(self, command: Save) -> None:
        """Write it as a PCM wave file."""
        with wave.open(command.path, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(self._library.sample_rate)
            self._library.on_samples(file.writeframesraw)
            self._library.synthesise(command.text, command.prosody)


def main(arguments: Sequence[str]) -> NoReturn:
    """Run the helper process; `arguments` are those `HelperProcess` gives."""
    saves = "save" in arguments
    output = AUDIO_OUTPUT_SYNCHRONOUS if saves else AUDIO_OUTPUT_SYNCH_PLAYBACK
    serve(lambda _folder: EspeakEngine(output), arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
