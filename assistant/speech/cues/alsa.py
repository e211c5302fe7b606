"""Earcons straight through ALSA's default device, for desktops with no sound server."""

from __future__ import annotations

import ctypes
from functools import cache

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import SpeechError
from assistant.core.i18n import _
from assistant.core.ports import Cue
from assistant.speech.cues.sounds import load

_PLAYBACK = 0
_NONBLOCK = 1
_S16 = 2
_INTERLEAVED = 3
_BUFFER_MICROSECONDS = 800_000
"""Longer than every cue and its tail, so that writing one never waits."""
_TAIL_SECONDS = 0.1
"""Silence after a cue, so that the end of an older one in the ring buffer is not heard."""

_ErrorHandler = ctypes.CFUNCTYPE(
    None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
)


# The library would print to standard error; what matters comes back as a number.
_ignore = _ErrorHandler(lambda *_details: None)


class AlsaPlayer:
    """Writes cues to the PCM device called "default"."""

    name = "alsa"

    def __init__(self) -> None:
        self._pcm = ctypes.c_void_p()
        self._rate = 0

    def availability(self) -> Availability:
        """Usable where the library is; whether there is a device shows when a cue is played."""
        try:
            _library()
        except OSError:
            return Availability(
                False,
                _("{name} is not installed.").format(name="libasound"),
                _("Install {package}.").format(package="libasound2"),
            )
        return USABLE

    def play(self, cue: Cue, volume: int = 100) -> None:
        """Start the sound, cutting off the one before."""
        sound = load(cue, volume)
        if self._rate != sound.rate:
            self.close()
            self._open(sound.rate)
        tail = bytes(2 * int(sound.rate * _TAIL_SECONDS))
        frames = (len(sound.pcm) + len(tail)) // 2
        _library().snd_pcm_drop(self._pcm)
        self._check(_library().snd_pcm_prepare(self._pcm))
        self._check(_library().snd_pcm_writei(self._pcm, sound.pcm + tail, frames))
        _library().snd_pcm_start(self._pcm)

    def close(self) -> None:
        """Close the device."""
        if self._rate:
            _library().snd_pcm_drop(self._pcm)
            _library().snd_pcm_close(self._pcm)
            self._rate = 0

    def _open(self, rate: int) -> None:
        pcm = ctypes.byref(self._pcm)
        self._check(_library().snd_pcm_open(pcm, b"default", _PLAYBACK, _NONBLOCK))
        self._rate = rate
        self._check(
            _library().snd_pcm_set_params(
                self._pcm, _S16, _INTERLEAVED, 1, rate, 1, _BUFFER_MICROSECONDS
            )
        )

    def _check(self, result: int) -> None:
        if result < 0:
            self.close()
            raise SpeechError(_("The sound device does not play."))


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL("libasound.so.2")
    library.snd_lib_error_set_handler(_ignore)
    pointer, number = ctypes.c_void_p, ctypes.c_uint
    library.snd_pcm_open.argtypes = [pointer, ctypes.c_char_p, ctypes.c_int, ctypes.c_int]
    library.snd_pcm_set_params.argtypes = [pointer, *[number] * 6]
    library.snd_pcm_writei.argtypes = [pointer, ctypes.c_char_p, ctypes.c_ulong]
    library.snd_pcm_writei.restype = ctypes.c_long
    return library
