"""Plain names for the colours of a picture, and how light it is. Pillow only."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.core.i18n import N_

if TYPE_CHECKING:
    from PIL.Image import Image

RGB = tuple[int, int, int]

SAMPLE_SIDE = 64
"""The picture is looked at in at most 64 x 64 single pixels: averages would invent colours."""

_NAMES: dict[str, tuple[str, ...]] = {
    N_("black"): ("000000",),
    N_("dark grey"): ("404040", "2f4f4f"),
    N_("grey"): ("808080", "708090"),
    N_("light grey"): ("c8c8c8", "b8c0c8"),
    N_("white"): ("ffffff",),
    N_("red"): ("ff0000", "dc143c", "d32f2f"),
    N_("dark red"): ("8b0000", "600000", "800020"),
    N_("pink"): ("ffc0cb", "ff69b4", "ff1493"),
    N_("orange"): ("ffa500", "ff7f00", "ff5722"),
    N_("brown"): ("8b4513", "654321", "a0522d", "3b2412"),
    N_("beige"): ("f5deb3", "d2b48c", "f5f5dc"),
    N_("yellow"): ("ffff00", "ffd700", "fff59d"),
    N_("green"): ("00a000", "00ff00", "4caf50", "808000"),
    N_("dark green"): ("006400", "003300", "2f4f2f"),
    N_("light green"): ("90ee90", "c8f0c8"),
    N_("turquoise"): ("40e0d0", "008080", "00ffff"),
    N_("light blue"): ("add8e6", "87ceeb", "d0e4ff"),
    N_("blue"): ("0000ff", "1e90ff", "4169e1", "1976d2"),
    N_("dark blue"): ("000080", "00003c", "1b2a49"),
    N_("purple"): ("800080", "9932cc", "4b0082", "ba80d8"),
}


def colour_shares(image: Image) -> list[tuple[str, float]]:
    """Colour names (English; translate with `_`) and their part of the pixels, largest first."""
    pixels = rounded_pixels(image)
    shares: Counter[str] = Counter()
    for colour, count in Counter(pixels).items():
        shares[colour_name(colour)] += count
    return [(name, count / len(pixels)) for name, count in shares.most_common()]


def lightness(image: Image) -> float:
    """The mean CIELAB lightness: 0 is black, 100 white."""
    pixels = rounded_pixels(image)
    return sum(_lab(colour)[0] * count for colour, count in Counter(pixels).items()) / len(pixels)


def rounded_pixels(image: Image, size: tuple[int, int] | None = None) -> list[RGB]:
    """Single pixels of the picture, row by row, each level rounded to one of 16."""
    from PIL.Image import Resampling

    if size is None:
        size = (min(image.width, SAMPLE_SIDE), min(image.height, SAMPLE_SIDE))
    sample = image.resize(size, Resampling.NEAREST).convert("RGB")
    data = sample.point([(level + 8) // 17 * 17 for level in range(256)] * 3).tobytes()
    return list(zip(data[::3], data[1::3], data[2::3], strict=True))


@lru_cache(maxsize=4096)
def colour_name(colour: RGB) -> str:
    """The English name nearest in CIELAB; levels are 0 to 255."""
    lab = _lab(colour)
    return min(_PROTOTYPES, key=lambda entry: _distance(lab, entry[1]))[0]


def _distance(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


@lru_cache(maxsize=4096)
def _lab(colour: RGB) -> tuple[float, float, float]:
    """SRGB levels in CIELAB, D65 (IEC 61966-2-1 and CIE 15)."""
    red, green, blue = (_linear(level / 255) for level in colour)
    x = _cube_root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
    y = _cube_root(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    z = _cube_root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _linear(level: float) -> float:
    return level / 12.92 if level <= 0.04045 else float(((level + 0.055) / 1.055) ** 2.4)


def _cube_root(value: float) -> float:
    if value > (6 / 29) ** 3:
        return float(value ** (1 / 3))
    return value / (3 * (6 / 29) ** 2) + 4 / 29


def _prototype(text: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(text)
    return _lab((red, green, blue))


_PROTOTYPES = [(name, _prototype(text)) for name, texts in _NAMES.items() for text in texts]
