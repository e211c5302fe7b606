"""NVDA through its controller client, a DLL that NV Access publishes beside NVDA (LGPL 2.1).

NVDA itself does not install `nvdaControllerClient.dll` where others can find it, so every program
brings its own. It is looked for beside our other shipped files and beside the program.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import SpeechError
from assistant.core.i18n import _
from assistant.core.resources import resource
from assistant.speech.base import Prosody, VoiceInfo
from assistant.speech.screenreaders.pace import Pace

ERROR_CANCELLED = 1223
"""What NVDA returns for speech that was cancelled, and, in versions so far, that ended."""
SYMBOL_LEVEL_UNCHANGED = -1
PRIORITY_NORMAL = 0
FILES = ("nvdaControllerClient.dll", "nvdaControllerClient64.dll")
"""The name since NVDA 2024.1, and the one before."""

UNSPEAKABLE = dict.fromkeys(range(32), " ")


def ssml(text: str) -> str:
    """The text as an SSML document; control characters, which XML forbids, become spaces."""
    return f"<speak>{escape(text.translate(UNSPEAKABLE))}</speak>"


def places() -> list[Path]:
    """Where the DLL may be, best first."""
    folders = (resource("nvda"), Path(sys.executable).parent)
    return [folder / file for folder in folders for file in FILES]


class NvdaVoice:
    """Speaks and brailles through the running NVDA."""

    name = "nvda"
    is_screen_reader = True

    def __init__(self, files: Iterable[Path] | None = None) -> None:
        self._files = list(files) if files is not None else places()
        self._pace = Pace()

    def availability(self) -> Availability:
        """Usable while NVDA answers; one local call."""
        client = self._client
        if client is None:
            return Availability(
                False,
                _("{name} is not installed.").format(name="nvdaControllerClient.dll"),
                _("Install the optional part prismatoid to speak through NVDA."),
            )
        if client.nvdaController_testIfRunning() != 0:
            return Availability(False, _("{name} does not run.").format(name="NVDA"))
        return USABLE

    def voices(self) -> Sequence[VoiceInfo]:
        """None: the person chose NVDA's voice in NVDA."""
        return ()

    def warm_up(self) -> None:
        """Nothing to prepare."""

    def speak(self, text: str, prosody: Prosody) -> None:  # noqa: ARG002 - NVDA has its own
        """Speak and braille; NVDA 2024.1 and later tell when they have ended."""
        client = self._client
        if client is None:
            raise SpeechError(_("NVDA cannot be reached."))
        self._pace.begin()
        client.nvdaController_brailleMessage(text)
        if self._tells_the_end(client):
            arguments = (SYMBOL_LEVEL_UNCHANGED, PRIORITY_NORMAL, 0)
            ended = client.nvdaController_speakSsml(ssml(text), *arguments)
        else:
            ended = client.nvdaController_speakText(text)
        if ended not in (0, ERROR_CANCELLED):
            raise SpeechError(_("NVDA does not answer."))
        if not self._tells_the_end(client):
            self._pace.wait(text)

    def stop(self) -> None:
        """Cancel NVDA's speech."""
        self._pace.cut()
        if self._client is not None:
            self._client.nvdaController_cancelSpeech()

    def close(self) -> None:
        """End the wait."""
        self._pace.cut()

    @cached_property
    def _client(self) -> Any:
        return load_client(self._files)

    @staticmethod
    def _tells_the_end(client: Any) -> bool:
        """Whether both the DLL and the NVDA that runs know the second version of the interface."""
        if not hasattr(client, "nvdaController_speakSsml"):
            return False
        process = ctypes.c_ulong()
        return bool(client.nvdaController_getProcessId(ctypes.byref(process)) == 0)


def load_client(files: Iterable[Path]) -> Any:
    """The DLL from the first place that has it; None where there is none."""
    if sys.platform != "win32":
        return None
    for file in files:
        try:
            client = ctypes.WinDLL(str(file))
            client.nvdaController_speakText.argtypes = [ctypes.c_wchar_p]
            client.nvdaController_brailleMessage.argtypes = [ctypes.c_wchar_p]
        except (OSError, AttributeError):
            continue
        if hasattr(client, "nvdaController_speakSsml"):
            client.nvdaController_speakSsml.argtypes = [
                ctypes.c_wchar_p, ctypes.c_int, ctypes.c_int, ctypes.c_ubyte,
            ]  # fmt: skip
        return client
    return None
