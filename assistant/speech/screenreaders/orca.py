"""Orca 49 and later: its D-Bus service speaks and brailles a message as one of its own.

Two dialects: `org.gnome.Orca.Service` (49, 50) and `org.gnome.Orca1.Service` (51), as documented
in Orca's README-REMOTE-CONTROLLER.md. `PresentMessage` returns when the message was queued.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import SpeechError
from assistant.core.i18n import _
from assistant.speech.base import Prosody, VoiceInfo
from assistant.speech.screenreaders.pace import USUAL_WORDS_PER_MINUTE, Pace
from assistant.speech.screenreaders.session_bus import Method, SessionBus

log = logging.getLogger(__name__)

ANSWER_SECONDS = 3.0
"""Orca answers from its main loop, which a slow application can hold up."""
STOP_SECONDS = 1.0
RATE_SECONDS = 30.0
"""How long a speech rate that Orca told is believed."""

PROPERTIES = "org.freedesktop.DBus.Properties"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one generation of Orca's service is called; `*_arguments` go with the method."""

    present: Method
    interrupt: Method
    interrupt_arguments: tuple[Any, ...]
    rate: Method
    rate_arguments: tuple[Any, ...]
    probe: Method
    """Answers only where the others are."""


def _first_generation(module: str) -> Dialect:
    name, path = "org.gnome.Orca.Service", "/org/gnome/Orca/Service"
    module_path, interface = f"{path}/{module}", "org.gnome.Orca.Module"
    return Dialect(
        Method(name, path, name, "PresentMessage", "s"),
        Method(name, module_path, interface, "ExecuteCommand", "sb"),
        ("InterruptSpeech", False),
        Method(name, module_path, interface, "ExecuteRuntimeGetter", "s"),
        ("Rate",),
        Method(name, module_path, interface, "ListCommands"),
    )


def _second_generation() -> Dialect:
    name, path = "org.gnome.Orca1.Service", "/org/gnome/Orca1/Service"
    module_path, interface = f"{path}/SpeechManager", "org.gnome.Orca1.SpeechManager"
    return Dialect(
        Method(name, path, name, "PresentMessage", "s"),
        Method(name, module_path, interface, "InterruptSpeech", "b"),
        (False,),
        Method(name, module_path, PROPERTIES, "Get", "ss"),
        (interface, "Rate"),
        Method(name, path, name, "GetVersion"),
    )


DIALECTS = (
    _second_generation(),
    _first_generation("SpeechManager"),
    _first_generation("SpeechAndVerbosityManager"),
)


def words_per_minute(rate: float) -> float:
    """The speed of Orca's rate, 0 to 100, with espeak-ng behind speech-dispatcher.

    Orca sends 2 * rate - 98 as SSIP rate; its -100, 0 and 100 are about 80, 170 and 390 there.
    """
    ssip = max(-100.0, min(100.0, 2 * rate - 98))
    return 170 + ssip * (2.2 if ssip > 0 else 0.9)


class OrcaVoice:
    """Hands sentences to Orca's service, each when the one before has about been heard."""

    name = "orca"
    is_screen_reader = True

    def __init__(self, speaking: SessionBus | None = None, stopping: SessionBus | None = None):
        self._speaking = speaking or SessionBus()
        # A stop must not wait behind a message that Orca is slow to take.
        self._stopping = stopping or SessionBus()
        self._pace = Pace()
        self._dialect: Dialect | None = None
        self._rate = float(USUAL_WORDS_PER_MINUTE)
        self._rate_asked = float("-inf")

    def availability(self) -> Availability:
        """Usable while Orca's name is on the session bus; about a millisecond."""
        if any(self._speaking.has_owner(name) for name in _names()):
            return USABLE
        return Availability(False, _("Orca 49 or later does not run."))

    def voices(self) -> Sequence[VoiceInfo]:
        """None: the person chose Orca's voice in Orca."""
        return ()

    def warm_up(self) -> None:
        """Find out which dialect Orca speaks."""
        self._find_dialect()

    def speak(self, text: str, prosody: Prosody) -> None:  # noqa: ARG002 - Orca has its own
        """Present the message, and wait about as long as Orca speaks."""
        self._pace.begin()
        dialect = self._dialect or self._find_dialect()
        try:
            (taken,) = self._speaking.call(dialect.present, text, timeout=ANSWER_SECONDS)
        except SpeechError:
            self._dialect = None
            raise
        if not taken:
            raise SpeechError(_("Orca did not take the message."))
        self._pace.wait(text, self._speed(dialect))

    def stop(self) -> None:
        """Interrupt Orca."""
        self._pace.cut()
        if self._dialect is not None:
            arguments = self._dialect.interrupt_arguments
            self._stopping.call(self._dialect.interrupt, *arguments, timeout=STOP_SECONDS)

    def close(self) -> None:
        """End the wait and close the connections."""
        self._pace.cut()
        self._speaking.close()
        self._stopping.close()

    def _find_dialect(self) -> Dialect:
        for dialect in DIALECTS:
            if not self._speaking.has_owner(dialect.present.bus_name):
                continue
            try:
                self._speaking.call(dialect.probe, timeout=ANSWER_SECONDS)
            except SpeechError:
                continue
            self._dialect = dialect
            return dialect
        raise SpeechError(_("Orca does not answer."))

    def _speed(self, dialect: Dialect) -> float:
        if time.monotonic() - self._rate_asked > RATE_SECONDS:
            self._rate_asked = time.monotonic()
            try:
                ((_signature, rate),) = self._speaking.call(
                    dialect.rate, *dialect.rate_arguments, timeout=ANSWER_SECONDS
                )
                self._rate = words_per_minute(float(rate))
            except (SpeechError, TypeError, ValueError):
                log.info("Orca does not tell its rate")
        return self._rate


def _names() -> list[str]:
    return list(dict.fromkeys(dialect.present.bus_name for dialect in DIALECTS))
