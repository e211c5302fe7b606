"""What each review action does: moves, and says where one is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import TYPE_CHECKING

from assistant.core.errors import EarSightError
from assistant.core.i18n import N_, _
from assistant.core.listening import State
from assistant.review.acting import ACTING, Actor
from assistant.review.base import Desk, Speech
from assistant.review.cursor import Edge, Unit
from assistant.review.document import HEADINGS, Role
from assistant.review.history import Entry, History
from assistant.review.narrator import Narrator, Utterance
from assistant.review.saying import current, from_here, line, spelling
from assistant.review.search import find
from assistant.review.units import is_right_to_left
from assistant.review.wording import (
    copied_words,
    edge_words,
    line_count,
    result_words,
    sentence,
    where_words,
)

if TYPE_CHECKING:
    from assistant.core.frame import Frame
    from assistant.core.result import Result

Deed = Callable[[Entry], None]

_KINDS: Mapping[str, tuple[Collection[Role], str]] = {
    "heading": (HEADINGS, N_("No more headings.")),
    "control": ({Role.CONTROL}, N_("No more controls.")),
    "picture": ({Role.PICTURE}, N_("No more pictures.")),
}
_STEPS = {"next": 1, "previous": -1, "right": 1, "left": -1, "first": -1, "last": 1}
_TURNS = {"review-older": -1, "review-newer": 1}


class Reviewer:
    """Goes through the last results. Every method returns at once, from any thread.

    Whatever is being spoken is interrupted; what is still being found goes on in silence.
    """

    def __init__(self, speech: Speech, desk: Desk) -> None:
        self._narrator = narrator = Narrator(speech)
        self._desk = desk
        self._actor = actor = Actor(narrator, desk)
        self.history = History()
        self._opens_itself = False
        self._state = State.IDLE
        self._wanted = ""
        self._reading_on = False
        self._lock = self.history.lock
        self._deeds: dict[str, Deed] = {
            "review": self._begin,
            "review-line-start": partial(self._line_end, -1),
            "review-line-end": partial(self._line_end, 1),
            "review-read-on": self._read_on,
            "review-again": lambda _entry: narrator.again(),
            "review-slower": lambda _entry: narrator.slower(),
            "review-where": self._where,
            "review-copy-line": self._copy_line,
            "review-copy-all": self._copy_all,
            "review-find": lambda _entry: desk.ask_words(),
            "review-next-match": partial(self._match, 1),
            "review-previous-match": partial(self._match, -1),
        }
        self._deeds |= {name: partial(actor.act, name) for name in ACTING}
        self._add_moves()
        self._add_units()

    def _add_moves(self) -> None:
        for way in ("next", "previous"):
            step = _STEPS[way]
            self._deeds[f"review-{way}-line"] = partial(self._move, Unit.LINE, step)
            self._deeds[f"review-{way}-block"] = partial(self._move, Unit.BLOCK, step)
            for kind, (roles, none) in _KINDS.items():
                self._deeds[f"review-{way}-{kind}"] = partial(self._skip, roles, none, step)
        for way in ("right", "left"):
            for unit in (Unit.WORD, Unit.CHARACTER):
                self._deeds[f"review-{way}-{unit}"] = partial(self._sideways, unit, _STEPS[way])
        for way in ("first", "last"):
            self._deeds[f"review-{way}-line"] = partial(self._end, _STEPS[way])

    def _add_units(self) -> None:
        for unit in Unit:
            self._deeds[f"review-{unit}"] = partial(self._say_unit, unit)
        for name, code_words in (("spell", False), ("code-words", True)):
            for unit, ending in ((Unit.WORD, ""), (Unit.LINE, "-line")):
                spell = partial(self._spell, unit, code_words)
                self._deeds[f"review-{name}{ending}"] = spell

    @property
    def deeds(self) -> dict[str, Callable[[], None]]:
        """What `perform` does, by the action's id."""
        return {name: partial(self.perform, name) for name in (*self._deeds, *_TURNS)}

    def on_state(self, state: State) -> None:
        """The session entered `state`."""
        self._state = state

    def on_begun(self, frame: Frame, result: Result) -> None:
        """A new result, about this picture, grows from now on."""
        with self._lock:
            self.history.add(result, frame)
            self._reading_on = True

    def come(self) -> None:
        """Be where the voice is, in silence: the answer is going to be shown."""
        with self._lock:
            entry = self.history.current
            if entry is None or entry.follow().empty:
                return
            entry.cursor.follow_voice(self._desk.speaking() if self._reading_on else "")
            self._reading_on = False
        self._desk.hush()

    def on_result(self) -> None:
        """Everything was found."""
        with self._lock:
            entry = self.history.current
            sought = entry is not None and self._actor.found(entry)
        if sought or self._opens_itself:
            self._desk.open_layer()

    def configure(self, *, keep: int, opens_itself: bool) -> None:
        """Keep that many results, and take the keys by itself after each, or not."""
        with self._lock:
            self.history.resize(keep)
            self._opens_itself = opens_itself

    def perform(self, action_id: str) -> None:
        """Do one action of the review layer, or "review" itself."""
        with self._lock:
            spoken = self._desk.speaking() if self._reading_on else ""
            if action_id in _TURNS:
                entry = None
                self._turn(_TURNS[action_id])
            elif (entry := self._ready()) is not None:
                self._reading_on = False
                entry.cursor.follow_voice(spoken)
                self._deeds[action_id](entry)
        self.history.tell()
        # Not under the lock: the thread that gets the keys may be waiting for it.
        if entry is not None and action_id == "review":
            self._desk.open_layer()

    def find(self, words: str) -> None:
        """Search for words from here on, and take the keys again."""
        if self.search(words):
            self._desk.open_layer()

    def search(self, words: str, step: int = 1) -> bool:
        """Search for words from here on, or back (-1); whether there is something to search in."""
        with self._lock:
            self._wanted = words
            entry = self._ready()
            if entry is not None:
                self._match(step, entry)
        self.history.tell()
        return entry is not None

    def _ready(self) -> Entry | None:
        """The result one is in; None, with a word about it, where there is nothing in it.

        Of a request that has found nothing yet the speech goes on: there is nothing else to hear.
        """
        entry = self.history.current
        if self._state is State.CAPTURING:
            self._narrator.tell(_("Nothing is found yet."))
        elif entry is None:
            self._narrator.tell(_("There is nothing to go through yet. Read a window first."))
        elif entry.follow().empty:
            busy = self._state is State.READING
            self._narrator.tell(_("Nothing is found yet.") if busy else _("Nothing was found."))
        else:
            self._desk.hush()
            return entry
        return None

    def _begin(self, entry: Entry) -> None:
        cursor = entry.cursor
        count = line_count(cursor.line + 1, len(cursor.items))
        self._narrator.say(*current(entry), Utterance(sentence(count)))

    def _move(self, unit: Unit, step: int, entry: Entry) -> None:
        self._say(entry, entry.cursor.move(unit, step))

    def _sideways(self, unit: Unit, step: int, entry: Entry) -> None:
        """To the right (1) or left (-1) on the screen, whichever way the line is written."""
        backwards = is_right_to_left(entry.cursor.item.text)
        self._move(unit, -step if backwards else step, entry)

    def _end(self, step: int, entry: Entry) -> None:
        entry.cursor.to_end(step)
        self._say(entry)

    def _line_end(self, step: int, entry: Entry) -> None:
        entry.cursor.to_line_end(step)
        self._say(entry)

    def _skip(self, roles: Collection[Role], none: str, step: int, entry: Entry) -> None:
        if entry.cursor.skip(roles, step):
            self._say(entry)
        else:
            self._narrator.tell(_(none))

    def _say_unit(self, unit: Unit, entry: Entry) -> None:
        entry.cursor.unit = unit
        self._say(entry)

    def _say(self, entry: Entry, edge: Edge | None = None) -> None:
        self._narrator.say(Utterance(edge_words(edge) if edge else ""), *current(entry))

    def _read_on(self, entry: Entry) -> None:
        self._narrator.say(*from_here(entry))
        self._reading_on = True

    def _spell(self, unit: Unit, code_words: bool, entry: Entry) -> None:
        start, end = entry.cursor.span(unit)
        self._narrator.say(
            spelling(entry, entry.cursor.item.text[start:end], code_words=code_words)
        )

    def _where(self, entry: Entry) -> None:
        self._narrator.tell(where_words(entry.cursor, entry.result))

    def _copy_line(self, entry: Entry) -> None:
        self._copy(entry.cursor.item.text, 1)

    def _copy_all(self, entry: Entry) -> None:
        items = entry.cursor.items
        self._copy("\n".join(item.text for item in items), len(items))

    def _copy(self, text: str, lines: int) -> None:
        def work() -> None:
            try:
                self._desk.copy(text)
            except EarSightError as error:
                self._narrator.tell(error.spoken)
            else:
                self._narrator.tell(copied_words(lines))

        # The program that owns the clipboard may be slow.
        threading.Thread(target=work, name="copy", daemon=True).start()

    def _match(self, step: int, entry: Entry) -> None:
        if not self._wanted:
            self._desk.ask_words()
            return
        cursor = entry.cursor
        match = find(cursor.items, self._wanted, cursor.line, cursor.offset, step)
        if match is None:
            self._narrator.tell(_("{words} is not there.").format(words=self._wanted))
            return
        # A click goes to the word, but one hears the whole line.
        cursor.go_to(match.line, match.offset, Unit.WORD)
        around = _("From the top.") if step > 0 else _("From the bottom.")
        self._narrator.say(Utterance(around if match.wrapped else ""), *line(entry, cursor.item))

    def _turn(self, step: int) -> None:
        moved = self.history.step(step)
        entry = self.history.current
        if entry is None:
            self._ready()
            return
        self._desk.hush()
        none = _("No newer answer.") if step > 0 else _("No older answer.")
        which = result_words(entry.result, self.history.number, len(self.history))
        line = () if entry.follow().empty else current(entry)
        self._narrator.say(Utterance("" if moved else none), Utterance(which), *line)
