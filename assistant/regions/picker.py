"""What each key for regions does: chooses a part of the screen, and says which."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import product

from assistant.capture.base import Monitor
from assistant.core.actions import REGION_ACTIONS
from assistant.core.errors import EarSightError
from assistant.core.frame import WindowInfo
from assistant.core.geometry import Rect
from assistant.core.i18n import _
from assistant.core.places import Cell
from assistant.core.request import Request, Target, Verb
from assistant.regions.areas import Area, areas
from assistant.regions.base import Desk
from assistant.regions.placing import Pick
from assistant.regions.saved import SavedRegions
from assistant.regions.selection import Selection
from assistant.regions.wording import bounds_words, cell_words, size_words, where_words

_ROWS = ("upper", "middle", "lower")
_COLUMNS = ("left", "middle", "right")
_CELLS: Mapping[str, Cell] = {
    "region-middle" if row == column == 1 else f"region-{_ROWS[row]}-{_COLUMNS[column]}": (
        column,
        row,
    )
    for column, row in product(range(3), range(3))
}
_WAYS = {"up": (0, -1), "down": (0, 1), "left": (-1, 0), "right": (1, 0)}
_SIZES = {"shorter": (0, -1), "taller": (0, 1), "narrower": (-1, 0), "wider": (1, 0)}
_VERBS = {
    "region-read": Verb.READ,
    "region-describe": Verb.DESCRIBE,
    "region-ask": Verb.ASK,
}


class RegionPicker:
    """Chooses regions. Every method returns at once, from any thread.

    No picture is taken before the region is asked for; then it is looked for again, because its
    window may have moved.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._saved = SavedRegions(desk)
        self._areas: list[Area] = []
        self._area = 0
        self._selection: Selection | None = None
        self._snap = -1
        self._last: Pick | None = None
        self._lock = threading.RLock()
        self._deeds: dict[str, Callable[[Selection], None]] = {
            "region-back": self._back,
            "region-area": lambda _selection: self._next_area(),
            "region-next": partial(self._snap_to, 1),
            "region-previous": partial(self._snap_to, -1),
            "region-next-saved": partial(self._use_saved, 1),
            "region-previous-saved": partial(self._use_saved, -1),
            "region-where": self._where,
            "region-watch": self._watch,
            "region-save": self._save,
            "region-rename": lambda _selection: self._saved.rename(),
            "region-delete": lambda _selection: self._saved.delete(),
            "region-mouse": lambda _selection: self._draw(),
            "region-outline": lambda _selection: self._toggle_outline(),
        }
        self._deeds |= {name: partial(self._divide, cell) for name, cell in _CELLS.items()}
        self._deeds |= {name: partial(self._use, verb) for name, verb in _VERBS.items()}
        for name, way in _WAYS.items():
            self._deeds[f"region-{name}"] = partial(self._step, way)
            self._deeds[f"region-{name}-one"] = partial(self._move, way)
        for name, way in _SIZES.items():
            self._deeds[f"region-{name}"] = partial(self._size, way, False)
            self._deeds[f"region-{name}-one"] = partial(self._size, way, True)

    @property
    def deeds(self) -> dict[str, Callable[[], None]]:
        """What `perform` does, by the action's id."""
        ids = [entry.id for entry in REGION_ACTIONS if entry.id in self._deeds]
        chosen = {name: partial(self.perform, name) for name in ids}
        return {**chosen, "pick-region": self.begin, "same-region": self.again}

    @property
    def chosen(self) -> Rect | None:
        """The region as it is now; None while none is being chosen."""
        return self._selection.rect if self._selection else None

    def begin(self, window: WindowInfo | None = None, monitor: Monitor | None = None) -> None:
        """Choose in this window or monitor; by default in the window in front."""
        with self._lock:
            try:
                monitors = self._desk.monitors()
            except EarSightError as error:
                self._desk.tell(error.spoken)
                return
            if window is None and monitor is None:
                window = self._desk.windows.active_window()
            self._areas = areas(window, monitors, monitor)
            if not self._areas:
                self._desk.tell(_("This desktop does not tell where its windows and monitors are."))
                return
            self._desk.hush()
            self._area, self._snap = 0, -1
            self._desk.snaps.look(self._areas[0].window)
            self._start(_("Choose an area. {where}. The digits 1 to 9 choose a part of it."))
        # Not under the lock: the thread that gets the keys may be waiting for it.
        self._desk.open_layer()

    def again(self) -> None:
        """Read the last region again, where its window is now."""
        with self._lock:
            if self._last is None:
                words = _("No area was chosen yet. {how}")
                self._desk.tell(words.format(how=self._desk.how_to("pick-region")))
            else:
                self._submit(Verb.READ, self._last)

    def perform(self, action_id: str) -> None:
        """Do one action of the region layer."""
        with self._lock:
            selection = self._selection
            if selection is None:
                words = _("No area is being chosen. {how}")
                self._desk.tell(words.format(how=self._desk.how_to("pick-region")))
                return
            if action_id != "region-delete":
                self._saved.keep()
            self._deeds[action_id](selection)
        if action_id == "region-rename" and not self._saved.naming:
            self._desk.open_layer()

    def drawn(self, rect: Rect) -> None:
        """A rectangle was drawn with the mouse: read it."""
        self._desk.leave_layer()
        with self._lock:
            self._selection = None
            self._submit(Verb.READ, Pick(rect, self._window_of(rect)))

    def _start(self, words: str) -> None:
        area = self._areas[self._area]
        self._selection = Selection(area.rect, bounds_of(self._areas))
        self._desk.outline(area.rect)
        self._desk.tell(words.format(where=area.words))

    def _next_area(self) -> None:
        self._area = (self._area + 1) % len(self._areas)
        self._snap = -1
        self._start(_("{where}."))

    def _divide(self, cell: Cell, selection: Selection) -> None:
        self._tell(selection, selection.divide(cell), _("It cannot be divided further."))

    def _back(self, selection: Selection) -> None:
        if not selection.back():
            self._desk.tell(_("This is all of it. {where}.").format(where=self._here.words))
        elif selection.cell is None and not selection.free:
            self._desk.outline(selection.rect)
            self._desk.tell(_("{where}.").format(where=self._here.words))
        else:
            self._tell(selection, True, "")

    def _step(self, way: tuple[int, int], selection: Selection) -> None:
        pixels = max(1, round(self._desk.step() * self._here.scale))
        self._tell(selection, selection.step(*way, pixels), _("The edge."))

    def _move(self, way: tuple[int, int], selection: Selection) -> None:
        self._tell(selection, selection.move(*way), _("The edge."))

    def _size(self, way: tuple[int, int], fine: bool, selection: Selection) -> None:
        pixels = 1 if fine else max(1, round(self._desk.step() * self._here.scale))
        changed = selection.size(way[0] * pixels, way[1] * pixels)
        self._desk.outline(selection.rect)
        words = size_words(selection.rect)
        if not changed:
            larger = way[0] + way[1] > 0
            edge = _("The edge.") if larger else _("It cannot be smaller.")
            words = f"{edge} {words}"
        self._desk.tell(words)

    def _tell(self, selection: Selection, changed: bool, otherwise: str) -> None:
        """Say where it is now, after why it is still there."""
        rect = selection.rect
        self._desk.outline(rect)
        if selection.cell is not None:
            words = cell_words(selection.cell, rect)
        elif selection.free:
            words = _(", ").join((bounds_words(rect, self._here.rect), size_words(rect)))
        else:
            words = self._here.words
        self._desk.tell(words if changed else f"{otherwise} {words}")

    def _snap_to(self, step: int, selection: Selection) -> None:
        snaps = self._desk.snaps.inside(self._here.rect)
        if not snaps:
            self._desk.tell(_("Nothing is known here yet. Read or describe the window first."))
            return
        start = self._snap if self._snap >= 0 or step > 0 else 0
        self._snap = (start + step) % len(snaps)
        snap = snaps[self._snap]
        selection.put(snap.rect)
        self._desk.outline(snap.rect)
        self._desk.tell(_(", ").join((snap.words, size_words(snap.rect))))

    def _use_saved(self, step: int, selection: Selection) -> None:
        window = self._here.window or self._desk.windows.active_window()
        rect = self._saved.choose(step, window)
        if rect is not None:
            selection.put(rect)
            self._desk.outline(rect)

    def _where(self, selection: Selection) -> None:
        words = (where_words(selection.rect, self._here.rect), self._here.name)
        self._desk.tell(_(", ").join(words))

    def _save(self, _selection: Selection) -> None:
        self._last = self._pick()
        self._saved.save(self._last)

    def _toggle_outline(self) -> None:
        shown = self._desk.toggle_outline()
        self._desk.outline(self.chosen)
        self._desk.tell(_("Frame shown.") if shown else _("Frame hidden."))

    def _draw(self) -> None:
        self._desk.outline(None)
        self._desk.draw(self.drawn)

    @property
    def _here(self) -> Area:
        return self._areas[self._area]

    def _pick(self) -> Pick:
        """What is chosen, with the window that it is in."""
        saved = self._saved.pick
        rect = self.chosen or self._here.rect
        if saved is not None and saved.rect == rect:
            return saved
        window = self._here.window
        inside = window is not None and rect.intersection(window.rect) == rect
        return Pick(rect, window if inside else None)

    def _window_of(self, rect: Rect) -> WindowInfo | None:
        """The frontmost window that shows all of a rectangle."""
        windows: Sequence[WindowInfo] = self._desk.windows.windows()
        touched = (
            each
            for each in windows
            if not each.minimised and not each.rect.intersection(rect).is_empty
        )
        first = next(touched, None)
        return first if first and first.rect.intersection(rect) == rect else None

    def _use(self, verb: Verb, _selection: Selection) -> None:
        self._submit(verb, self._pick())
        self._selection = None

    def _watch(self, _selection: Selection) -> None:
        target = self._target(self._pick())
        self._selection = None
        if target is not None:
            self._desk.watch(target)

    def _submit(self, verb: Verb, pick: Pick) -> None:
        target = self._target(pick)
        if target is not None:
            self._desk.submit(Request(verb, target))

    def _target(self, pick: Pick) -> Target | None:
        """Where it is now; None, with a word about it, where it is not to be found."""
        self._last = pick
        self._desk.outline(None)
        try:
            return pick.now(self._desk.windows.windows()).target()
        except EarSightError as error:
            self._desk.tell(error.spoken)
            return None


def bounds_of(found: Sequence[Area]) -> Rect:
    """What holds all monitors; where none is known, the areas there are."""
    everything = found[-1].rect
    for each in found[:-1]:
        everything = everything.union(each.rect)
    return everything
