"""Where a region can be chosen: the window in front, each monitor, all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.capture.base import Monitor
from assistant.capture.geometry import bounds, clip, monitor_of_rect
from assistant.core.frame import WindowInfo
from assistant.core.geometry import Rect
from assistant.core.i18n import _
from assistant.regions.grid import SMALLEST
from assistant.regions.wording import monitor_words, size_words, window_words
from assistant.screenmap.wording import capital


@dataclass(frozen=True, slots=True)
class Area:
    """A place to divide. `window` is set where it is one; `scale` is device pixels per point."""

    rect: Rect
    name: str
    scale: float = 1.0
    window: WindowInfo | None = None

    @property
    def words(self) -> str:
        """What it is, and how large; begins a sentence."""
        return capital(_(", ").join((self.name, size_words(self.rect))))


def areas(
    window: WindowInfo | None, monitors: Sequence[Monitor], first: Monitor | None = None
) -> list[Area]:
    """The window, if it shows, then the first monitor, the others, and all together.

    First is, where nothing else is said, the one that the window is on.
    """
    found = [] if window is None else _window(window, monitors)
    if first is None and window is not None and monitors:
        first = monitor_of_rect(window.rect, monitors)
    ordered = sorted(monitors, key=lambda each: (each != first, not each.primary))
    found += [Area(each.rect, monitor_words(each), each.scale) for each in ordered]
    if len(monitors) > 1:
        scale = max(each.scale for each in monitors)
        found.append(Area(bounds(monitors), _("all monitors"), scale))
    return found


def _window(window: WindowInfo, monitors: Sequence[Monitor]) -> list[Area]:
    seen = clip(window.rect, monitors) if monitors else window.rect
    if window.minimised or min(seen.width, seen.height) < SMALLEST:
        return []
    name = _("window {name}").format(name=window_words(window))
    return [Area(seen, name, window.scale, window)]
