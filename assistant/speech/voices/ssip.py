"""The Speech Synthesis Interface Protocol, as its manual in speech-dispatcher describes it.

A reply is lines "NNN-data" and a last line "NNN text"; 2xx is success, 3xx to 5xx an error, and
7xx a notification, which may come at any time.
"""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from queue import Empty, SimpleQueue

REPLY_SECONDS = 2.0
"""A server that works answers in a few milliseconds."""

LONGEST_LINE = 1 << 16


class Notice(IntEnum):
    """Notifications about a message."""

    INDEX_MARK = 700
    BEGIN = 701
    END = 702
    CANCELLED = 703
    PAUSED = 704
    RESUMED = 705


NOTICES = frozenset(Notice)


@dataclass(frozen=True, slots=True)
class Notification:
    """What became of a message, by the number that `Connection.speak` returned."""

    notice: Notice
    message: str


class RefusedError(Exception):
    """The server answered with an error code."""


class Connection:
    """A client's connection. Methods may be called from any thread; one exchange at a time."""

    def __init__(self, path: Path) -> None:
        """Connect to the server's socket.

        Raises:
            OSError: nobody listens there.

        """
        self._socket = _connect(path)
        self._exchange = threading.Lock()
        self._replies: SimpleQueue[tuple[int, list[str]]] = SimpleQueue()
        self.notifications: SimpleQueue[Notification | None] = SimpleQueue()
        self.broken = False
        """Whether an answer failed to come; nothing more can be asked then."""
        self._reader = threading.Thread(target=self._read, name="ssip", daemon=True)
        self._reader.start()

    def ask(self, command: str, timeout: float = REPLY_SECONDS) -> list[str]:
        """Send a command of one line and return the data lines of its reply.

        Raises:
            RefusedError: the server answered with an error code.
            TimeoutError: it did not answer, or is busy with another exchange, for that long.
            OSError: the connection is lost (TimeoutError is one, too).

        """
        with _held(self._exchange, timeout):
            return self._ask(command.encode(), timeout)

    def speak(self, text: str) -> str:
        """Queue a message of one line of text; return its number. Raises what `ask` does."""
        with _held(self._exchange, REPLY_SECONDS):
            self._ask(b"SPEAK", REPLY_SECONDS)
            stuffed = f".{text}" if text.startswith(".") else text
            return self._ask(stuffed.encode() + b"\r\n.", REPLY_SECONDS)[0]

    def close(self) -> None:
        """Say goodbye where the server still answers, and end the thread."""
        with suppress(OSError, RefusedError):
            if not self.broken:
                self.ask("QUIT", 0.2)
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._reader.join()
        self._socket.close()

    def _ask(self, request: bytes, timeout: float) -> list[str]:
        if self.broken:
            raise ConnectionError
        try:
            self._socket.sendall(request + b"\r\n")
            code, data = self._replies.get(timeout=timeout)
        except Empty:
            # The answer may still come, and would be taken for that of the next command.
            self.broken = True
            raise TimeoutError from None
        if code == 0:
            self.broken = True
            raise ConnectionError
        if code >= 300:
            raise RefusedError(str(code))
        return data

    def _read(self) -> None:
        data: list[str] = []
        with suppress(OSError, ValueError), self._socket.makefile("rb") as stream:
            while raw := stream.readline(LONGEST_LINE):
                line = raw.decode(errors="replace").rstrip("\r\n")
                code, separator, rest = int(line[:3]), line[3:4], line[4:]
                if separator == "-":
                    data.append(rest)
                    continue
                if code < 700:
                    self._replies.put((code, data))
                elif data and code in NOTICES:
                    self.notifications.put(Notification(Notice(code), data[0]))
                data = []
        self._replies.put((0, []))
        self.notifications.put(None)


def _connect(path: Path) -> socket.socket:
    if sys.platform == "win32":
        raise ConnectionError
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(REPLY_SECONDS)
    try:
        client.connect(str(path))
    except OSError:
        client.close()
        raise
    client.settimeout(None)
    return client


@contextmanager
def _held(lock: threading.Lock, timeout: float) -> Iterator[None]:
    """Hold the lock; TimeoutError where it cannot be had in time (seconds)."""
    if not lock.acquire(timeout=timeout):
        raise TimeoutError
    try:
        yield
    finally:
        lock.release()
