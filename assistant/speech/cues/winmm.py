"""Earcons on Windows: PlaySound of a wave in memory, which returns at once."""

from __future__ import annotations

import ctypes
import sys

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import SpeechError
from assistant.core.i18n import _
from assistant.core.ports import Cue
from assistant.speech.cues.sounds import as_wave, load

SND_ASYNC = 0x0001
SND_NODEFAULT = 0x0002
SND_MEMORY = 0x0004


class WinmmPlayer:
    """`winsound` refuses asynchronous play from memory, so `winmm` is called itself."""

    name = "winmm"

    def __init__(self) -> None:
        self._playing: ctypes.Array[ctypes.c_char] | None = None

    def availability(self) -> Availability:
        """Usable on Windows."""
        if sys.platform == "win32":
            return USABLE
        return Availability(False, _("This works on Windows only."))

    def play(self, cue: Cue, volume: int = 100) -> None:
        """Start the sound; Windows itself cuts off the one before."""
        data = as_wave(load(cue, volume))
        buffer = ctypes.create_string_buffer(data, len(data))
        if not self._play_sound(ctypes.addressof(buffer)):
            raise SpeechError(_("Windows does not play sounds."))
        # Windows reads from it while it plays; the older one is no longer in use.
        self._playing = buffer

    def close(self) -> None:
        """End what still sounds."""
        if self._playing is not None:
            self._play_sound(None)
            self._playing = None

    @staticmethod
    def _play_sound(address: int | None) -> bool:
        if sys.platform != "win32":
            return False
        play_sound = ctypes.WinDLL("winmm").PlaySoundW
        play_sound.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32]
        return bool(play_sound(address, None, SND_MEMORY | SND_ASYNC | SND_NODEFAULT))
