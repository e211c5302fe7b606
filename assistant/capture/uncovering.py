"""A window that others cover, brought to the front for as long as its picture takes."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import takewhile

from assistant.capture.base import WindowFinder
from assistant.core.errors import CaptureError, UnreadablePictureError
from assistant.core.frame import WindowInfo
from assistant.core.geometry import Rect
from assistant.core.i18n import _

REPAINT_SECONDS = 0.3
"""What a program gets to draw what was covered before."""
_EDGE = 8
"""Pixels by which windows may overlap: borders and shadows do."""


def find_window(windows: Sequence[WindowInfo], handle: int) -> WindowInfo:
    """The window of that handle.

    Raises:
        CaptureError: it is not there (any more).

    """
    found = next((each for each in windows if each.handle == handle), None)
    if found is None:
        raise CaptureError(
            _("The window is closed."), _("Choose another window."), code="no-window"
        )
    return found


def is_covered(window: WindowInfo, windows: Sequence[WindowInfo], area: Rect | None = None) -> bool:
    """Whether other windows (front to back) lie over it, or over this area of it."""
    before = takewhile(lambda each: each.handle != window.handle, windows)
    seen = window.rect if area is None else area
    overlaps = (each.rect.intersection(seen) for each in before if not each.minimised)
    return any(min(each.width, each.height) > _EDGE for each in overlaps)


@contextmanager
def uncovered(
    finder: WindowFinder, window: WindowInfo | None, area: Rect | None = None
) -> Iterator[None]:
    """Have nothing over `area` of the window meanwhile, else over all of it. None: do nothing.

    Raises:
        UnreadablePictureError: code "covered": the desktop does not let it be put in front.

    """
    if window is None or window.minimised or not is_covered(window, finder.windows(), area):
        yield
        return
    put_back = finder.uncover(window)
    if put_back is None:
        raise UnreadablePictureError(
            _("Other windows cover {title}.").format(title=window.title or window.application),
            _("Bring it to the front first."),
            code="covered",
        )
    try:
        time.sleep(REPAINT_SECONDS)
        yield
    finally:
        put_back()
