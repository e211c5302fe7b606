"""The desktop's side of a worker: streams findings, cancels at once, restarts what broke."""

from __future__ import annotations

import itertools
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator

import msgspec

from assistant.core.errors import (
    BadInputError,
    CancelledError,
    EarSightError,
    MissingPartError,
    WorkerError,
)
from assistant.core.findings import Failure, Finding
from assistant.core.i18n import N_, _, language
from assistant.workers.call import Call
from assistant.workers.messages import (
    Cancel,
    FromWorker,
    Job,
    Payload,
    ProtocolError,
    Ready,
    WarmUp,
)
from assistant.workers.process import WorkerProcess, WorkerSpec

log = logging.getLogger(__name__)

STOP_GRACE = 1.0
"""Seconds that a worker has to end by itself before it is killed."""

_DIED = N_("{part} stopped unexpectedly.")
_SILENT = N_("{part} did not answer.")
_HOSTILE = N_("{part} sent something wrong.")
_NO_START = N_("{part} could not start.")
_LOOPING = N_("{part} keeps failing.")
_REMEDY = N_("It starts again by itself. Please try again.")
_REMEDIES = {
    _NO_START: N_("Run earsight doctor to see what is missing."),
    _LOOPING: N_("Wait a minute, or run earsight doctor to see what is missing."),
}


class WorkerClient:
    """Runs jobs in a child process, one after the other. All methods may be called from any thread.

    The child is started by the first job or `warm_up`, and again after it died. A job waits until
    the one before has ended in the worker; a cancelled one is given `cancel_seconds` for that.
    """

    def __init__(self, spec: WorkerSpec) -> None:
        self._spec = spec
        self._changed = threading.Condition()
        self._ids = itertools.count(1)
        self._process: WorkerProcess | None = None
        self._ready = False
        self._current: Call | None = None
        self._calls: set[Call] = set()
        self._ending: set[WorkerProcess] = set()
        self._losses: deque[float] = deque(maxlen=spec.crashes)
        self._timer: threading.Timer | None = None
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The child's process id; None while there is no child."""
        process = self._process
        return process.pid if process else None

    def warm_up(self) -> None:
        """Start the child and let it load, in the background. A failure shows at the next job."""

        def run() -> None:
            try:
                for _finding in self._run(WarmUp(next(self._ids)), lambda: b""):
                    pass
            except EarSightError as error:
                log.warning("%s worker did not warm up: %s", self._spec.name, error.error_code)

        threading.Thread(target=run, name=f"{self._spec.name} warm-up", daemon=True).start()

    def stream(self, job: msgspec.Struct, payload: Callable[[], Payload]) -> Iterator[Finding]:
        """Yield the findings of `job` as they come. `payload` is called once, in this thread.

        Raises:
            CancelledError: `cancel` or `close` was called.
            WorkerError: the worker died, hung, sent what it must not, or could not start.
            BadInputError, MissingPartError, EarSightError: the job itself failed.

        """
        body = msgspec.Raw(msgspec.json.encode(job))
        yield from self._run(Job(next(self._ids), body, language()), payload)

    def cancel(self) -> None:
        """End every job under way or waiting; their iterators raise CancelledError at once."""
        with self._changed:
            for call in self._calls:
                if not call.warming:
                    call.cancelled = True
                    self._abandon(call)
            self._changed.notify_all()

    def close(self) -> None:
        """End every job and the child; nothing is left behind when this returns."""
        with self._changed:
            self._closed = True
            self._stop_timer()
            process = self._dismiss()
            if process is not None:
                process.stop(STOP_GRACE)
            ending = list(self._ending)
            self._changed.notify_all()
        for process in ending:
            process.join(2 * STOP_GRACE)

    # In the caller's thread

    def _run(self, message: Job | WarmUp, payload: Callable[[], Payload]) -> Iterator[Finding]:
        call = Call(message)
        with self._changed:
            self._calls.add(call)
        try:
            data = payload()
            self._take_turn(call)
            self._submit(call, data)
            del data
            while (finding := self._next(call)) is not None:
                if isinstance(finding, Failure):
                    raise _error(finding)
                yield finding
        finally:
            with self._changed:
                self._calls.discard(call)
                self._abandon(call)
                self._release(call)

    def _take_turn(self, call: Call) -> None:
        with self._changed:
            self._check(call)
            while self._current is not None:
                self._changed.wait()
                self._check(call)
            self._current = call
            self._stop_timer()

    def _submit(self, call: Call, data: Payload) -> None:
        """Hand the job over, and once more where the child turns out to have died while idle."""
        with self._changed:
            self._send(call, data)
            if call.unheard:
                call.again()
                self._send(call, data)

    def _send(self, call: Call, data: Payload) -> None:
        self._start()
        self._wait(call, lambda: self._ready, self._spec.start_seconds)
        if self._process is not None and call.error is None:
            call.sent = True
            self._process.send(call.message, data)
            self._wait(call, lambda: call.accepted, self._spec.message_seconds)

    def _next(self, call: Call) -> Finding | None:
        limit = self._spec.warm_up_seconds if call.warming else self._spec.message_seconds
        with self._changed:
            self._wait(call, lambda: call.has_news, limit)
            finding = call.take()
            if finding is None and call.error is not None:
                raise call.error
            return finding

    def _wait(self, call: Call, met: Callable[[], bool], seconds: float) -> None:
        """Wait until `met` or until the worker is lost (`call.error`); too long a silence loses it.

        Raises:
            CancelledError: the job was cancelled meanwhile.

        """
        deadline = time.monotonic() + seconds
        self._check(call)
        while not met() and call.error is None:
            left = deadline - time.monotonic()
            if left > 0:
                self._changed.wait(left)
            else:
                self._lose(_SILENT if self._ready else _NO_START)
            self._check(call)

    def _check(self, call: Call) -> None:
        if call.cancelled or self._closed:
            raise CancelledError

    # The worker's life; the lock is held

    def _start(self) -> None:
        if self._process is not None:
            return
        since = time.monotonic() - self._spec.crash_seconds
        if sum(moment > since for moment in self._losses) >= self._spec.crashes:
            raise self._broken(_LOOPING)
        self._process = WorkerProcess(self._spec, self._deliver, self._gone)

    def _abandon(self, call: Call) -> None:
        """Tell the worker to end a job under way, and see that it does."""
        if not call.sent or call.ended or call.abandoned or self._process is None:
            return
        call.abandoned = True
        self._process.send(Cancel(call.message.id))
        self._later(self._spec.cancel_seconds, self._overdue)

    def _release(self, call: Call) -> None:
        """Let the next job in, unless the worker is still busy with this one."""
        over = call.ended or not call.sent or self._process is None
        if call is self._current and over:
            self._current = None
            self._stop_timer()
            if self._spec.idle_seconds and self._process is not None:
                self._later(self._spec.idle_seconds, self._unload)
            self._changed.notify_all()

    def _later(self, seconds: float, action: Callable[[], None]) -> None:
        self._stop_timer()
        self._timer = threading.Timer(seconds, action)
        self._timer.daemon = True
        self._timer.start()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _lose(self, why: str) -> None:
        """Forget the child, which is dead or must die, and tell the job under way."""
        process = self._dismiss()
        if process is not None:
            process.kill()
        self._losses.append(time.monotonic())
        call = self._current
        if call is not None:
            call.lose(self._broken(why), died=why == _DIED)
            if not call.unheard:
                self._release(call)
        self._changed.notify_all()

    def _dismiss(self) -> WorkerProcess | None:
        """Forget the child; it is kept in mind only until nothing of it is left."""
        process, self._process = self._process, None
        self._ready = False
        if process is not None:
            self._ending.add(process)
        return process

    def _broken(self, sentence: str) -> WorkerError:
        message = _(sentence).format(part=_(self._spec.title))
        return WorkerError(message, _(_REMEDIES.get(sentence, _REMEDY)))

    # On timers and on the process's reading thread

    def _overdue(self) -> None:
        with self._changed:
            call = self._current
            if call is not None and call.abandoned and not call.ended:
                self._lose(_SILENT)

    def _unload(self) -> None:
        with self._changed:
            process = self._dismiss() if self._current is None else None
            if process is not None:
                process.stop(STOP_GRACE)

    def _deliver(self, process: WorkerProcess, message: FromWorker) -> None:
        with self._changed:
            if process is not self._process:
                return
            if isinstance(message, Ready) and not self._ready:
                self._ready = True
            elif isinstance(message, Ready) or self._current is None:
                raise ProtocolError("not about a job")
            else:
                self._current.receive(message)
                self._release(self._current)
            self._changed.notify_all()

    def _gone(self, process: WorkerProcess, broken: ProtocolError | None) -> None:
        if broken is not None:
            log.error("%s worker: %s", self._spec.name, broken)
        with self._changed:
            if process is self._process and broken is not None:
                self._lose(_HOSTILE)
            elif process is self._process:
                self._lose(_DIED if process.started else _NO_START)
            self._ending.discard(process)


def _error(failure: Failure) -> EarSightError:
    for kind in (BadInputError, MissingPartError, WorkerError):
        if failure.code == kind.code:
            return kind(failure.message, failure.remedy)
    return EarSightError(failure.message, failure.remedy, code=failure.code)
