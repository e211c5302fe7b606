"""A captured picture and where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.core.geometry import Rect

if TYPE_CHECKING:
    from PIL.Image import Image


class Source(StrEnum):
    """What a frame shows."""

    SCREEN = "screen"
    MONITOR = "monitor"
    WINDOW = "window"
    REGION = "region"
    POINTER = "pointer"
    FOCUS = "focus"
    CLIPBOARD = "clipboard"
    FILE = "file"

    @property
    def on_screen(self) -> bool:
        """Whether boxes in the frame are places on the desktop."""
        return self not in (Source.CLIPBOARD, Source.FILE)


@dataclass(frozen=True, slots=True)
class WindowInfo:
    """One top-level window.

    `rect` is its visible frame in physical desktop pixels; `content` what the title bar and borders
    enclose and `focus` the focused control's rectangle, where the platform tells them; `scale`
    device pixels per point.
    """

    handle: int
    title: str
    application: str
    rect: Rect
    pid: int = 0
    minimised: bool = False
    scale: float = 1.0
    focus: Rect | None = None
    content: Rect | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """Pixels with their place on the desktop.

    `image` is an RGB picture, or RGBA where transparency matters to the gates. A pixel (x, y) of it
    is the desktop's physical pixel `origin + (x, y)` when `source.on_screen`. `scale` is device
    pixels per point (1.0 at 96 dpi, 2.0 on a "retina" screen).
    """

    image: Image
    source: Source
    origin: tuple[int, int] = (0, 0)
    scale: float = 1.0
    title: str = ""
    application: str = ""
    page: int = 0
    pages: int = 1

    @property
    def rect(self) -> Rect:
        """The frame's place on the desktop, physical pixels."""
        return Rect(*self.origin, *self.image.size)
