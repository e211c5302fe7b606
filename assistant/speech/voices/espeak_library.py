"""libespeak-ng through ctypes. Names and values are those of its header, speak_lib.h (1.51)."""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from collections.abc import Callable, Iterator
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_short, c_size_t, c_ubyte, c_uint, c_void_p
from pathlib import Path

from assistant.speech.base import Prosody, VoiceInfo
from assistant.speech.voices.languages import all_tags, choose_voice
from assistant.speech.voices.problems import NoSoundError, Problem

AUDIO_OUTPUT_SYNCHRONOUS = 2
AUDIO_OUTPUT_SYNCH_PLAYBACK = 3
INITIALIZE_DONT_EXIT = 0x8000
CHARS_UTF8 = 1
POS_CHARACTER = 1
EE_OK = 0
RATE, VOLUME, PITCH = 1, 2, 3

BUFFER_MILLISECONDS = 20
"""The first sound comes so much later, and is cut up so finely."""

MACOS_LIBRARIES = ("/opt/homebrew/lib/libespeak-ng.1.dylib", "/usr/local/lib/libespeak-ng.1.dylib")
WINDOWS_LIBRARY = r"C:\Program Files\eSpeak NG\libespeak-ng.dll"


class _Voice(ctypes.Structure):
    _fields_ = (
        ("name", c_char_p),
        ("languages", POINTER(c_ubyte)),
        ("identifier", c_char_p),
        ("gender", c_ubyte),
        ("age", c_ubyte),
        ("variant", c_ubyte),
        ("xx1", c_ubyte),
        ("score", c_int),
        ("spare", c_void_p),
    )


_Callback = CFUNCTYPE(c_int, POINTER(c_short), c_int, c_void_p)


def library_name() -> str | None:
    """The library's name or path where it is installed, else None."""
    if sys.platform == "win32":
        return WINDOWS_LIBRARY if Path(WINDOWS_LIBRARY).is_file() else None
    if sys.platform == "darwin":
        return next((path for path in MACOS_LIBRARIES if Path(path).is_file()), None)
    return ctypes.util.find_library("espeak-ng")


class EspeakLibrary:
    """The engine, loaded once for playing or for retrieving samples. Not safe for threads."""

    def __init__(self, output: int) -> None:
        """Load it; `output` is one of the AUDIO_OUTPUT constants.

        Raises:
            NoSoundError: the library or its data is missing.

        """
        name = library_name()
        if name is None:
            raise NoSoundError(Problem.NO_ENGINE)
        self._library = _load(name)
        options = INITIALIZE_DONT_EXIT
        self.sample_rate: int = self._library.espeak_Initialize(
            output, BUFFER_MILLISECONDS, None, options
        )
        if self.sample_rate <= 0:
            raise NoSoundError(Problem.NO_ENGINE, "espeak_Initialize failed")
        self._voices = list(self._list_voices())
        self._voice = ""
        self._callback: object = None
        self._refusal: OSError | None = None

    def voices(self) -> list[VoiceInfo]:
        """Installed voices, without those of MBROLA, which are listed whether installed or not."""
        return self._voices

    def on_samples(self, take: Callable[[bytes], None]) -> None:
        """Have samples (16 bit, mono, this machine's byte order) passed to `take`."""

        def callback(samples: object, count: int, _events: object) -> int:
            try:
                take(ctypes.string_at(samples, 2 * count) if samples else b"")  # type: ignore[arg-type]
            except OSError as error:  # the engine's C code cannot pass it on
                self._refusal = error
                return 1
            return 0

        self._callback = _Callback(callback)
        self._library.espeak_SetSynthCallback(self._callback)

    def synthesise(self, text: str, prosody: Prosody) -> None:
        """Say or retrieve it; returns when that is over.

        Raises:
            NoSoundError: the sound device could not be opened.
            OSError: whoever takes the samples raised it.

        """
        self._set(prosody)
        data = text.encode()
        status = self._library.espeak_Synth(
            data, len(data) + 1, 0, POS_CHARACTER, 0, CHARS_UTF8, None, None
        )
        if status == EE_OK:
            status = self._library.espeak_Synchronize()
        if self._refusal is not None:
            raise self._refusal
        if status != EE_OK:
            raise NoSoundError(Problem.NO_DEVICE, f"espeak status {status}")

    def _set(self, prosody: Prosody) -> None:
        chosen = choose_voice(self._voices, prosody.voice, prosody.language)
        voice = chosen.id if chosen else "en"
        if voice != self._voice:
            self._library.espeak_SetVoiceByName(voice.encode())
            self._voice = voice
        self._library.espeak_SetParameter(RATE, prosody.rate, 0)
        self._library.espeak_SetParameter(PITCH, prosody.pitch, 0)
        self._library.espeak_SetParameter(VOLUME, prosody.volume, 0)

    def _list_voices(self) -> Iterator[VoiceInfo]:
        voices = self._library.espeak_ListVoices(None)
        index = 0
        while voices[index]:
            voice: _Voice = voices[index].contents
            index += 1
            identifier = voice.identifier.decode()
            if not identifier.startswith("mb/"):
                tags = all_tags(_language_tags(voice))
                yield VoiceInfo(identifier, voice.name.decode().strip(), tags)


def _language_tags(voice: _Voice) -> Iterator[str]:
    """The tags of a voice: each a priority byte and a string that ends in 0; a 0 ends the list."""
    place = 0
    while voice.languages[place]:
        place += 1
        tag = bytearray()
        while voice.languages[place]:
            tag.append(voice.languages[place])
            place += 1
        place += 1
        yield tag.decode()


def _load(name: str) -> ctypes.CDLL:
    try:
        library = ctypes.CDLL(name)
        library.espeak_Initialize.argtypes = [c_int, c_int, c_char_p, c_int]
        library.espeak_SetParameter.argtypes = [c_int, c_int, c_int]
        library.espeak_SetVoiceByName.argtypes = [c_char_p]
        library.espeak_SetSynthCallback.argtypes = [_Callback]
        library.espeak_SetSynthCallback.restype = None
        library.espeak_ListVoices.argtypes = [POINTER(_Voice)]
        library.espeak_ListVoices.restype = POINTER(POINTER(_Voice))
        library.espeak_Synth.argtypes = (
            *(c_char_p, c_size_t, c_uint, c_int, c_uint, c_uint),
            *(POINTER(c_uint), c_void_p),
        )
    except (OSError, AttributeError) as error:
        raise NoSoundError(Problem.NO_ENGINE, type(error).__name__) from error
    return library
