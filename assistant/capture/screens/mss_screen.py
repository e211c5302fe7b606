"""X11, Windows and macOS through mss.

An mss object belongs to the thread that made it, and opening one takes about a millisecond, so
each capture has its own.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import mss
from mss.exception import ScreenShotError

from assistant.capture.base import Desktop, Monitor
from assistant.capture.geometry import scaled
from assistant.capture.screens.mac_display import check_permission, largest_scale
from assistant.capture.screens.windows_dpi import become_dpi_aware, scale_at
from assistant.capture.screens.x11_scale import desktop_scale
from assistant.capture.session_type import has_x11, is_wayland
from assistant.capture.x11_connection import shared_connection
from assistant.core.backends import USABLE, Availability
from assistant.core.errors import CaptureError, EarSightError
from assistant.core.geometry import Rect
from assistant.core.i18n import _

if TYPE_CHECKING:
    from PIL.Image import Image


class MssScreen:
    """Pictures of an X11, Windows or macOS desktop."""

    name = "mss"

    def availability(self) -> Availability:
        """Usable on Windows and macOS, and where an X server draws the windows."""
        if sys.platform != "linux" or has_x11():
            return USABLE
        if is_wayland():
            return Availability(False, _("Wayland does not show its windows to X programs."))
        return Availability(
            False, _("There is no display: DISPLAY is not set."), _("Start EarSight on a desktop.")
        )

    def warm_up(self) -> None:
        """As `ScreenBackend.warm_up`."""
        with suppress(EarSightError), self.open():
            pass

    def layout(self) -> Sequence[Monitor]:
        """As `ScreenBackend.layout`."""
        with self.open() as desktop:
            return list(desktop.monitors)

    @contextmanager
    def open(self) -> Iterator[Desktop]:
        """As `ScreenBackend.open`."""
        check_permission()
        if sys.platform == "win32":
            become_dpi_aware()
        with _capture_errors():
            screen = mss.MSS()
        with screen:
            if sys.platform == "darwin":
                yield _sharp_desktop(screen)
            else:
                yield PixelDesktop(screen)


class PixelDesktop:
    """mss where it counts in pixels: X11 and Windows."""

    def __init__(self, screen: Any) -> None:
        self._screen = screen
        with _capture_errors():
            whole, *single = screen.monitors
        scale = desktop_scale(shared_connection()) if sys.platform == "linux" else None
        self.monitors: Sequence[Monitor] = [
            Monitor(
                number,
                rect := _rect(found),
                scale or scale_at(*rect.center),
                bool(found.get("is_primary")),
            )
            for number, found in enumerate(single or [whole], start=1)
        ]

    def grab(self, rect: Rect) -> Image:
        """As `Desktop.grab`."""
        return _grab(self._screen, rect)


class PointDesktop:
    """mss where it counts in points: macOS.

    Displays of different sharpness share one space of points, so all of them are taken at the
    scale of the sharpest, and a place in desktop pixels is its place in points times that scale.
    """

    def __init__(self, screen: Any, scale: float) -> None:
        self._screen = screen
        self._scale = scale
        with _capture_errors():
            _whole, *single = screen.monitors
        self.monitors: Sequence[Monitor] = [
            Monitor(number, scaled(_rect(found), self._scale), self._scale, number == 1)
            for number, found in enumerate(single, start=1)
        ]

    def grab(self, rect: Rect) -> Image:
        """As `Desktop.grab`."""
        points = _points_around(rect, self._scale)
        pixels = scaled(points, self._scale)
        picture = _grab(self._screen, points)
        if picture.size != (pixels.width, pixels.height):
            picture = picture.resize((pixels.width, pixels.height))
        x, y = rect.x - pixels.x, rect.y - pixels.y
        return picture.crop((x, y, x + rect.width, y + rect.height))


def _sharp_desktop(screen: Any) -> PointDesktop:
    import mss.darwin

    # The default halves the resolution of a "retina" display.
    mss.darwin.IMAGE_OPTIONS = 0
    return PointDesktop(screen, largest_scale())


def _points_around(rect: Rect, scale: float) -> Rect:
    """The smallest rectangle of whole points that holds these pixels."""
    x, y = int(rect.x // scale), int(rect.y // scale)
    return Rect(x, y, -int(-rect.right // scale) - x, -int(-rect.bottom // scale) - y)


def _rect(found: dict[str, Any]) -> Rect:
    return Rect(found["left"], found["top"], found["width"], found["height"])


def _grab(screen: Any, rect: Rect) -> Image:
    from PIL import Image

    with _capture_errors():
        shot = screen.grab(rect.box)
    return Image.frombuffer("RGB", tuple(shot.size), shot.raw, "raw", "BGRX")


@contextmanager
def _capture_errors() -> Iterator[None]:
    try:
        yield
    except (ScreenShotError, OSError) as error:
        raise CaptureError(
            _("The picture of the screen could not be taken."),
            _("Start EarSight on a desktop with a screen, and try again."),
        ) from error
