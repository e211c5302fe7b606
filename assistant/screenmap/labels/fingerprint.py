"""A perceptual hash of a small picture: nearly the same for nearly the same looks.

Whether brightness changes between neighbours of a 16 x 16 picture, across and down, after cutting
the even border off and stretching the contrast; so independent of size, of a light or dark theme
and of a few pixels of frame. After N. Krawetz, "Kind of like that" (dHash), which takes directions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE = 16
HEX_DIGITS = SIDE * SIDE * 2 // 4
STEP = 8
"""A smaller difference in brightness (of 255) is none."""
BORDER_LEVELS = 24
"""What differs from the border's colour by less is border."""


def fingerprint(picture: Image) -> str:
    """The hash as hexadecimal digits."""
    from PIL import ImageOps
    from PIL.Image import Resampling

    grey = ImageOps.autocontrast(trimmed(picture).convert("L"))
    bits = 0
    for across in (True, False):
        size = (SIDE + 1, SIDE) if across else (SIDE, SIDE + 1)
        levels = grey.resize(size, Resampling.BICUBIC).tobytes()
        for row in range(SIDE):
            for column in range(SIDE):
                here = row * size[0] + column
                there = here + 1 if across else here + size[0]
                bits = bits << 1 | (abs(levels[there] - levels[here]) > STEP)
    return f"{bits:0{HEX_DIGITS}x}"


def trimmed(picture: Image) -> Image:
    """The picture without an even border; whole where there is nothing else."""
    from PIL import Image, ImageChops

    plain = picture.convert("RGB")
    corner = plain.getpixel((0, 0))
    ground = Image.new("RGB", plain.size, corner)
    away = ImageChops.difference(plain, ground).convert("L")
    box = away.point([255 if level > BORDER_LEVELS else 0 for level in range(256)]).getbbox()
    return plain.crop(box) if box else plain


def difference(one: str, other: str) -> float:
    """How unlike two hashes are: 0 the same, 1 nothing in common."""
    first, second = int(one, 16), int(other, 16)
    either = (first | second).bit_count()
    return (first ^ second).bit_count() / either if either else 0.0
