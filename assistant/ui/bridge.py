"""From any thread into Qt's event loop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QThread, Signal

from assistant.core.errors import CancelledError

T = TypeVar("T")


class MainThread(QObject):
    """Runs work on the thread that made it, which must run Qt's event loop."""

    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._closed = False
        self._asked: set[Future[object]] = set()
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def call(self, work: Callable[[], object]) -> None:
        """Run `work` soon, in the order of the calls; from any thread. Dropped after `close`."""
        with self._lock:
            if not self._closed:
                self._posted.emit(work)

    def ask(self, work: Callable[[], T], timeout: float) -> T:
        """Run `work` and wait at most `timeout` seconds for its result or exception.

        Raises:
            TimeoutError: the event loop was too busy; `work` is not run any more, or its result is
                dropped.
            CancelledError: the program is ending.

        """
        if QThread.currentThread() == self.thread():
            return work()
        future: Future[T] = Future()

        def answer() -> None:
            if future.set_running_or_notify_cancel():
                try:
                    result = work()
                except Exception as error:
                    future.set_exception(error)
                else:
                    future.set_result(result)

        with self._lock:
            if self._closed:
                raise CancelledError
            self._asked.add(future)  # type: ignore[arg-type]
            self._posted.emit(answer)
        try:
            return future.result(timeout)
        finally:
            future.cancel()
            with self._lock:
                self._asked.discard(future)

    def close(self) -> None:
        """Take no more work; who waits for an answer gets CancelledError."""
        with self._lock:
            self._closed = True
            asked = list(self._asked)
        for future in asked:
            if future.set_running_or_notify_cancel():
                future.set_exception(CancelledError())

    def _run(self, work: Callable[[], object]) -> None:
        if not self._closed:
            work()
