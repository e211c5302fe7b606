"""A desktop, its windows and its clipboard as plain data, behind the capture protocols."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PIL import Image, ImageDraw

from assistant.capture.base import Monitor
from assistant.capture.geometry import bounds
from assistant.core.backends import USABLE, Availability
from assistant.core.errors import CaptureError
from assistant.core.frame import WindowInfo
from assistant.core.geometry import Rect


def striped(width: int, height: int) -> Image.Image:
    """A picture that passes the gates: every column differs from its neighbours."""
    row = bytes(level for x in range(width) for level in (x % 251, x // 251 % 251, 99))
    return Image.frombytes("RGB", (width, 1), row).resize((width, height))


class FakeScreen:
    """Monitors over one picture of the bounds of all of them."""

    name = "fake"

    def __init__(
        self, monitors: Sequence[Monitor], picture: Image.Image | None = None, error: str = ""
    ) -> None:
        """Show `picture`, or fail to be captured with the message `error`."""
        self.monitors = monitors
        self.bounds = bounds(monitors)
        self.picture = picture or striped(self.bounds.width, self.bounds.height)
        self._error = error

    def availability(self) -> Availability:
        """As the protocol says."""
        return USABLE

    def warm_up(self) -> None:
        """As the protocol says."""

    def layout(self) -> Sequence[Monitor]:
        """As the protocol says."""
        return self.monitors

    @contextmanager
    def open(self) -> Iterator[FakeScreen]:
        """As the protocol says."""
        yield self

    def grab(self, rect: Rect) -> Image.Image:
        """As the protocol says."""
        if self._error:
            raise CaptureError(self._error)
        place = rect.moved(-self.bounds.x, -self.bounds.y)
        return self.picture.crop((place.x, place.y, place.right, place.bottom))

    def fill(self, rect: Rect, colour: str) -> None:
        """Paint a part of the desktop with one colour."""
        place = rect.moved(-self.bounds.x, -self.bounds.y)
        corners = (place.x, place.y, place.right - 1, place.bottom - 1)
        ImageDraw.Draw(self.picture).rectangle(corners, fill=colour)


class FakeWindows:
    """An active window, a pointer, a lock."""

    name = "fake"

    def __init__(
        self,
        window: WindowInfo | None = None,
        pointer: tuple[int, int] | None = None,
        *,
        locked: bool = False,
        others: Sequence[WindowInfo] = (),
        may_uncover: bool = True,
    ) -> None:
        """What to answer; `others` lie behind the active window, the first one in front."""
        self.window = window
        self.others = list(others)
        self.may_uncover = may_uncover
        self.moves: list[str] = []
        self.place = pointer
        self.locked = locked

    def availability(self) -> Availability:
        """As the protocol says."""
        return USABLE

    def active_window(self) -> WindowInfo | None:
        """As the protocol says."""
        return self.window

    def windows(self) -> Sequence[WindowInfo]:
        """As the protocol says."""
        return [self.window, *self.others] if self.window is not None else self.others

    def uncover(self, window: WindowInfo) -> Callable[[], None] | None:
        """As the protocol says; `moves` tells what was done."""
        if not self.may_uncover:
            return None
        self.moves.append(f"raise {window.title}")
        return lambda: self.moves.append(f"put back {window.title}")

    def focus(self, window: WindowInfo) -> Rect | None:
        """As the protocol says."""
        return window.focus

    def pointer(self) -> tuple[int, int] | None:
        """As the protocol says."""
        return self.place

    def is_locked(self) -> bool:
        """As the protocol says."""
        return self.locked


class FakeClipboard:
    """Holds a picture, or none."""

    def __init__(self, picture: Image.Image | None = None) -> None:
        """What to answer."""
        self.picture = picture

    def image(self) -> Image.Image | None:
        """As the protocol says."""
        return self.picture
