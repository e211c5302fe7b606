"""One worker process, from the desktop's side: its pipes, its threads and its end."""

from __future__ import annotations

import logging
import os
import queue
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from assistant.workers.messages import (
    FromWorker,
    Payload,
    ProtocolError,
    Start,
    ToWorker,
    read_from_worker,
    write_message,
)
from assistant.workers.windows_job import contain

log = logging.getLogger(__name__)

_PIPE_BYTES = 1 << 20
_COMPLAINT_LINES = 20
_COMPLAINT_LENGTH = 500


@dataclass(frozen=True, slots=True)
class WorkerSpec:
    """What to start and how long to be patient with it. Times in seconds.

    `name` is the `--worker NAME` of a frozen build, `module` what `python -m` runs otherwise;
    `title` begins the sentences a person hears ("The text reader stopped unexpectedly.").
    """

    name: str
    module: str
    title: str
    environment: Mapping[str, str] = field(default_factory=dict)
    memory_mb: int = 0
    nice: int = 0
    start_seconds: float = 30.0
    warm_up_seconds: float = 180.0
    message_seconds: float = 60.0
    cancel_seconds: float = 5.0
    idle_seconds: float = 0.0
    crashes: int = 5
    crash_seconds: float = 60.0

    @property
    def command(self) -> list[str]:
        """The command line. `-P` keeps the current folder's files from being imported."""
        if getattr(sys, "frozen", False):
            return [sys.executable, "--worker", self.name]
        return [sys.executable, "-P", "-m", self.module]


class WorkerProcess:
    """A child with three threads: reading, writing, and draining its standard error.

    The reading thread also starts the child and outlives it, because the kernel's parent-death
    signal is tied to the thread that forked. `deliver` and `gone` are called on that thread;
    `deliver` may raise ProtocolError, and `gone` is called exactly once, when nothing is left.
    """

    def __init__(
        self,
        spec: WorkerSpec,
        deliver: Callable[[WorkerProcess, FromWorker], None],
        gone: Callable[[WorkerProcess, ProtocolError | None], None],
    ) -> None:
        self._spec = spec
        self._deliver = deliver
        self._gone = gone
        self._child: subprocess.Popen[bytes] | None = None
        self._outbox: queue.SimpleQueue[tuple[ToWorker, Payload] | None] = queue.SimpleQueue()
        self._complaints: deque[str] = deque(maxlen=_COMPLAINT_LINES)
        self._lock = threading.Lock()
        self._doomed = False
        self._reaped = False
        self._let_go: Callable[[], None] = lambda: None
        self._grace: threading.Timer | None = None
        self.started = False
        self._thread = threading.Thread(target=self._run, name=f"{spec.name} worker", daemon=True)
        self._outbox.put((Start(spec.memory_mb, spec.nice), b""))
        self._thread.start()

    @property
    def pid(self) -> int | None:
        """The child's process id; None before it was started."""
        return self._child.pid if self._child else None

    def send(self, message: ToWorker, payload: Payload = b"") -> None:
        """Queue a message; never blocks, and does nothing where the child is gone."""
        self._outbox.put((message, payload))

    def stop(self, grace: float) -> None:
        """Close the child's input, which ends it; kill it after `grace` seconds. Returns at once.

        The grace is needed only where it hangs so deep that its own reading thread cannot run.
        """
        self._outbox.put(None)
        self._grace = threading.Timer(grace, self.kill)
        self._grace.daemon = True
        self._grace.start()

    def kill(self) -> None:
        """Kill the child and everything it started. Returns at once."""
        with self._lock:
            self._doomed = True
            if self._child is not None and not self._reaped:
                _kill_group(self._child)

    def join(self, timeout: float) -> bool:
        """Wait until nothing of the child is left; False on time-out."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        broken: ProtocolError | None = None
        try:
            child = self._spawn()
        except (OSError, RuntimeError) as error:  # The latter where there can be no more threads.
            log.error("%s worker did not start: %s", self._spec.name, error)  # noqa: TRY400
            if self._child is not None:
                self._reap(self._child)
        else:
            broken = self._listen(cast(BinaryIO, child.stdout))
            self._reap(child)
        self._gone(self, broken)

    def _spawn(self) -> subprocess.Popen[bytes]:
        child = subprocess.Popen(
            self._spec.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            env={**os.environ, **self._spec.environment},
            # Ctrl+C in a terminal is for the parent, and the group is killed as a whole.
            start_new_session=True,
            creationflags=_creation_flags(self._spec),
        )
        with self._lock:
            self._child = child
            if self._doomed:
                _kill_group(child)
        self._let_go = contain(child.pid, self._spec.memory_mb)
        for work, stream in ((self._write, child.stdin), (self._drain, child.stderr)):
            threading.Thread(target=work, args=(stream,), daemon=True).start()
        return child

    def _listen(self, stream: BinaryIO) -> ProtocolError | None:
        try:
            while (message := read_from_worker(stream)) is not None:
                self._deliver(self, message)
                self.started = True
        except ProtocolError as error:
            return error
        except OSError:
            return None
        finally:
            stream.close()
        return None

    def _write(self, stream: BinaryIO) -> None:
        _widen(stream)
        try:
            with stream:
                while (item := self._outbox.get()) is not None:
                    write_message(stream, *item)
                    del item
        except (OSError, ValueError, ProtocolError):
            # The reading thread sees the end of a dead child; a refused message is a dead job.
            self.kill()

    def _drain(self, stream: BinaryIO) -> None:
        with stream:
            for line in iter(lambda: stream.readline(_COMPLAINT_LENGTH), b""):
                self._complaints.append(line.decode("utf-8", "replace").rstrip())

    def _reap(self, child: subprocess.Popen[bytes]) -> None:
        self._outbox.put(None)
        with self._lock:
            # Before the wait: until then the zombie keeps its process group's number from reuse.
            _kill_group(child)
            self._reaped = True
        child.wait()
        self._let_go()
        if self._grace is not None:
            self._grace.cancel()
        log.info("%s worker ended with status %s", self._spec.name, child.returncode)
        if not self.started:
            # Nothing of the screen has been sent yet, so this is safe to log.
            log.error("%s worker did not start: %s", self._spec.name, " | ".join(self._complaints))


def _creation_flags(spec: WorkerSpec) -> int:
    if sys.platform != "win32":
        return 0
    slow = subprocess.BELOW_NORMAL_PRIORITY_CLASS if spec.nice > 0 else 0
    return subprocess.CREATE_NO_WINDOW | slow


def _kill_group(child: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        child.kill()
    else:
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            child.kill()


def _widen(stream: BinaryIO) -> None:
    """Make the pipe large, so that a picture needs fewer turns between both processes."""
    if sys.platform == "linux":
        import contextlib
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.fcntl(stream, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
