"""Turns work that calls back into a stream of progress."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator

from assistant.core.findings import Progress
from assistant.models.watch import Watch, by_parts

HEARTBEAT_SECONDS = 5.0
"""After so long without news the last is told again: whoever listens knows that work goes on."""


def follow(
    work: Callable[[Watch], object],
    cancelled: Callable[[], bool],
    heartbeat: float = HEARTBEAT_SECONDS,
) -> Iterator[Progress]:
    """Do `work` on a thread of its own; yield every hundredth of its stages.

    Raises:
        Exception: what `work` raised, CancelledError too, when it has ended.

    """
    news: queue.SimpleQueue[Progress | Exception | None] = queue.SimpleQueue()

    def run() -> None:
        try:
            work(Watch(by_parts(100, news.put), cancelled))
        except Exception as error:
            news.put(error)
        else:
            news.put(None)

    threading.Thread(target=run, name="models", daemon=True).start()
    last = Progress("starting")
    while True:
        try:
            item = news.get(timeout=heartbeat)
        except queue.Empty:
            item = last
        if item is None:
            return
        if isinstance(item, Exception):
            raise item
        last = item
        yield item
