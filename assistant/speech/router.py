"""The sentence queue: one speaking thread, one voice at a time, silence at once."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable

from assistant.core.errors import EarSightError, MissingPartError, SpeechError
from assistant.core.i18n import _
from assistant.speech.base import Prosody, Voice
from assistant.speech.choice import VoiceChoice
from assistant.speech.events import SpeechEvents
from assistant.speech.turn import Turn, turns

log = logging.getLogger(__name__)

INSIST_SECONDS = 0.02
"""A stop that came between two steps of a voice is lost on it, so it is said again this often."""
GIVE_UP_SECONDS = 2.0
"""A voice that does not return this long after its stop is left behind in its thread."""
KEPT_SENTENCES = 1000


class SpeechRouter:
    """Says sentences one after the other (the core's `Speaker`), with whatever voice works.

    Every method returns at once and may be called from any thread, except `wait` and `close`.
    An answer is what was said since the last interruption or stop; `repeat` says it again.
    """

    def __init__(
        self, choice: VoiceChoice, prosody: Prosody, events: SpeechEvents | None = None
    ) -> None:
        self._choice = choice
        self._prosody = prosody
        self._events = events or SpeechEvents()
        self._changed = threading.Condition()
        self._queue: deque[Turn] = deque()
        self._answer: deque[Turn] = deque(maxlen=KEPT_SENTENCES)
        self._answer_ended = True
        self._turn: Turn | None = None
        self._voice: Voice | None = None
        self._reader: Voice | None = None
        self._hush = False
        self._stopping = False
        self._paused = False
        self._closed = False
        self._told_silence = False
        self._lane = 0
        self._speaking = self._start_lane()
        self._stopper = threading.Thread(target=self._stop_voices, name="speech-stop", daemon=True)
        self._stopper.start()

    @property
    def paused(self) -> bool:
        """Whether speech is held until `resume`."""
        return self._paused

    @property
    def through_screen_reader(self) -> bool:
        """Whether the person's own screen reader speaks for us, as far as is known by now."""
        return self._reader is not None

    def say(
        self,
        text: str,
        *,
        interrupt: bool = False,
        language: str = "",
        remember: bool = True,
        pace: float = 1.0,
    ) -> None:
        """Queue text, or with `interrupt` drop everything else first.

        `language` (empty: the prosody's) is the text's. Small talk such as "Rate 220" is said with
        `remember=False`, so that `repeat` still says the last answer. `pace` is a part of the usual
        rate.
        """
        with self._changed:
            if self._closed:
                return
            if interrupt:
                self._drop_all()
            new = turns(
                text,
                language,
                self._prosody.language,
                first=self._answer_ended or not remember,
                pace=pace,
                screen_reader=self._reader is not None,
            )
            if remember and new:
                if self._answer_ended:
                    self._answer.clear()
                self._answer_ended = False
                self._answer.extend(new)
            self._queue.extend(new)
            self._changed.notify_all()

    def stop(self) -> None:
        """Silence, and forget what was queued."""
        with self._changed:
            self._drop_all()
            self._changed.notify_all()

    def pause(self) -> bool:
        """Silence, keeping what was queued; False where there is nothing to pause."""
        with self._changed:
            if self._paused or not (self._turn or self._queue):
                return False
            self._paused = True
            self._say_current_again()
            return True

    def resume(self) -> bool:
        """Go on with the sentence that `pause` interrupted; False where nothing was paused."""
        with self._changed:
            was, self._paused = self._paused, False
            self._changed.notify_all()
            return was

    def toggle(self) -> bool:
        """Pause or go on; whether anything changed."""
        return self.resume() or self.pause()

    def repeat(self) -> bool:
        """Say the last answer again; False where nothing was said yet."""
        with self._changed:
            answer = [turn.again() for turn in self._answer]
            self._drop_all()
            self._queue.extend(answer)
            self._changed.notify_all()
            return bool(answer)

    def set_prosody(self, prosody: Prosody, *, respeak: bool = False) -> bool:
        """Speak like this from the next sentence on, or at once with `respeak`.

        Returns whether a sentence is under way, so that the person hears the change without a word.
        """
        with self._changed:
            self._prosody = prosody
            speaking = self._turn is not None
            if respeak:
                self._say_current_again()
            return speaking

    def wait(self, timeout: float | None = None) -> bool:
        """Wait (seconds) until everything queued was heard or dropped; False on time-out."""
        with self._changed:
            return self._changed.wait_for(
                lambda: self._closed or not (self._queue or self._turn), timeout
            )

    def close(self) -> None:
        """Silence, end the threads and close every voice."""
        with self._changed:
            self._drop_all()
            self._closed = True
            self._changed.notify_all()
        self._speaking.join(GIVE_UP_SECONDS)
        self._stopper.join(GIVE_UP_SECONDS)
        self._choice.close()

    def _drop_all(self) -> None:
        self._queue.clear()
        self._paused = False
        self._answer_ended = True
        if self._turn is not None:
            self._turn.dropped = True
        # A screen reader may still be speaking a sentence that it took from us some time ago.
        self._hush = self._reader is not None

    def _say_current_again(self) -> None:
        if self._turn is not None and not self._turn.dropped:
            self._queue.appendleft(self._turn.again())
            self._turn.dropped = True
        self._hush = self._reader is not None
        self._changed.notify_all()

    def _start_lane(self) -> threading.Thread:
        thread = threading.Thread(target=self._run, args=(self._lane,), name="speech", daemon=True)
        thread.start()
        return thread

    def _run(self, lane: int) -> None:
        self._guard(self._warm_up)
        while (turn := self._next(lane)) is not None:
            self._guard(self._speak, turn, lane)
            with self._changed:
                if lane != self._lane:
                    return
                self._turn = self._voice = None
                idle = not self._queue
                self._changed.notify_all()
            if idle:
                self._guard(self._events.idle)

    def _warm_up(self) -> None:
        voice = self._choice.warm_up(self._prosody.language)
        if voice is not None and voice.is_screen_reader:
            self._reader = voice

    def _next(self, lane: int) -> Turn | None:
        def due() -> bool:
            ready = bool(self._queue) and not (self._paused or self._stopping or self._hush)
            return self._closed or lane != self._lane or ready

        with self._changed:
            self._changed.wait_for(due)
            if self._closed or lane != self._lane:
                return None
            self._turn = self._queue.popleft()
            return self._turn

    def _speak(self, turn: Turn, lane: int) -> None:
        self._guard(self._events.started, turn.text)
        language = turn.language or self._prosody.language
        problem: EarSightError | None = None
        for voice in self._choice.order(language, even_failed=turn.first):
            with self._changed:
                if turn.dropped or lane != self._lane:
                    return
                self._voice = voice
                self._reader = voice if voice.is_screen_reader else None
            problem = self._attempt(voice, turn, language)
            if problem is None:
                self._choice.worked(voice)
                self._told_silence = False
                return
            if turn.dropped:
                return
            log.warning("voice %s gave no sound: %s", voice.name, problem.error_code)
            self._choice.failed(voice)
            self._guard(self._events.failed, problem)
        self._tell_silence(turn, problem)

    def _attempt(self, voice: Voice, turn: Turn, language: str) -> EarSightError | None:
        """Speak; return why nothing was heard."""
        try:
            manner = self._prosody.at_pace(turn.pace)
            voice.speak(*self._choice.words(voice, turn.text, language, manner))
        except EarSightError as error:
            return error
        except Exception as error:
            # Whatever breaks in an engine, the next voice must still be tried.
            return SpeechError(f"{voice.name}: {type(error).__name__}.")
        return None

    def _tell_silence(self, turn: Turn, problem: EarSightError | None) -> None:
        if self._told_silence and not turn.first:
            return
        self._told_silence = True
        if problem is None:
            refusal = self._choice.refusal()
            reason = refusal.reason or _("No voice works here.")
            problem = MissingPartError(
                reason, refusal.remedy or _("Install a speech engine, such as espeak-ng.")
            )
        self._guard(self._events.silent, turn.text, problem)

    def _stop_voices(self) -> None:
        """Silence dropped turns. Its own thread, so that `stop` never waits for an engine."""
        insisted = 0.0
        while (voice := self._next_to_stop()) is not None:
            self._guard(voice.stop)
            with self._changed:
                self._stopping = False
                self._changed.notify_all()
                over = self._changed.wait_for(lambda: not self._must_stop(), INSIST_SECONDS)
                insisted = 0.0 if over else insisted + INSIST_SECONDS
                if insisted >= GIVE_UP_SECONDS:
                    insisted = 0.0
                    self._leave_behind(voice)

    def _next_to_stop(self) -> Voice | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._hush or self._must_stop())
            if not (self._hush or self._must_stop()):
                return None
            self._hush = False
            self._stopping = True
            return self._voice or self._reader

    def _must_stop(self) -> bool:
        return self._turn is not None and self._turn.dropped and self._voice is not None

    def _leave_behind(self, voice: Voice) -> None:
        log.error("voice %s does not stop; its thread is left behind", voice.name)
        self._choice.abandon(voice)
        self._turn = self._voice = None
        self._lane += 1
        if not self._closed:
            self._speaking = self._start_lane()
        self._changed.notify_all()

    @staticmethod
    def _guard(call: Callable[..., object], *args: object) -> None:
        """Call; a broken voice or listener must not end the thread that speaks."""
        try:
            call(*args)
        except Exception as error:
            # Only the type is logged: a message could carry what was on the screen.
            log.error("speech: %s", type(error).__name__)  # noqa: TRY400
