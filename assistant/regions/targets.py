"""The list of windows and monitors, gone through by key."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from assistant.capture.base import Monitor
from assistant.core.errors import EarSightError
from assistant.core.frame import Source, WindowInfo
from assistant.core.i18n import _
from assistant.core.request import Request, Target, Verb
from assistant.regions.base import Desk
from assistant.regions.picker import RegionPicker
from assistant.regions.wording import bounds_words, listed_words, monitor_words, size_words

_VERBS = {
    "target-read": Verb.READ,
    "target-describe": Verb.DESCRIBE,
    "target-ask": Verb.ASK,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: a window or a monitor, and how it is told."""

    words: str
    window: WindowInfo | None = None
    monitor: Monitor | None = None

    @property
    def target(self) -> Target:
        """What to capture."""
        if self.window is not None:
            return Target(Source.WINDOW, window=self.window.handle)
        return Target(Source.MONITOR, monitor=self.monitor.number if self.monitor else 0)


def entries(windows: Sequence[WindowInfo], monitors: Sequence[Monitor]) -> list[Entry]:
    """The windows from front to back, then the monitors."""
    found = [Entry(listed_words(each, monitors), window=each) for each in windows]
    for monitor in monitors:
        told = [monitor_words(monitor), size_words(monitor.rect)]
        if monitor.primary and len(monitors) > 1:
            told.append(_("the main one"))
        found.append(Entry(_(", ").join(told), monitor=monitor))
    return found


class TargetList:
    """Says one entry at a time. Every method returns at once, from any thread."""

    def __init__(self, desk: Desk, picker: RegionPicker) -> None:
        self._desk = desk
        self._picker = picker
        self._entries: list[Entry] = []
        self._number = 0
        self._lock = threading.RLock()
        moves: dict[str, Callable[[], None]] = {
            "target-next": partial(self._step, 1),
            "target-previous": partial(self._step, -1),
            "target-first": partial(self._go_to, 0),
            "target-last": partial(self._go_to, -1),
            "target-where": self._where,
            "target-watch": self._watch,
            "target-region": self._choose_region,
        }
        moves |= {name: partial(self._use, verb) for name, verb in _VERBS.items()}
        self.deeds: dict[str, Callable[[], None]] = {
            name: partial(self._perform, deed) for name, deed in moves.items()
        }
        self.deeds["pick-window"] = self.begin

    def begin(self) -> None:
        """Make the list, and say its first entry."""
        with self._lock:
            try:
                monitors = self._desk.monitors()
                self._entries = entries(self._desk.windows.windows(), monitors)
            except EarSightError as error:
                self._desk.tell(error.spoken)
                return
            if not self._entries:
                self._desk.tell(_("This desktop does not tell where its windows and monitors are."))
                return
            self._desk.hush()
            self._number = 0
            self._say(_("Which window or monitor?"))
        self._desk.open_list()

    def _perform(self, deed: Callable[[], None]) -> None:
        with self._lock:
            if not self._entries:
                words = _("There is no list yet. {how}")
                self._desk.tell(words.format(how=self._desk.how_to("pick-window")))
                return
        deed()

    def _step(self, step: int) -> None:
        with self._lock:
            number = self._number + step
            if 0 <= number < len(self._entries):
                self._number = number
                self._say()
            else:
                self._say(_("Bottom.") if step > 0 else _("Top."))

    def _go_to(self, number: int) -> None:
        with self._lock:
            self._number = number % len(self._entries)
            self._say()

    def _say(self, before: str = "") -> None:
        entry = self._entries[self._number]
        self._outline()
        count = _("{number} of {count}").format(number=self._number + 1, count=len(self._entries))
        told = _("{words}, {count}.").format(words=entry.words, count=count)
        self._desk.tell(f"{before} {told}".strip())

    def _where(self) -> None:
        entry = self._entries[self._number]
        place = entry.window or entry.monitor
        if place is not None:
            rect = place.rect
            words = (
                entry.words,
                bounds_words(rect, rect.moved(-rect.x, -rect.y)),
                size_words(rect),
            )
            self._desk.tell(_(", ").join(words))

    def _outline(self) -> None:
        window = self._entries[self._number].window
        self._desk.outline(window.rect if window and not window.minimised else None)

    def _choose_region(self) -> None:
        entry = self._entries[self._number]
        if entry.window is not None and entry.window.minimised:
            self._desk.tell(_("The window is minimised."))
        elif entry.window is not None:
            self._picker.begin(window=entry.window)
        elif entry.monitor is not None:
            self._picker.begin(monitor=entry.monitor)

    def _watch(self) -> None:
        self._desk.outline(None)
        self._desk.watch(self._entries[self._number].target)

    def _use(self, verb: Verb) -> None:
        self._desk.outline(None)
        self._desk.submit(Request(verb, self._entries[self._number].target))
