"""A worker for tests: does well or badly what it is told to."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import msgspec
import psutil

from assistant.core.errors import MissingPartError
from assistant.core.findings import Done, Finding, Line, Progress
from assistant.core.i18n import asked_language
from assistant.workers.host import serve


class Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    what: str
    count: int = 3


class OddHandler:
    def __init__(self) -> None:
        self.warm = False

    def warm_up(self) -> None:
        self.warm = True

    def handle(
        self, job: Order, payload: bytearray, cancelled: Callable[[], bool]
    ) -> Iterator[Finding]:
        print("this must not reach the stream")
        os.write(1, b"neither must this")
        work: Callable[[Order, bytearray, Callable[[], bool]], Iterator[Finding]]
        work = getattr(self, f"_{job.what}")
        yield from work(job, payload, cancelled)

    def _echo(
        self, job: Order, payload: bytearray, cancelled: Callable[[], bool]
    ) -> Iterator[Finding]:
        for number in range(job.count):
            yield Line(f"{number}: {len(payload)} bytes", (0, number, 1, number + 1), 1.0, 0)
        yield Done("warm" if self.warm else "cold", job.count, 0.0)

    def _language(
        self, job: Order, payload: bytearray, cancelled: Callable[[], bool]
    ) -> Iterator[Finding]:
        yield Done(asked_language(), 0, 0.0)

    def _slow(
        self, job: Order, payload: bytearray, cancelled: Callable[[], bool]
    ) -> Iterator[Finding]:
        while not cancelled():
            yield Progress("working")
            time.sleep(0.01)

    def _deaf(
        self, job: Order, payload: bytearray, cancelled: Callable[[], bool]
    ) -> Iterator[Finding]:
        yield Progress("working")
        time.sleep(600)

    def _child(
        self, job: Order, payload: bytearray, cancelled: Callable[[], bool]
    ) -> Iterator[Finding]:
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        yield Progress(str(child.pid))
        time.sleep(600)

    def _crash(
        self, job: Order, payload: bytearray, cancelled: Callable[[], bool]
    ) -> Iterator[Finding]:
        yield Progress("working")
        signal.raise_signal(signal.SIGTERM)

    def _missing(
        self, job: Order, payload: bytearray, cancelled: Callable[[], bool]
    ) -> Iterator[Finding]:
        raise MissingPartError("The part is missing.", "Install it.")
        yield

    def _bug(
        self, job: Order, payload: bytearray, cancelled: Callable[[], bool]
    ) -> Iterator[Finding]:
        raise ValueError("secret words of the screen")
        yield

    def _greedy(
        self, job: Order, payload: bytearray, cancelled: Callable[[], bool]
    ) -> Iterator[Finding]:
        hoard = bytearray(1 << 30)
        yield Progress(str(len(hoard)))

    def _network(
        self, job: Order, payload: bytearray, cancelled: Callable[[], bool]
    ) -> Iterator[Finding]:
        for attempt in (
            lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM).close(),
            lambda: socket.getaddrinfo("localhost", 80),
            lambda: socket.create_connection(("127.0.0.1", 9), 0.1),
        ):
            try:
                attempt()
            except PermissionError:
                yield Progress("refused")
            else:
                yield Progress("allowed")
        if sys.platform != "win32":
            socket.socket(socket.AF_UNIX).close()
            yield Progress("local")

    def _niceness(
        self, job: Order, payload: bytearray, cancelled: Callable[[], bool]
    ) -> Iterator[Finding]:
        yield Progress(str(psutil.Process().nice()))


if __name__ == "__main__":
    serve(OddHandler, Order)
