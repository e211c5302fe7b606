"""VoiceOver through AppleScript's `output`.

The accessibility announcement of AppKit is meant for the program in front, and it needs AppKit's
main loop; EarSight speaks from the background, and also from the command line. `output` works
from both, where "Allow VoiceOver to be controlled with AppleScript" is on in VoiceOver Utility.
VoiceOver queues it and offers nothing to cancel it: `stop` ends what was not handed over yet.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import SpeechError
from assistant.core.i18n import _
from assistant.speech.base import Prosody, VoiceInfo
from assistant.speech.screenreaders.pace import Pace

ANSWER_SECONDS = 3.0
CONTROL_FILE = Path("/private/var/db/Accessibility/.VoiceOverAppleScriptEnabled")
"""VoiceOver Utility makes it when the control by AppleScript is switched on."""


def script(text: str) -> str:
    """The AppleScript that lets VoiceOver say the text.

    In a quoted string only the backslash and the quotation mark are special; line ends, which
    would end the statement's line, become spaces.
    """
    flat = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'tell application "VoiceOver" to output "{flat}"'


class VoiceOverVoice:
    """Hands sentences to VoiceOver, each when the one before has about been heard."""

    name = "voiceover"
    is_screen_reader = True

    def __init__(self) -> None:
        self._pace = Pace()

    def availability(self) -> Availability:
        """Usable while VoiceOver runs and lets itself be controlled."""
        if not voiceover_runs():
            return Availability(False, _("{name} does not run.").format(name="VoiceOver"))
        if not CONTROL_FILE.exists():
            return Availability(
                False,
                _("VoiceOver may not be controlled by AppleScript."),
                _("Allow control with AppleScript in VoiceOver Utility, General."),
            )
        return USABLE

    def voices(self) -> Sequence[VoiceInfo]:
        """None: the person chose VoiceOver's voice in VoiceOver."""
        return ()

    def warm_up(self) -> None:
        """Nothing to prepare."""

    def speak(self, text: str, prosody: Prosody) -> None:  # noqa: ARG002 - VoiceOver has its own
        """Hand the text over, and wait about as long as it is spoken."""
        self._pace.begin()
        try:
            # The script goes in by the standard input: arguments can be seen by other users.
            done = subprocess.run(
                ["osascript", "-"],
                input=script(text).encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=ANSWER_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise SpeechError(_("VoiceOver does not answer.")) from error
        if done.returncode != 0:
            raise SpeechError(
                _("VoiceOver refused to speak."),
                _("Allow control with AppleScript in VoiceOver Utility, General."),
            )
        self._pace.wait(text)

    def stop(self) -> None:
        """End the wait; VoiceOver's own key for silence is Control."""
        self._pace.cut()

    def close(self) -> None:
        """End the wait."""
        self._pace.cut()


def voiceover_runs() -> bool:
    """NSWorkspace's `isVoiceOverEnabled`; microseconds after the first call."""
    if sys.platform != "darwin":
        return False
    ctypes.CDLL("/System/Library/Frameworks/AppKit.framework/AppKit")
    runtime = ctypes.CDLL(ctypes.util.find_library("objc"))
    runtime.objc_getClass.restype = runtime.sel_registerName.restype = ctypes.c_void_p
    runtime.objc_getClass.argtypes = runtime.sel_registerName.argtypes = [ctypes.c_char_p]
    address = ctypes.cast(runtime.objc_msgSend, ctypes.c_void_p).value or 0
    send_object = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(address)
    send_bool = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p)(address)
    workspace = send_object(
        runtime.objc_getClass(b"NSWorkspace"), runtime.sel_registerName(b"sharedWorkspace")
    )
    return bool(send_bool(workspace, runtime.sel_registerName(b"isVoiceOverEnabled")))
