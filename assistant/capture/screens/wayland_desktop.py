"""A Wayland desktop as one picture with the monitors' places on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.capture.base import Monitor
from assistant.capture.geometry import bounds, scaled
from assistant.capture.screens.wayland_outputs import Output, largest_scale
from assistant.core.geometry import Rect

if TYPE_CHECKING:
    from PIL.Image import Image


def monitors_of(outputs: Sequence[Output]) -> Sequence[Monitor]:
    """The outputs in desktop pixels: points times the scale of the sharpest."""
    scale = largest_scale(list(outputs))
    return [
        Monitor(number, scaled(output.points, scale), scale)
        for number, output in enumerate(outputs, start=1)
    ]


class PictureDesktop:
    """Crops of one picture of the whole desktop.

    Compositors draw it at the scale of the sharpest monitor, so a desktop pixel is a point times
    that scale. Where the picture is of another size, it is stretched to keep to that.
    """

    def __init__(self, picture: Image, outputs: Sequence[Output]) -> None:
        self.monitors = monitors_of(outputs) or [Monitor(1, Rect(0, 0, *picture.size))]
        self._bounds = bounds(self.monitors)
        self._picture = picture

    def grab(self, rect: Rect) -> Image:
        """As `Desktop.grab`."""
        place = rect.moved(-self._bounds.x, -self._bounds.y)
        box = place.box
        across = self._picture.width / self._bounds.width
        down = self._picture.height / self._bounds.height
        if across == down == 1.0:
            return self._picture.crop(box)
        taken = (box[0] * across, box[1] * down, box[2] * across, box[3] * down)
        return self._picture.resize((rect.width, rect.height), box=taken)
