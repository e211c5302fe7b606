"""Everything that can speak or sound, in the order in which it is tried."""

from __future__ import annotations

import sys
from collections.abc import Callable

from assistant.core.backends import Candidate
from assistant.speech.base import CuePlayer, Voice, WaveWriter


def no_window() -> int:
    """The window handle of a process without windows."""
    return 0


def screen_readers(
    window: Callable[[], int] = no_window, platform: str = sys.platform
) -> list[Candidate[Voice]]:
    """The screen readers that may run on this platform.

    `window` gives the native handle of a window of ours: Narrator hears only programs with one.
    """
    prism = Candidate("prismatoid", _prism)
    native = {
        "win32": [
            Candidate("nvda", _nvda),
            prism,
            Candidate("narrator", lambda: _narrator(window)),
        ],
        "darwin": [Candidate("voiceover", _voiceover), prism],
    }
    linux = [Candidate("orca", _orca), Candidate("orca-speechd", _orca_speechd)]
    return native.get(platform, linux)


def voices(platform: str = sys.platform) -> list[Candidate[Voice]]:
    """Our own voices.

    speech-dispatcher comes last: it needs seconds to notice that there is no sound, where the
    others say so at once.
    """
    found = [Candidate("pyttsx3", _pyttsx3), Candidate("espeak-ng", _espeak)]
    if platform == "linux":
        found.append(Candidate("speech-dispatcher", _speech_dispatcher))
    return found


def wave_writers() -> list[Candidate[WaveWriter]]:
    """What can speak into a file."""
    return [Candidate("espeak-ng", _espeak_wave), Candidate("pyttsx3", _pyttsx3_wave)]


def cue_players(platform: str = sys.platform) -> list[Candidate[CuePlayer]]:
    """What can play the short sounds; the last resort is the terminal's or the display's bell."""
    native = {
        "win32": [Candidate("winmm", _winmm)],
        "darwin": [Candidate("afplay", _afplay)],
    }
    linux = [
        Candidate("pulse", _pulse),
        Candidate("alsa", _alsa),
        Candidate("pw-play", _pipewire),
    ]
    return [*native.get(platform, linux), Candidate("bell", _bell)]


def _orca() -> Voice:
    from assistant.speech.screenreaders.orca import OrcaVoice

    return OrcaVoice()


def _orca_speechd() -> Voice:
    from assistant.speech.screenreaders.orca_speechd import BEGIN_SECONDS, OrcaSpeechdVoice
    from assistant.speech.voices.speech_dispatcher import SpeechDispatcherVoice

    return OrcaSpeechdVoice(SpeechDispatcherVoice(BEGIN_SECONDS))


def _nvda() -> Voice:
    from assistant.speech.screenreaders.nvda import NvdaVoice

    return NvdaVoice()


def _narrator(window: Callable[[], int]) -> Voice:
    from assistant.speech.screenreaders.uia import NarratorVoice

    return NarratorVoice(window)


def _voiceover() -> Voice:
    from assistant.speech.screenreaders.voiceover import VoiceOverVoice

    return VoiceOverVoice()


def _prism() -> Voice:
    from assistant.speech.screenreaders.prism_bridge import PrismVoice

    return PrismVoice()


def _pyttsx3() -> Voice:
    from assistant.speech.voices.pyttsx3_process import Pyttsx3Voice

    return Pyttsx3Voice()


def _speech_dispatcher() -> Voice:
    from assistant.speech.voices.speech_dispatcher import SpeechDispatcherVoice

    return SpeechDispatcherVoice()


def _espeak() -> Voice:
    from assistant.speech.voices.espeak_ng import EspeakNgVoice

    return EspeakNgVoice()


def _espeak_wave() -> WaveWriter:
    from assistant.speech.voices.wave_writer import EspeakWaveWriter

    return EspeakWaveWriter()


def _pyttsx3_wave() -> WaveWriter:
    from assistant.speech.voices.wave_writer import Pyttsx3WaveWriter

    return Pyttsx3WaveWriter()


def _pulse() -> CuePlayer:
    from assistant.speech.cues.pulse import PulsePlayer

    return PulsePlayer()


def _alsa() -> CuePlayer:
    from assistant.speech.cues.alsa import AlsaPlayer

    return AlsaPlayer()


def _pipewire() -> CuePlayer:
    from assistant.speech.cues.spawned import SpawnedPlayer, pipewire_options

    return SpawnedPlayer("pw-play", pipewire_options)


def _afplay() -> CuePlayer:
    from assistant.speech.cues.spawned import SpawnedPlayer, afplay_options

    return SpawnedPlayer("afplay", afplay_options)


def _winmm() -> CuePlayer:
    from assistant.speech.cues.winmm import WinmmPlayer

    return WinmmPlayer()


def _bell() -> CuePlayer:
    from assistant.speech.cues.bell import BellPlayer

    return BellPlayer()
