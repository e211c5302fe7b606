"""The helper process in which pyttsx3 runs."""

from __future__ import annotations

import importlib
import subprocess
import sys
import wave
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn
from xml.sax.saxutils import escape

from assistant.core.sentences import cut
from assistant.speech.base import Prosody, VoiceInfo
from assistant.speech.voices.languages import all_tags, choose_voice
from assistant.speech.voices.messages import Save, Speak
from assistant.speech.voices.player import WavePlayer, trim_end
from assistant.speech.voices.problems import NoSoundError, Problem
from assistant.speech.voices.serving import serve


class Pyttsx3Engine:
    """pyttsx3 with what is known of its drivers.

    On Linux its `say` plays through a shell and never tells a failure, so the sentence is saved to
    the private folder and played from there. SAPI 5 and NSSpeechSynthesizer speak themselves.
    """

    def __init__(self, folder: Path) -> None:
        """Load the platform's driver; temporary files go to `folder`.

        Raises:
            NoSoundError: the driver's engine is not installed.

        """
        import pyttsx3

        try:
            self._engine: Any = pyttsx3.init()
        except (ImportError, OSError, RuntimeError, AttributeError) as error:
            raise NoSoundError(Problem.NO_ENGINE, type(error).__name__) from error
        self._espeak: Any = None
        if str(self._engine) == "espeak":
            self._espeak = importlib.import_module("pyttsx3.drivers._espeak")
        self._sentence = folder / "sentence.wav"
        self._player = WavePlayer()
        self._voices = [_voice_info(voice) for voice in self._engine.getProperty("voices")]
        self._default_voice = str(self._engine.getProperty("voice") or "")
        self._voice = ""
        if self._espeak is not None:
            # This driver's first runAndWait returns before anything is synthesised.
            self._engine.runAndWait()

    def voices(self) -> Sequence[VoiceInfo]:
        """Installed voices."""
        return self._voices

    def speak(self, command: Speak) -> None:
        """Say it; return when it has been heard."""
        self._set(command.prosody)
        if self._espeak is None:
            self._run(self._engine.say, self._dressed(command.text, command.prosody))
            return
        self._save(command.text, self._sentence)
        if trim_end(self._sentence) > 0:
            self._player.play(self._sentence)
        self._sentence.unlink()

    def save(self, command: Save) -> None:
        """Write it as a PCM wave file, some sentences at a time.

        The espeak driver takes quadratic time: 11 seconds for 2,500 words at once.
        """
        self._set(command.prosody)
        with wave.open(command.path, "wb") as whole:
            for number, text in enumerate(cut(command.text)):
                self._save(self._dressed(text, command.prosody), self._sentence)
                with wave.open(str(self._sentence), "rb") as part:
                    if number == 0:
                        whole.setparams(part.getparams())
                    whole.writeframesraw(part.readframes(part.getnframes()))
                self._sentence.unlink()

    def _save(self, text: str, path: Path) -> None:
        # NSSpeechSynthesizer writes AIFF whatever the name says.
        written = path.with_suffix(".aiff") if sys.platform == "darwin" else path
        self._run(self._engine.save_to_file, text, str(written))
        if written != path:
            convert = ["afconvert", "-f", "WAVE", "-d", "LEI16", str(written), str(path)]
            subprocess.run(convert, check=False)  # part of macOS
            written.unlink(missing_ok=True)
        if not path.is_file():
            raise NoSoundError(Problem.ENGINE, "no file was written")

    def _run(self, order: Callable[..., object], *arguments: str) -> None:
        """Give pyttsx3 an order and wait until it is carried out."""
        if self._espeak is not None:
            # The driver cancels what the engine's queue still holds: without this, now and then,
            # the rate or voice just set, or all of the text.
            self._espeak.Synchronize()
        else:
            # Else, from the second order on, these drivers begin before the loop runs, whose first
            # act then is to end, and silence, them: pyttsx3 issues 402 and 419. The espeak driver
            # is the other way round: made busy, its loop ends before anything is synthesised.
            self._engine.proxy.setBusy(True)
        order(*arguments)
        self._engine.runAndWait()

    def _set(self, prosody: Prosody) -> None:
        default = self._default_voice
        chosen = choose_voice(self._voices, prosody.voice, prosody.language, default)
        voice = chosen.id if chosen else default
        if voice and voice != self._voice:
            self._engine.setProperty("voice", voice)
            self._voice = voice
        self._engine.setProperty("rate", prosody.rate)
        self._engine.setProperty("volume", prosody.volume / 100)
        if self._espeak is not None:
            self._engine.setProperty("pitch", prosody.pitch)

    def _dressed(self, text: str, prosody: Prosody) -> str:
        return sapi_text(text, prosody.pitch) if str(self._engine) == "sapi5" else text


def sapi_text(text: str, pitch: int) -> str:
    """Text for SAPI 5, which parses it as XML where it begins with "<".

    pyttsx3 cannot set its pitch; the XML element can, from -10 to 10 (SAPI 5.3 XML TTS tutorial).
    """
    steps = round((pitch - 50) / 5)
    if steps == 0 and not text.startswith("<"):
        return text
    return f'<pitch absmiddle="{steps}">{escape(text)}</pitch>'


def _voice_info(voice: Any) -> VoiceInfo:
    tags = [str(tag) for tag in voice.languages or () if tag]
    return VoiceInfo(str(voice.id), str(voice.name), all_tags(tags))


def main(arguments: Sequence[str]) -> NoReturn:
    """Run the helper process; `arguments` are those `HelperProcess` gives."""
    serve(Pyttsx3Engine, arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
