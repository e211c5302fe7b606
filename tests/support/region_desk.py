"""A desktop on which regions are chosen, as plain data: what was told, asked for and shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from support.fake_desktop import FakeWindows

from assistant.capture.base import Monitor
from assistant.core.frame import WindowInfo
from assistant.core.geometry import Rect
from assistant.core.request import Request, Target
from assistant.regions.base import Desk, Naming, Snap
from assistant.regions.picker import RegionPicker
from assistant.regions.store import RegionStore
from assistant.regions.targets import TargetList

LEFT = Monitor(2, Rect(-2560, -360, 2560, 1440), 2.0)
MAIN = Monitor(1, Rect(0, 0, 1920, 1080), 1.0, primary=True)
CHAT = WindowInfo(7, "Chat with Anna", "Chat", Rect(60, 90, 1200, 900), pid=5)
BEHIND = WindowInfo(8, "Letter", "Writer", Rect(300, 200, 1000, 800), pid=6)


class FakeSnaps:
    """Knows what it is told."""

    def __init__(self) -> None:
        self.known: list[Snap] = []
        self.window: WindowInfo | None = None

    def look(self, window: WindowInfo | None) -> None:
        """As the protocol says."""
        self.window = window

    def inside(self, area: Rect) -> Sequence[Snap]:
        """As the protocol says."""
        return [each for each in self.known if each.rect.intersection(area) == each.rect]


class RegionDesk:
    """`told` is everything said, `requests` what was asked for; `press` takes action ids."""

    def __init__(self, folder: Path, windows: FakeWindows | None = None) -> None:
        self.windows = windows or FakeWindows(CHAT, others=[BEHIND])
        self.monitors: Sequence[Monitor] = [MAIN, LEFT]
        self.snaps = FakeSnaps()
        self.store = RegionStore(folder / "regions.json")
        self.told: list[str] = []
        self.requests: list[Request] = []
        self.watched: list[Target] = []
        self.layers: list[str] = []
        self.outlines: list[Rect | None] = []
        self.naming: Naming | None = None
        self.drawn: Callable[[Rect], None] | None = None
        self.shows_outline = False
        desk = self._desk()
        self.picker = RegionPicker(desk)
        self.deeds = {**self.picker.deeds, **TargetList(desk, self.picker).deeds}

    def _desk(self) -> Desk:
        return Desk(
            windows=self.windows,
            monitors=lambda: self.monitors,
            snaps=self.snaps,
            store=self.store,
            tell=self.told.append,
            hush=lambda: None,
            submit=self.requests.append,
            watch=self.watched.append,
            open_layer=lambda: self.layers.append("region"),
            open_list=lambda: self.layers.append("list"),
            leave_layer=lambda: self.layers.append("left"),
            outline=self.outlines.append,
            toggle_outline=self._toggle,
            ask_name=self._ask,
            draw=self._draw,
            how_to=lambda name: f"Press the key for {name}.",
            step=lambda: 20,
        )

    def press(self, *names: str) -> str:
        """Do actions; returns what was told last."""
        for name in names:
            self.deeds[name]()
        return self.told[-1]

    def name(self, text: str) -> str:
        """Answer the question for a name as suggested; returns what was told then."""
        assert self.naming is not None
        self.naming.accept(text, self.naming.holds)
        return self.told[-1]

    def region(self) -> Rect:
        """What the last request is about."""
        region = self.requests[-1].target.region
        assert region is not None
        return Rect(*region)

    def _toggle(self) -> bool:
        self.shows_outline = not self.shows_outline
        return self.shows_outline

    def _ask(self, naming: Naming) -> None:
        self.naming = naming

    def _draw(self, on_drawn: Callable[[Rect], None]) -> None:
        self.drawn = on_drawn
