"""From a region of a window to a name for it, and back to the place where it is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.capture.geometry import scaled
from assistant.core.errors import BadInputError, CaptureError
from assistant.core.frame import Source, WindowInfo
from assistant.core.geometry import Rect
from assistant.core.i18n import _
from assistant.core.request import Target
from assistant.regions.anchors import Hold, follow, holds_of
from assistant.regions.store import NamedRegion


@dataclass(frozen=True, slots=True)
class Pick:
    """A chosen rectangle, physical desktop pixels, and the window (as it was) that it is in.

    `holds` say how it follows the window; None: as its place suggests.
    """

    rect: Rect
    window: WindowInfo | None = None
    holds: tuple[Hold, Hold] | None = None

    @property
    def follows(self) -> tuple[Hold, Hold]:
        """How it follows its window."""
        if self.holds is not None or self.window is None:
            return self.holds or (Hold.START, Hold.START)
        return holds_of(self.rect, self.window.rect)

    def now(self, windows: Sequence[WindowInfo]) -> Pick:
        """The same where its window is now, among these windows.

        Raises:
            CaptureError: the window is closed, or too small for it by now.

        """
        before = self.window
        if before is None:
            return self
        window = next((each for each in windows if each.handle == before.handle), None)
        window = window or _of_application(windows, before.application)
        if window is None:
            raise _closed(before.title or before.application)
        if window.minimised or window.rect == before.rect:
            # The place of a minimised window means nothing; that it is so is told by capturing.
            return Pick(self.rect, window, self.follows)
        rect = follow(self.rect, before.rect, window.rect, self.follows)
        return Pick(_inside(rect, window), window, self.follows)

    def target(self) -> Target:
        """What to capture."""
        rect = self.rect
        region = (rect.x, rect.y, rect.width, rect.height)
        return Target(Source.REGION, region=region, window=self.window.handle if self.window else 0)

    def named(self, name: str) -> NamedRegion:
        """Under a name: of its window's application, or of the desktop.

        Raises:
            BadInputError: the name is empty or too long.

        """
        if not name.strip() or len(name) > 200:
            raise BadInputError(_("A region needs a name."), _("Give one in words."))
        window, rect = self.window, self.rect
        if window is None or not window.application:
            return NamedRegion(name.strip(), "", (rect.x, rect.y, rect.width, rect.height))
        across, down = self.follows
        inside = scaled(rect.moved(-window.rect.x, -window.rect.y), 1 / window.scale)
        whole = scaled(Rect(0, 0, window.rect.width, window.rect.height), 1 / window.scale)
        return NamedRegion(
            name.strip(),
            window.application,
            (inside.x, inside.y, max(1, inside.width), max(1, inside.height)),
            (max(1, whole.width), max(1, whole.height)),
            across,
            down,
        )


def found(
    region: NamedRegion, windows: Sequence[WindowInfo], active: WindowInfo | None = None
) -> Pick:
    """Where a region is now: in the active window, if that is its application's, else in another.

    Raises:
        CaptureError: the application shows no window, or the window is too small for the region.

    """
    place = Rect(*region.place)
    if region.window is None:
        return Pick(place)
    own = region.application.casefold()
    is_active = active is not None and active.application.casefold() == own
    window = active if is_active else _of_application(windows, region.application)
    if window is None:
        raise _closed(region.application)
    now = window.rect
    before = Rect(now.x, now.y, *(round(points * window.scale) for points in region.window))
    rect = scaled(place, window.scale).moved(now.x, now.y)
    holds = region.across, region.down
    if not window.minimised:
        rect = _inside(follow(rect, before, now, holds), window)
    return Pick(rect, window, holds)


def _of_application(windows: Sequence[WindowInfo], application: str) -> WindowInfo | None:
    own = [each for each in windows if each.application.casefold() == application.casefold()]
    shown = [each for each in own if not each.minimised]
    return next(iter([*shown, *own]), None) if application else None


def _inside(rect: Rect, window: WindowInfo) -> Rect:
    part = rect.intersection(window.rect)
    if part.is_empty:
        raise CaptureError(
            _("The window is too small for this region now."),
            _("Make the window larger, or choose the region again."),
            code="off-window",
        )
    return part


def _closed(name: str) -> CaptureError:
    return CaptureError(
        _("No window of {name} is open.").format(name=name), _("Open it first."), code="no-window"
    )
