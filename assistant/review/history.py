"""The last results, in memory."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from assistant.review.cursor import Cursor
from assistant.review.document import items_of

if TYPE_CHECKING:
    from assistant.core.frame import Frame
    from assistant.core.result import Result


class Entry:
    """One result, with the place one was at in it.

    `frame` is the picture it is about, while that is kept; `saved` the name under which the result
    is on disk, empty where it is not.
    """

    def __init__(self, result: Result, frame: Frame | None, saved: str = "") -> None:
        self.result = result
        self.frame = frame
        self.saved = saved
        self.cursor = Cursor()
        self._known = -1

    def follow(self) -> Cursor:
        """The cursor, over all that was found by now."""
        found = len(self.result.found)
        if found != self._known:
            self._known = found
            self.cursor.follow(items_of(self.result))
        return self.cursor


class History:
    """At most `keep` results, oldest first, and which of them one is in.

    Only the newest picture is kept: a screen takes some ten megabytes. Who uses it, or an entry's
    cursor, holds `lock`; `tell` and `watch` need none.
    """

    def __init__(self, keep: int = 20) -> None:
        self.lock = threading.RLock()
        self._entries: deque[Entry] = deque(maxlen=keep)
        self._place = -1
        self._watchers: list[Callable[[], object]] = []

    def watch(self, watcher: Callable[[], object]) -> None:
        """Call this, on any thread, whenever somebody moved in it."""
        self._watchers.append(watcher)

    def tell(self) -> None:
        """Somebody moved: to another result, or in one."""
        for watcher in self._watchers:
            watcher()

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def current(self) -> Entry | None:
        """The result one is in; None where nothing was found yet."""
        return self._entries[self._place] if self._entries else None

    @property
    def newest(self) -> Entry | None:
        """The result that came last."""
        return self._entries[-1] if self._entries else None

    @property
    def number(self) -> int:
        """The number of the current one, from 1, the oldest."""
        return self._place + 1

    def add(self, result: Result, frame: Frame) -> Entry:
        """Keep one more, and be in it. Those that found nothing are forgotten."""
        kept = [entry for entry in self._entries if entry.result.found]
        self._entries = deque(kept, self._entries.maxlen)
        for entry in self._entries:
            if entry.frame is not frame:
                entry.frame = None
        entry = Entry(result, frame)
        self._entries.append(entry)
        self._place = len(self._entries) - 1
        return entry

    def restore(self, entries: Sequence[Entry]) -> None:
        """Put results of an earlier time, oldest first, before these, as far as there is room."""
        room = (self._entries.maxlen or 0) - len(self._entries)
        older = list(entries)[max(0, len(entries) - room) :] if room > 0 else []
        self._entries.extendleft(reversed(older))
        self._place += len(older)

    def clear(self) -> None:
        """Forget all."""
        self._entries.clear()
        self._place = -1

    def resize(self, keep: int) -> None:
        """Keep that many from now on."""
        before = len(self._entries)
        self._entries = deque(self._entries, keep)
        self._place = max(0, self._place - (before - len(self._entries))) if self._entries else -1

    def step(self, step: int) -> bool:
        """Go to an older (-1) or newer (1) one; whether there is one."""
        if not 0 <= self._place + step < len(self._entries):
            return False
        self._place += step
        return True
