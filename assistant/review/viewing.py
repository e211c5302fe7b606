"""What a window shows of the answer one is in, at the place one is at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.core.errors import EarSightError
from assistant.core.i18n import _
from assistant.core.listening import State, Unconcerned
from assistant.review.cursor import Unit
from assistant.review.document import Item
from assistant.review.history import Entry, History
from assistant.review.page import Landmark, PageLine, landmarks, page_lines
from assistant.review.wording import result_words

if TYPE_CHECKING:
    from PIL.Image import Image

    from assistant.core.conversation import Conversation
    from assistant.core.findings import Box, Finding
    from assistant.core.result import Result

Pictures = Callable[[Entry], "Image | None"]
"""The picture of an answer that is not in memory any more; it may be on disk."""


def unconcerned() -> None:
    """Whoever is not looking."""


@dataclass(frozen=True, slots=True)
class View:
    """The answer at one moment. `line` and `offset` are the place, as in `cursor.Cursor`.

    `state` says in words why there is little or nothing; empty where all is well. `picture` is what
    the boxes of the items are in, moved by `area`'s upper left corner. `moves` counts the calls of
    `Viewer.go_to` before.
    """

    entry: Entry | None
    title: str
    state: str
    items: Sequence[Item] = ()
    lines: Sequence[PageLine] = ()
    landmarks: Sequence[Landmark] = ()
    line: int = 0
    offset: int = 0
    picture: Image | None = None
    area: Box | None = None
    language: str = ""
    moves: int = 0

    @property
    def item(self) -> Item | None:
        """The line one is in."""
        return self.items[self.line] if self.line < len(self.items) else None


class Viewer(Unconcerned):
    """Looks at the history from any thread; told by the session, it calls `on_change`."""

    def __init__(self, history: History, pictures: Pictures = lambda _entry: None) -> None:
        self._history = history
        self._pictures = pictures
        self._picture: tuple[Entry, Image | None] | None = None
        self._moves = 0
        self._growing = False
        self._failure: EarSightError | None = None
        self.on_change: Callable[[], object] = unconcerned
        history.watch(lambda: self.on_change())

    def view(self) -> View:
        """What there is now. May read a picture from the disk: not on the main thread."""
        with self._history.lock:
            entry = self._history.current
            if entry is None:
                return self._empty()
            cursor = entry.follow()
            items, line, offset = tuple(cursor.items), cursor.line, cursor.offset
            title = result_words(entry.result, self._history.number, len(self._history))
            newest = self._history.number == len(self._history)
            frame, moves = entry.frame, self._moves
        state = self._state_words(bool(items), newest)
        return View(
            entry,
            title,
            state,
            items,
            page_lines(title, state, items),
            landmarks(items),
            line,
            offset,
            frame.image if frame is not None else self._saved_picture(entry),
            entry.result.area,
            entry.result.request.text_language,
            moves,
        )

    def go_to(self, entry: Entry, line: int, offset: int, unit: Unit) -> int:
        """Be at that place of the answer, if it is still the one one is in; counts the calls."""
        with self._history.lock:
            self._moves += 1
            cursor = entry.cursor
            if entry is self._history.current and 0 <= line < len(cursor.items):
                cursor.go_to(line, offset, unit)
            return self._moves

    def forget(self) -> None:
        """Forget every answer in memory."""
        with self._history.lock:
            self._history.clear()
        self._picture = None
        self.on_change()

    def on_state(self, state: State) -> None:
        """The session entered `state`."""
        if state is State.CAPTURING:
            self._failure = None
        if state in (State.CAPTURING, State.IDLE):
            self._growing = state is State.CAPTURING
            self.on_change()

    def on_begun(self, conversation: Conversation, result: Result) -> None:  # noqa: ARG002
        """A new answer grows from now on."""
        self._failure, self._growing = None, True
        self.on_change()

    def on_finding(self, finding: Finding) -> None:  # noqa: ARG002
        """Something was found."""
        self.on_change()

    def on_result(self, result: Result) -> None:  # noqa: ARG002
        """Everything was found."""
        self._growing = False
        self.on_change()

    def on_failure(self, error: EarSightError) -> None:
        """The request failed."""
        self._failure, self._growing = error, False
        self.on_change()

    def _saved_picture(self, entry: Entry) -> Image | None:
        if self._picture is None or self._picture[0] is not entry:
            self._picture = entry, self._pictures(entry)
        return self._picture[1]

    def _empty(self) -> View:
        title = _("No answer yet")
        state = self._state_words(False, True)
        if not self._failure and not self._growing:
            state = _("There is nothing to go through yet. Read a window first.")
        return View(None, title, state, lines=page_lines(title, state, ()), moves=self._moves)

    def _state_words(self, found: bool, newest: bool) -> str:
        """What is to be told about the request under way, or the last one."""
        if newest and self._failure is not None:
            return self._failure.spoken
        if newest and self._growing:
            return _("Still being found.") if found else _("Nothing is found yet.")
        return "" if found else _("Nothing was found.")
