"""What a screen-capture backend and a window finder must do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from assistant.core.backends import Backend
from assistant.core.frame import WindowInfo
from assistant.core.geometry import Rect

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True, slots=True)
class Monitor:
    """One monitor: its physical pixels on the desktop, and device pixels per point."""

    number: int
    rect: Rect
    scale: float = 1.0
    primary: bool = False


class Desktop(Protocol):
    """The desktop during one capture. All coordinates are physical desktop pixels.

    Used only in the thread that opened it.
    """

    @property
    def monitors(self) -> Sequence[Monitor]:
        """Every monitor, at least one, numbered from 1 in the platform's order."""
        ...

    def grab(self, rect: Rect) -> Image:
        """An RGB picture of exactly `rect`, which lies inside the bounds of all monitors.

        Raises:
            CaptureError: the platform refused.

        """
        ...


class ScreenBackend(Backend, Protocol):
    """Takes pictures of the desktop."""

    def warm_up(self) -> None:
        """Load and start what the first `open` needs. Takes no picture and never raises.

        May take seconds: call it on a thread of its own.
        """
        ...

    def layout(self) -> Sequence[Monitor]:
        """Every monitor as `Desktop.monitors`, without taking a picture; empty where not known.

        Raises:
            CaptureError: the platform refused.
            MissingPartError: a permission or program is missing.

        """
        ...

    def open(self) -> AbstractContextManager[Desktop]:
        """Look at the desktop for one capture, and let it go again.

        A platform that can only take the whole picture takes it here, so that monitors and pixels
        are of one moment and the screen flashes once.

        Raises:
            CaptureError: the platform refused.
            MissingPartError: a permission or program is missing; the remedy names it.

        """
        ...


class WindowFinder(Backend, Protocol):
    """Knows the active window, the focus and the pointer. Any thread may ask; nothing raises."""

    def active_window(self) -> WindowInfo | None:
        """The window with the keyboard focus; None where there is none or it cannot be known."""
        ...

    def windows(self) -> Sequence[WindowInfo]:
        """Every ordinary window, from front to back, the minimised ones last or where they were.

        Empty where the platform does not tell.
        """
        ...

    def uncover(self, window: WindowInfo) -> Callable[[], None] | None:
        """Put a window over the others; the keyboard stays where it is.

        Returns what puts it back behind them, or None where the platform does not allow that.
        """
        ...

    def focus(self, window: WindowInfo) -> Rect | None:
        """The caret or the focused control of the active window, as exactly as can be known.

        None where nothing is known beyond the window itself. May take 500 ms.
        """
        ...

    def pointer(self) -> tuple[int, int] | None:
        """The pointer's place in physical desktop pixels; None where it cannot be known."""
        ...

    def is_locked(self) -> bool:
        """Whether the session is locked (False where it cannot be known). May take 300 ms."""
        ...


class Clipboard(Protocol):
    """The system clipboard's picture."""

    def image(self) -> Image | None:
        """The picture on the clipboard, RGB or RGBA; None where there is none.

        Raises:
            BadInputError: the picture is damaged or too large.
            CaptureError: the clipboard did not answer.
            MissingPartError: a program that reads the clipboard is missing.

        """
        ...
