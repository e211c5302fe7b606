"""Work that other threads hand to the one thread that may talk to the platform."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import TypeVar

from assistant.core.errors import EarSightError, MissingPartError
from assistant.core.i18n import _

ANSWER_SECONDS = 5.0

T = TypeVar("T")


class Calls:
    """A queue of calls with the thread that runs them.

    `serve` is the thread's whole life and raises what ends it early; it must call `run` whenever
    `wake` was called, and `ready` once it can take work.
    """

    def __init__(self, name: str, serve: Callable[[], None], wake: Callable[[], None]) -> None:
        self._serve, self._wake = serve, wake
        self._queue: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._started: Future[None] = Future()
        self._thread = threading.Thread(target=self._live, name=name, daemon=True)

    def start(self) -> None:
        """Start the thread and wait until it is ready.

        Raises:
            EarSightError: what `serve` raised before it was ready.

        """
        self._thread.start()
        try:
            self._started.result(ANSWER_SECONDS)
        except TimeoutError:
            raise MissingPartError(_("The keyboard service does not answer.")) from None

    def _live(self) -> None:
        try:
            self._serve()
        except EarSightError as error:
            if self._started.done():
                raise
            self._started.set_exception(error)

    def ready(self) -> None:
        """Let `start` return."""
        self._started.set_result(None)

    @property
    def alive(self) -> bool:
        """Whether the thread still takes work."""
        return self._thread.is_alive()

    @property
    def here(self) -> bool:
        """Whether the caller is on the thread itself."""
        return threading.current_thread() is self._thread

    def run(self) -> None:
        """Do everything that was handed over so far. For the thread itself."""
        while True:
            try:
                self._queue.get_nowait()()
            except Empty:
                return

    def post(self, call: Callable[[], None]) -> None:
        """Have the thread do it; at once when we are on the thread."""
        if self.here:
            call()
        elif self.alive:
            self._queue.put(call)
            self._wake()

    def ask(self, call: Callable[[], T]) -> T:
        """Have the thread do it and wait for the answer.

        Raises:
            EarSightError: what the call raised, or that the thread is gone.

        """
        if self.here:
            return call()
        answer: Future[T] = Future()

        def run() -> None:
            try:
                answer.set_result(call())
            except EarSightError as error:
                answer.set_exception(error)

        self.post(run)
        try:
            return answer.result(ANSWER_SECONDS if self.alive else 0)
        except TimeoutError:
            raise MissingPartError(_("The keyboard service does not answer.")) from None

    def finish(self, stop: Callable[[], None]) -> None:
        """Have the thread stop, and wait for its end."""
        if self.alive:
            self.post(stop)
            if not self.here:
                self._thread.join(ANSWER_SECONDS)
