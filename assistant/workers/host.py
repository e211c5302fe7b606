"""The worker's side: takes jobs from the standard input and streams findings back."""

from __future__ import annotations

import os
import queue
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from typing import BinaryIO, Generic, Protocol, TypeVar

import msgspec

from assistant.core.errors import EarSightError
from assistant.core.findings import Failure, Finding
from assistant.core.i18n import _, use_language
from assistant.workers.guard import die_with_parent, limit_memory, lower_priority, refuse_network
from assistant.workers.messages import (
    Accepted,
    Cancel,
    Ended,
    Found,
    Job,
    ProtocolError,
    Ready,
    Start,
    WarmUp,
    read_to_worker,
    write_message,
)

BROKEN_STREAM = 3
"""Exit status of a worker whose host sent what it must not."""

J = TypeVar("J", bound=msgspec.Struct)
J_contra = TypeVar("J_contra", bound=msgspec.Struct, contravariant=True)


class Handler(Protocol[J_contra]):
    """Does a worker's jobs, one at a time, on the main thread."""

    def warm_up(self) -> None:
        """Load what the first real job needs."""
        ...

    def handle(
        self, job: J_contra, payload: bytearray, cancelled: Callable[[], bool]
    ) -> Iterator[Finding]:
        """Yield findings; end soon, without an error, after `cancelled()` turned true.

        Raises:
            EarSightError: sent to the host as a `Failure`.

        """
        ...


def serve(
    make_handler: Callable[[], Handler[J]], job_type: type[J], *, network: bool = False
) -> None:
    """Run a worker until its standard input ends.

    `make_handler` runs after the limits and the network guard are in place: import there. `network`
    True leaves that guard out, for a worker whose very job is to ask another machine.
    """
    source, sink = _take_streams()
    first = read_to_worker(source)
    if first is None or not isinstance(first[0], Start):
        raise SystemExit(BROKEN_STREAM)
    start = first[0]
    die_with_parent()
    if not network:
        refuse_network()
    limit_memory(start.memory_mb)
    lower_priority(start.nice)
    loop = _Loop(job_type, sink)
    threading.Thread(target=loop.listen, args=(source,), name="host", daemon=True).start()
    loop.run(make_handler())


def _take_streams() -> tuple[BinaryIO, BinaryIO]:
    """Take both pipes away from libraries: what they print goes to the standard error instead."""
    source = os.fdopen(os.dup(0), "rb", buffering=0)
    sink = os.fdopen(os.dup(1), "wb")
    if sys.platform == "win32":
        import msvcrt

        for stream in (source, sink):
            msvcrt.setmode(stream.fileno(), os.O_BINARY)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return source, sink


class _Loop(Generic[J]):
    """Reads on one thread, works on the other, so that a cancel is heard in the middle of a job."""

    def __init__(self, job_type: type[J], sink: BinaryIO) -> None:
        self._decoder = msgspec.json.Decoder(job_type)
        self._sink = sink
        self._waiting: queue.SimpleQueue[tuple[Job | WarmUp, bytearray]] = queue.SimpleQueue()
        self._cancelled: set[int] = set()
        self._over = 0

    def listen(self, source: BinaryIO) -> None:
        """Take messages until the host is gone; then end the process, whatever it is doing."""
        status = BROKEN_STREAM
        try:
            while (frame := read_to_worker(source)) is not None:
                message, payload = frame
                if isinstance(message, Job | WarmUp):
                    self._waiting.put((message, payload))
                elif isinstance(message, Cancel):
                    if message.id > self._over:
                        self._cancelled.add(message.id)
                else:
                    raise ProtocolError("a second start")
            status = 0
        finally:
            os._exit(status)

    def run(self, handler: Handler[J]) -> None:
        """Do jobs for ever; `listen` ends the process."""
        write_message(self._sink, Ready())
        while True:
            message, payload = self._waiting.get()
            write_message(self._sink, Accepted(message.id))
            for finding in self._findings(handler, message, payload):
                write_message(self._sink, Found(message.id, finding))
            del payload
            self._over = message.id
            self._cancelled.discard(message.id)
            write_message(self._sink, Ended(message.id))

    def _findings(
        self, handler: Handler[J], message: Job | WarmUp, payload: bytearray
    ) -> Iterator[Finding]:
        try:
            if isinstance(message, WarmUp):
                handler.warm_up()
                return
            use_language(message.language)
            job = self._decoder.decode(message.body)
            yield from handler.handle(job, payload, lambda: message.id in self._cancelled)
        except EarSightError as error:
            yield error.as_failure()
        except MemoryError:
            yield Failure("failed", _("There is not enough memory for this picture."), "")
        except Exception as error:
            _report(error)
            message_text = _("Something went wrong inside EarSight: {kind}.")
            yield Failure("failed", message_text.format(kind=type(error).__name__), _("Try again."))


def _report(error: Exception) -> None:
    """Say where it failed, but not the error's text, which may quote the screen."""
    places = traceback.extract_tb(error.__traceback__)
    trail = " < ".join(f"{place.name}:{place.lineno}" for place in reversed(places))
    sys.stderr.write(f"{type(error).__name__} in {trail}\n")
