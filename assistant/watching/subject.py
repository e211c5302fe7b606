"""What is watched: where it is, and what became of its window."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.capture.base import WindowFinder
from assistant.capture.capturer import ScreenCapturer
from assistant.core.errors import BadInputError
from assistant.core.frame import Source, WindowInfo
from assistant.core.geometry import Rect
from assistant.core.i18n import _
from assistant.core.request import Target

COVERED = 0.05
"""Part of what is watched that others may cover: a corner of another is not worth a pause."""


class Sight(StrEnum):
    """Whether the pixels at the place are those of what is watched.

    `BEHIND`: another window is in front, and whether it covers this one is not known.
    """

    CLEAR = "clear"
    COVERED = "covered"
    BEHIND = "behind"
    HIDDEN = "hidden"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Subject:
    """A window, a part of one (`inner`, from its corner), or a part of the desktop.

    `rect` is where it was when it was chosen, in physical desktop pixels. `listed`: the platform
    tells of every window, not of the active one alone.
    """

    rect: Rect
    window: WindowInfo | None = None
    inner: Rect | None = None
    listed: bool = True

    @property
    def name(self) -> str:
        """What it is called when it is told."""
        if self.window is None:
            return _("{width} by {height} pixels of the screen").format(
                width=self.rect.width, height=self.rect.height
            )
        title = self.window.title or self.window.application or _("the window")
        return _("a part of {window}").format(window=title) if self.inner else title

    def now(self, windows: WindowFinder) -> tuple[Sight, Rect]:
        """Whether it is to be seen, and where. Takes some milliseconds."""
        if self.window is None:
            return Sight.CLEAR, self.rect
        handle = self.window.handle
        if not self.listed:
            active = windows.active_window()
            if active is None or active.handle != handle:
                return Sight.BEHIND, self.rect
            return (Sight.HIDDEN if active.minimised else Sight.CLEAR), self._part(active.rect)
        listed = windows.windows()
        number = next((n for n, each in enumerate(listed) if each.handle == handle), None)
        if number is None:
            return Sight.GONE, self.rect
        window = listed[number]
        place = self._part(window.rect)
        if window.minimised:
            return Sight.HIDDEN, place
        # Dialogs of the program itself belong to what is watched.
        over = [each for each in listed[:number]
                if not each.minimised and not (each.pid and each.pid == window.pid)]  # fmt: skip
        covered = sum(each.rect.intersection(place).area for each in over)
        return (Sight.COVERED if covered > COVERED * place.area else Sight.CLEAR), place

    def _part(self, rect: Rect) -> Rect:
        if self.inner is None:
            return rect
        return self.inner.moved(rect.x, rect.y).intersection(rect)


def subject_of(target: Target, capturer: ScreenCapturer) -> Subject:
    """Lock on to what a target names.

    Raises:
        BadInputError: it is a file, or the clipboard.
        CaptureError, MissingPartError: it is not to be seen, and why.

    """
    if not target.source.on_screen:
        raise BadInputError(
            _("Only the screen can be watched."), _("Choose a window or a part of the screen.")
        )
    rect, window = capturer.locate(target)
    if window is None or not (target.window or target.source is Source.WINDOW):
        return Subject(rect)
    listed = any(each.handle == window.handle for each in capturer.windows.windows())
    if target.source is Source.WINDOW:
        return Subject(rect, window, listed=listed)
    return Subject(rect, window, rect.moved(-window.rect.x, -window.rect.y), listed)
