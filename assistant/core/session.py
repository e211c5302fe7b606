"""One request at a time, from capture to the last spoken word; the newest wins."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from assistant.core.conversation import Conversation
from assistant.core.errors import BadInputError, CancelledError, EarSightError
from assistant.core.findings import Done, Line, Progress, Sentence
from assistant.core.i18n import N_, _
from assistant.core.listening import Listener, State
from assistant.core.ports import Answerer, Capturer, Cue, Cues, Speaker
from assistant.core.request import Request, Verb
from assistant.core.result import Result
from assistant.core.sentences import SpeechFlow

log = logging.getLogger(__name__)

TICK_SECONDS = 1.0
"""How often "still working" sounds while there is nothing else to hear."""

STAGES = {"loading": N_("Loading the model."), "thinking": N_("Thinking.")}
"""What is said of a `Progress`, once, when nothing else was heard for a tick."""


class _Job:
    """A request under way. Dead once a newer one or a stop replaced it.

    A `quiet` one speaks of nothing but its failure.
    """

    def __init__(self, request: Request, conversation: Conversation | None, quiet: bool) -> None:
        self.request = request
        self.conversation = conversation
        self.quiet = quiet
        self.spoken = False
        self.stage = ""
        self.ended = threading.Event()


def no_picture() -> BadInputError:
    """A follow-up has nothing to follow."""
    return BadInputError(
        _("There is no picture to ask about yet."), _("Describe or read one first.")
    )


def _as_it_is(request: Request, _application: str) -> Request:
    return request


class Session:
    """Runs requests, each on its own thread, so that a stuck capture never blocks the next key.

    `complete` gets a request and the application that the picture shows, and returns the request
    with what the person wants there.
    All methods return at once and may be called from any thread.
    """

    def __init__(
        self,
        capturer: Capturer,
        answerer: Answerer,
        speaker: Speaker,
        cues: Cues,
        listener: Listener,
        tick_seconds: float = TICK_SECONDS,
        complete: Callable[[Request, str], Request] = _as_it_is,
    ) -> None:
        self._capturer = capturer
        self._answerer = answerer
        self._speaker = speaker
        self._cues = cues
        self._listener = listener
        self._tick_seconds = tick_seconds
        self._complete = complete
        self._lock = threading.RLock()
        self._job: _Job | None = None
        self._conversation: Conversation | None = None

    @property
    def conversation(self) -> Conversation | None:
        """The last picture and what was said about it; None before the first."""
        with self._lock:
            return self._conversation

    def submit(
        self, request: Request, conversation: Conversation | None = None, *, quiet: bool = False
    ) -> None:
        """Start a request; whatever was under way is cancelled and silenced first.

        With a `conversation` it is about that picture, whatever was captured since. A `quiet` one
        is for whoever listens: of what it finds nothing is spoken.
        """
        job = _Job(request, conversation, quiet)
        self._replace(job)
        self._cues.play(Cue.TAKEN)
        for work in (self._run, self._tick):
            threading.Thread(target=work, args=(job,), name="request", daemon=True).start()

    def stop(self) -> None:
        """Silence, and drop the request under way."""
        self._replace(None)
        self._listener.on_state(State.IDLE)

    def hush(self) -> None:
        """Silence; the request under way goes on, and what it finds is not spoken any more."""
        with self._lock:
            if self._job is not None:
                self._job.quiet = True
            self._speaker.stop()

    def _replace(self, job: _Job | None) -> None:
        with self._lock:
            old, self._job = self._job, job
            self._speaker.stop()
            self._answerer.cancel()
        if old is not None:
            old.ended.set()

    def _run(self, job: _Job) -> None:
        try:
            self._perform(job)
        except CancelledError:
            pass
        except EarSightError as error:
            self._fail(job, error)
        except Exception as error:
            # Only the type is logged: a message could carry what was on the screen.
            log.error("request failed: %s", type(error).__name__)  # noqa: TRY400
            self._fail(
                job,
                EarSightError(
                    _("Something went wrong inside EarSight: {kind}.").format(
                        kind=type(error).__name__
                    ),
                    _("Try again."),
                ),
            )
        finally:
            job.ended.set()

    def _perform(self, job: _Job) -> None:
        conversation = self._conversation_for(job)
        if job.request.lacks_question:
            self._end(job)
            self._listener.on_question(conversation)
            return
        self._enter(job, State.READING)
        frame = conversation.frame
        job.request = self._complete(job.request, frame.application)
        result = Result(job.request, frame.title, frame.application, frame.area)
        self._listener.on_begun(conversation, result)
        self._speak_findings(job, conversation, result)
        if job.request.verb is Verb.READ and not result.lines:
            self._say(job, "", _("No text found."))
        self._remember(job, conversation, result)
        self._listener.on_result(result)
        self._speaker.wait()
        self._end(job, Cue.DONE)

    def _conversation_for(self, job: _Job) -> Conversation:
        """The picture to work on: the given one, the last one for a follow-up, else a new one."""
        if job.conversation is not None:
            return job.conversation
        if job.request.follow_up:
            if self._conversation is None:
                raise no_picture()
            return self._conversation
        self._enter(job, State.CAPTURING)
        conversation = Conversation(self._capturer.capture(job.request.target))
        with self._lock:
            self._check(job)
            self._conversation = conversation
        return conversation

    def _speak_findings(self, job: _Job, conversation: Conversation, result: Result) -> None:
        flow = SpeechFlow()
        history = conversation.history()
        for finding in self._answerer.answer(conversation.frame, job.request, history):
            result.add(finding)
            if isinstance(finding, Line):
                self._say(job, job.request.text_language, *flow.feed(finding))
            elif isinstance(finding, Sentence):
                self._say(job, finding.language, finding.text)
            elif isinstance(finding, Progress):
                job.stage = finding.stage
            elif isinstance(finding, Done):
                self._say(job, job.request.text_language, *flow.finish())
            with self._lock:
                self._check(job)
            self._listener.on_finding(finding)

    def _remember(self, job: _Job, conversation: Conversation, result: Result) -> None:
        """Keep what was answered, for follow-ups; a reading is no answer."""
        with self._lock:
            self._check(job)
            if result.answer:
                question = job.request.question or _("Describe this picture.")
                conversation = conversation.answered(question, result.answer)
                self._conversation = conversation
        if result.answer:
            self._listener.on_conversation(conversation)

    def _end(self, job: _Job, cue: Cue | None = None) -> None:
        with self._lock:
            self._check(job)
            self._job = None
            if cue is not None:
                self._cues.play(cue)
        self._listener.on_state(State.IDLE)

    def _say(self, job: _Job, language: str, *sentences: str) -> None:
        """Speak, in the language of the text; empty for our own words."""
        for sentence in sentences:
            with self._lock:
                self._check(job)
                if job.quiet:
                    return
                self._speaker.say(sentence, language=language)
                job.stage = ""
            if not job.spoken:
                job.spoken = True
                self._enter(job, State.SPEAKING)

    def _fail(self, job: _Job, error: EarSightError) -> None:
        with self._lock:
            if self._job is not job:
                return
            self._job = None
            self._cues.play(Cue.FAILED)
            self._speaker.say(error.spoken, interrupt=not job.quiet)
        self._listener.on_failure(error)
        self._listener.on_state(State.IDLE)

    def _tick(self, job: _Job) -> None:
        told = ""
        while not job.ended.wait(self._tick_seconds):
            with self._lock:
                if self._job is not job or not self._speaker.wait(0):
                    continue
                if job.stage != told and job.stage in STAGES:
                    told = job.stage
                    self._speaker.say(_(STAGES[told]), remember=False)
                else:
                    self._cues.play(Cue.WORKING)

    def _enter(self, job: _Job, state: State) -> None:
        with self._lock:
            self._check(job)
        self._listener.on_state(state)

    def _check(self, job: _Job) -> None:
        if self._job is not job:
            raise CancelledError
