"""Narrator: a UI Automation notification, raised on a window of ours.

Narrator reads notifications of background programs; NVDA only those of the program in front, so
this is not used for NVDA. Nothing tells whether or when Narrator has spoken. `UiaRaise…Event` is
in Windows 10 1709 and later, in uiautomationcore.dll.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Sequence

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import SpeechError
from assistant.core.i18n import _
from assistant.speech.base import Prosody, VoiceInfo
from assistant.speech.screenreaders.pace import Pace

NOTIFICATION_ACTION_COMPLETED = 2
PROCESS_ALL = 2
"""Queue behind what Narrator says."""
PROCESS_MOST_RECENT = 3
"""Drop older notifications of the same activity."""
ACTIVITY = "EarSight"
NARRATOR_KEY = r"Software\Microsoft\Narrator\NoRoam"
RELEASE_SLOT = 2
"""IUnknown::Release in every COM object's table of methods."""


class NarratorVoice:
    """`window` gives the handle of a top-level window of this process, 0 where there is none."""

    name = "narrator"
    is_screen_reader = True

    def __init__(self, window: Callable[[], int]) -> None:
        self._window = window
        self._pace = Pace()

    def availability(self) -> Availability:
        """Usable while Narrator runs and a window of ours exists."""
        if not narrator_runs():
            return Availability(False, _("{name} does not run.").format(name="Narrator"))
        if not self._window():
            return Availability(False, _("There is no window to speak from."))
        return USABLE

    def voices(self) -> Sequence[VoiceInfo]:
        """None: the person chose Narrator's voice in Windows."""
        return ()

    def warm_up(self) -> None:
        """Nothing to prepare."""

    def speak(self, text: str, prosody: Prosody) -> None:  # noqa: ARG002 - Narrator has its own
        """Raise the notification, and wait about as long as it is spoken."""
        self._pace.begin()
        if not notify(self._window(), text, PROCESS_ALL):
            raise SpeechError(_("Narrator cannot be reached."))
        self._pace.wait(text)

    def stop(self) -> None:
        """Replace what Narrator still has from us by nothing; it may end its sentence."""
        self._pace.cut()
        notify(self._window(), " ", PROCESS_MOST_RECENT)

    def close(self) -> None:
        """End the wait."""
        self._pace.cut()


def narrator_runs() -> bool:
    """Whether Narrator says of itself that it runs."""
    if sys.platform != "win32":
        return False
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, NARRATOR_KEY) as key:
            return bool(winreg.QueryValueEx(key, "RunningState")[0])
    except OSError:
        return False


def notify(window: int, text: str, processing: int) -> bool:
    """Raise a notification on the window; whether Windows took it."""
    if sys.platform != "win32":
        return False
    automation = ctypes.WinDLL("uiautomationcore")
    texts = ctypes.WinDLL("oleaut32")
    texts.SysAllocString.argtypes = [ctypes.c_wchar_p]
    texts.SysAllocString.restype = ctypes.c_void_p
    texts.SysFreeString.argtypes = [ctypes.c_void_p]
    automation.UiaHostProviderFromHwnd.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    automation.UiaRaiseNotificationEvent.argtypes = [
        ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p,
    ]  # fmt: skip
    provider = ctypes.c_void_p()
    if automation.UiaHostProviderFromHwnd(window, ctypes.byref(provider)) != 0:
        return False
    strings = [texts.SysAllocString(string) for string in (text, ACTIVITY)]
    try:
        result = automation.UiaRaiseNotificationEvent(
            provider, NOTIFICATION_ACTION_COMPLETED, processing, *strings
        )
    finally:
        for string in strings:
            texts.SysFreeString(string)
        _release(provider)
    return bool(result == 0)


def _release(unknown: ctypes.c_void_p) -> None:
    if sys.platform == "win32":
        table = ctypes.cast(unknown, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p)))[0]
        release = ctypes.WINFUNCTYPE(ctypes.c_ulong, ctypes.c_void_p)(table[RELEASE_SLOT] or 0)
        release(unknown)
