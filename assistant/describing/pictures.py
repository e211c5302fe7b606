"""What becomes of a picture before any model's own image processing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from assistant.core.findings import Box

if TYPE_CHECKING:
    from PIL.Image import Image

MIN_SIDE = 32
MAX_RATIO = 8
"""How much longer one side may be; image processors make the other one of no pixels, or fail."""
OUTLINE = (0, 0, 255)
OUTLINE_SIDE = 1920
"""A line of one pixel stays visible on a picture with sides of at most so many pixels."""


def widened(image: Image) -> Image:
    """The picture, or on a white ground where it is too thin for image processors."""
    width, height = image.size
    least = max(MIN_SIDE, max(width, height) // MAX_RATIO)
    if min(width, height) >= least:
        return image
    from PIL.Image import new

    ground = new("RGB", (max(width, least), max(height, least)), "white")
    ground.paste(image)
    return ground


def shrunk(image: Image, max_pixels: int) -> Image:
    """The picture with at most `max_pixels` (0: no limit)."""
    width, height = image.size
    if not max_pixels or width * height <= max_pixels:
        return image
    scale = (max_pixels / (width * height)) ** 0.5
    return image.resize((max(1, int(width * scale)), max(1, int(height * scale))), reducing_gap=2)


def grown(image: Image, min_pixels: int) -> Image:
    """The picture, enlarged to `min_pixels` or a little more where it has less."""
    width, height = image.size
    if width * height >= min_pixels:
        return image
    scale = (min_pixels / (width * height)) ** 0.5
    return image.resize((math.ceil(width * scale), math.ceil(height * scale)))


def part_of(image: Image, box: Box, *, outlined: bool) -> Image:
    """What is in the box, or the whole picture with the box drawn on it.

    A box that is not on the picture leaves the picture as it is.
    """
    x0, y0, x1, y1 = box
    inside = max(0, x0), max(0, y0), min(image.width, x1), min(image.height, y1)
    if inside[0] >= inside[2] or inside[1] >= inside[3]:
        return image
    if not outlined:
        return image.crop(inside)
    from PIL.ImageDraw import Draw

    drawn = image.copy()
    line = max(1, round(max(image.size) / OUTLINE_SIDE))
    Draw(drawn).rectangle((x0, y0, x1 - 1, y1 - 1), outline=OUTLINE, width=line)
    return drawn
