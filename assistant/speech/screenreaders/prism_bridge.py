"""JAWS and other screen readers of Windows and macOS, through the optional package prismatoid."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import SpeechError
from assistant.core.i18n import _
from assistant.speech.base import Prosody, VoiceInfo
from assistant.speech.screenreaders.pace import Pace

SCREEN_READERS = (
    "NVDA", "JAWS", "ZDSR", "ZOOM_TEXT", "SENSE_READER", "PC_TALKER", "BOY_PC_READER",
    "SYSTEM_ACCESS", "VOICE_OVER",
)  # fmt: skip
"""Names in prism's `BackendId`; its plain speech engines are left out, since we have our own.

The library's Orca is left out too: ours also works with older ones and needs no second GLib.
"""


class PrismVoice:
    """Speaks and brailles through the screen reader that prism finds."""

    name = "prismatoid"
    is_screen_reader = True

    def __init__(self) -> None:
        self._pace = Pace()
        self._backend: Any = None

    def availability(self) -> Availability:
        """Usable while prism finds a screen reader."""
        try:
            self._backend = self._running()
        except (ImportError, AttributeError):  # or another package of the name prism
            return Availability(
                False,
                _("{name} is not installed.").format(name="prismatoid"),
                "pip install earsight[screenreader]",
            )
        if self._backend is None:
            return Availability(False, _("No screen reader runs that prismatoid knows."))
        return USABLE

    def voices(self) -> Sequence[VoiceInfo]:
        """None: the person chose the voice in the screen reader."""
        return ()

    def warm_up(self) -> None:
        """Nothing to prepare."""

    def speak(self, text: str, prosody: Prosody) -> None:  # noqa: ARG002 - the reader has its own
        """Speak and braille, and wait about as long as it is spoken."""
        self._pace.begin()
        if self._backend is None:
            raise SpeechError(_("The screen reader cannot be reached."))
        try:
            self._backend.output(text.replace("\0", " "), False)
        except self._prism.PrismError as error:
            raise SpeechError(_("The screen reader does not answer.")) from error
        self._pace.wait(text)

    def stop(self) -> None:
        """Silence the screen reader; one that cannot be stopped ends its sentence."""
        self._pace.cut()
        if self._backend is not None:
            try:
                self._backend.stop()
            except self._prism.PrismError as error:
                raise SpeechError(_("The screen reader does not answer.")) from error

    def close(self) -> None:
        """End the wait and let go of the library's objects."""
        self._pace.cut()
        self._backend = None

    @cached_property
    def _prism(self) -> Any:
        import prism

        return prism

    @cached_property
    def _context(self) -> Any:
        return self._prism.Context()

    def _running(self) -> Any:
        """The first screen reader that runs, ready to speak; None where there is none."""
        prism = self._prism
        for name in SCREEN_READERS:
            identity = prism.BackendId[name]
            if not self._context.exists(identity):
                continue
            try:
                backend = self._context.acquire(identity)
            except (prism.PrismError, ValueError):
                continue
            if backend.features.is_supported_at_runtime:
                return backend
        return None
