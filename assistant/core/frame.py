"""A captured picture and where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.core.findings import Box
from assistant.core.geometry import Rect

if TYPE_CHECKING:
    from PIL.Image import Image

_ROWS = 128
"""Rows whose bytes are asked for together. Pillow holds them twice, and memory that is fresh costs
more than the bytes: 9 ms for all of 1920 x 1080 at once, 3 ms like this."""


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
    pixels per point (1.0 at 96 dpi, 2.0 on a "retina" screen). `pid` is the process
    of the window that it shows; 0 where that is not known.
    """

    image: Image
    source: Source
    origin: tuple[int, int] = (0, 0)
    scale: float = 1.0
    title: str = ""
    application: str = ""
    page: int = 0
    pages: int = 1
    pid: int = 0

    @property
    def rect(self) -> Rect:
        """The frame's place on the desktop, physical pixels."""
        return Rect(*self.origin, *self.image.size)

    @property
    def area(self) -> Box:
        """The whole picture as boxes in it are placed: on the desktop for a screen."""
        return self.place((0, 0, *self.image.size))

    def place(self, box: Box) -> Box:
        """A box of the picture where it is: on the desktop for a screen, else as it was.

        Raises:
            ValueError: it is not inside the picture.

        """
        width, height = self.image.size
        x0, y0, x1, y1 = box
        if not (0 <= x0 <= x1 <= width and 0 <= y0 <= y1 <= height):
            raise ValueError("a box outside the picture")
        x, y = self.origin if self.source.on_screen else (0, 0)
        return x0 + x, y0 + y, x1 + x, y1 + y

    def rgb(self) -> bytearray:
        """The picture's RGB bytes, row by row; what is transparent lies on white."""
        image = self._opaque()
        width, height = image.size
        row = 3 * width
        made = bytearray(row * height)
        for top in range(0, height, _ROWS):
            below = min(height, top + _ROWS)
            made[row * top : row * below] = image.crop((0, top, width, below)).tobytes()
        return made

    def _opaque(self) -> Image:
        image = self.image
        if image.has_transparency_data:
            from PIL.Image import new

            flat = new("RGB", image.size, "white")
            layer = image.convert("RGBA")
            flat.paste(layer, mask=layer)
            return flat
        return image.convert("RGB") if image.mode != "RGB" else image
