"""Earcons through libpulse-simple: PulseAudio, and PipeWire with its PulseAudio socket.

A stream stays open between cues, so that the next one only has to be written. The structures are
those of <pulse/sample.h> and <pulse/def.h>.
"""

from __future__ import annotations

import ctypes
import os
import sys
from functools import cache
from pathlib import Path

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import SpeechError
from assistant.core.i18n import _
from assistant.core.ports import Cue
from assistant.speech.cues.sounds import Sound, load

_PLAYBACK = 1
_S16_NATIVE = 3 if sys.byteorder == "little" else 4
_SERVER_CHOOSES = 0xFFFFFFFF
_BUFFER_SECONDS = 1.0
"""Longer than every cue, so that writing one never waits."""
_REQUEST_SECONDS = 0.01


class _SampleSpec(ctypes.Structure):
    _fields_ = [
        ("format", ctypes.c_int),
        ("rate", ctypes.c_uint32),
        ("channels", ctypes.c_uint8),
    ]


class _BufferAttributes(ctypes.Structure):
    """Sizes in bytes."""

    _fields_ = [
        ("maxlength", ctypes.c_uint32),
        ("tlength", ctypes.c_uint32),
        ("prebuf", ctypes.c_uint32),
        ("minreq", ctypes.c_uint32),
        ("fragsize", ctypes.c_uint32),
    ]


class PulsePlayer:
    """Writes cues to a stream of the sound server."""

    name = "pulse"

    def __init__(self) -> None:
        self._stream: int | None = None

    def availability(self) -> Availability:
        """Usable where the library and a server's socket are."""
        try:
            _library()
        except OSError:
            return Availability(
                False,
                _("{name} is not installed.").format(name="libpulse-simple"),
                _("Install {package}.").format(package="libpulse0"),
            )
        if os.environ.get("PULSE_SERVER") or _socket().exists():
            return USABLE
        return Availability(False, _("No PulseAudio or PipeWire server runs."))

    def play(self, cue: Cue, volume: int = 100) -> None:
        """Start the sound, cutting off the one before."""
        sound = load(cue, volume)
        if self._stream is not None and not self._write(sound):
            self.close()
        if self._stream is None:
            self._open(sound.rate)
            if not self._write(sound):
                self.close()
                raise SpeechError(_("The sound server does not play."))

    def close(self) -> None:
        """Close the stream."""
        if self._stream is not None:
            _library().pa_simple_free(self._stream)
            self._stream = None

    def _open(self, rate: int) -> None:
        spec = _SampleSpec(_S16_NATIVE, rate, 1)
        buffer = int(2 * rate * _BUFFER_SECONDS)
        request = int(2 * rate * _REQUEST_SECONDS)
        attributes = _BufferAttributes(buffer, buffer, 0, request, _SERVER_CHOOSES)
        self._stream = _library().pa_simple_new(
            None, b"EarSight", _PLAYBACK, None, b"Sounds",
            ctypes.byref(spec), None, ctypes.byref(attributes), None,
        )  # fmt: skip
        if self._stream is None:
            raise SpeechError(_("The sound server does not play."))

    def _write(self, sound: Sound) -> bool:
        flushed = _library().pa_simple_flush(self._stream, None)
        written = _library().pa_simple_write(self._stream, sound.pcm, len(sound.pcm), None)
        return bool(flushed == 0 and written == 0)


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL("libpulse-simple.so.0")
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    library.pa_simple_new.restype = pointer
    library.pa_simple_new.argtypes = [
        text, text, ctypes.c_int, text, text, pointer, pointer, pointer, pointer,
    ]  # fmt: skip
    library.pa_simple_write.argtypes = [pointer, text, ctypes.c_size_t, pointer]
    library.pa_simple_flush.argtypes = [pointer, pointer]
    library.pa_simple_free.argtypes = [pointer]
    library.pa_simple_free.restype = None
    return library


def _socket() -> Path:
    folder = os.environ.get("PULSE_RUNTIME_PATH") or (
        os.environ.get("XDG_RUNTIME_DIR", "/nonexistent") + "/pulse"
    )
    return Path(folder, "native")
