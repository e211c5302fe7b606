"""A voice whose engine runs in a helper process, with a warm spare to take its place."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import ClassVar

from assistant.core.backends import Availability
from assistant.core.errors import SpeechError
from assistant.core.i18n import _
from assistant.speech.base import Prosody, VoiceInfo
from assistant.speech.voices.helper_process import HelperProcess
from assistant.speech.voices.messages import Done, Failed, Speak
from assistant.speech.voices.problems import Problem, speech_error
from assistant.speech.voices.text import longest_seconds, shortest_seconds, speakable

log = logging.getLogger(__name__)

START_SECONDS = 10.0
"""A helper loads its engine in about 0.1 seconds; a busy or cold machine may need much longer."""


class HelperVoice:
    """Speaks through a `HelperProcess`; stops by killing it, which silences in a millisecond."""

    name: ClassVar[str]
    helper: ClassVar[str]
    """The name `HelperProcess` starts it by."""
    is_screen_reader: ClassVar[bool] = False

    def __init__(self) -> None:
        """Nothing is started before it is needed."""
        self._lock = threading.Lock()
        self._stops = 0
        self._closed = False
        self._current: HelperProcess | None = None
        self._spare: HelperProcess | None = None
        self._speaking: HelperProcess | None = None
        self._voices: tuple[VoiceInfo, ...] | None = None
        # Starts spares and buries the dead, so that neither `speak` nor `stop` waits for it.
        self._chores = ThreadPoolExecutor(1, thread_name_prefix=f"voice-{self.helper}-spare")

    def availability(self) -> Availability:
        """Whether the engine is installed and there is something to hear it with."""
        raise NotImplementedError

    def voices(self) -> Sequence[VoiceInfo]:
        """Installed voices; empty where the engine does not start."""
        if self._voices is None:
            with suppress(SpeechError):
                self._voices = self._helper().voices(START_SECONDS)
        return self._voices or ()

    def warm_up(self) -> None:
        """Start helper and spare in the background."""
        self._chore(self._prepare)

    def speak(self, text: str, prosody: Prosody) -> None:
        """Speak; see `Voice.speak`."""
        stops = self._stops
        words = speakable(text)
        if not words:
            return
        helper = self._helper()
        with self._lock:
            if stops != self._stops:
                return
            self._speaking = helper
        problem = self._say(helper, words, prosody)
        with self._lock:
            stopped, self._speaking = self._speaking is not helper, None
        if problem is None or stopped:
            return
        log.warning("voice %s: %s %s", self.name, problem.problem, problem.detail)
        self._replace(helper)
        raise speech_error(problem.problem)

    def stop(self) -> None:
        """Kill the helper that speaks; the spare is the next to speak."""
        with self._lock:
            self._stops += 1
            helper, self._speaking = self._speaking, None
        if helper is not None:
            helper.kill()
            self._replace(helper)

    def close(self) -> None:
        """End helper and spare."""
        with self._lock:
            self._closed = True
        self.stop()
        self._chores.shutdown(wait=True)
        with self._lock:
            helpers = self._current, self._spare
            self._current = self._spare = None
        for helper in helpers:
            if helper is not None:
                helper.close()

    def _say(self, helper: HelperProcess, text: str, prosody: Prosody) -> Failed | None:
        """None where it was heard, as far as can be known."""
        if helper.voices(START_SECONDS) is None:
            return _last_words(helper)
        helper.send(Speak(text, prosody))
        try:
            answer = helper.receive(longest_seconds(text, prosody.rate))
        except TimeoutError:
            return Failed(Problem.NO_DEVICE, "not done in time")
        if isinstance(answer, Done) and answer.seconds < shortest_seconds(text, prosody.rate):
            return Failed(Problem.NO_DEVICE, "done too soon")
        return None if isinstance(answer, Done) else answer or Failed(Problem.ENGINE, "died")

    def _helper(self) -> HelperProcess:
        """The current helper; the spare, else a new one, where there is none or it has died."""
        with self._lock:
            if self._closed:
                raise SpeechError(_("The voice is closed."))
            helpers = [found for found in (self._current, self._spare) if found is not None]
            alive = [found for found in helpers if not found.gone] or [HelperProcess(self.helper)]
            helper = self._current = alive[0]
            self._spare = alive[1] if len(alive) > 1 else None
        for dead in helpers:
            if dead not in alive:
                self._chore(dead.close)
        self._chore(self._prepare)
        return helper

    def _prepare(self) -> None:
        """Start what is missing of helper and spare."""
        while not self._closed and (self._current is None or self._spare is None):
            helper = HelperProcess(self.helper)
            with self._lock:
                if self._current is None:
                    self._current = helper
                elif self._spare is None:
                    self._spare = helper
                else:
                    break
        else:
            return
        helper.close()

    def _replace(self, helper: HelperProcess) -> None:
        """Retire a helper that was stopped or has failed; the spare steps in."""
        helper.kill()
        with self._lock:
            if self._current is helper:
                self._current, self._spare = self._spare, None
        self._chore(self._prepare)
        self._chore(helper.close)

    def _chore(self, work: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # closed meanwhile
            self._chores.submit(work)


def _last_words(helper: HelperProcess) -> Failed:
    """Why a helper never became ready."""
    with suppress(TimeoutError):
        answer = helper.receive(0)
        if isinstance(answer, Failed):
            return answer
    return Failed(Problem.ENGINE, "did not start")
