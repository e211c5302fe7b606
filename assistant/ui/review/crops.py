"""Pictures for eyes that see a little: a smaller whole, and a larger, clearer part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from assistant.core.i18n import N_
from assistant.settings.schema import CropColours

if TYPE_CHECKING:
    from PIL.Image import Image

    from assistant.core.findings import Box

COLOURS: dict[str, str] = {
    "normal": N_("As on the &screen"),
    "grey": N_("&Grey"),
    "inverted": N_("&Inverted"),
    "contrast": N_("Strong &contrast"),
    "inverted contrast": N_("Strong contrast, in&verted"),
}
PREVIEW = 1600
"""Pixels; the whole picture is shown in a part of a window, and needs no more."""
_MARGIN = 0.4
"""Of the height of a line: what is shown around it."""
_CUT_OFF = 5
"""Per cent of the lightest and darkest pixels that become white and black."""
_LARGEST = 1_000_000
"""Pixels of a part that is looked at closely; a larger one is made smaller first."""


def to_qt(picture: Image) -> QImage:
    """The same pixels, RGB."""
    pixels = picture.convert("RGB")
    data = pixels.tobytes()
    width, height = pixels.size
    # The copy, because the bytes live as long as this function only.
    return QImage(data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def preview(picture: Image) -> QImage:
    """The whole picture, at most `PREVIEW` pixels wide and high."""
    factor = -(-max(picture.size) // PREVIEW)
    return to_qt(picture.convert("RGB").reduce(factor) if factor > 1 else picture)


def part(picture: Image, box: Box, area: Box) -> Image:
    """What is in a box, with a little around it."""
    x0, y0, x1, y1 = inside(box, area)
    margin = max(4, round((y1 - y0) * _MARGIN))
    left, top = max(0, x0 - margin), max(0, y0 - margin)
    right, bottom = min(picture.width, x1 + margin), min(picture.height, y1 + margin)
    found = picture.crop((left, top, max(left + 1, right), max(top + 1, bottom))).convert("RGB")
    factor = int((found.width * found.height / _LARGEST) ** 0.5) + 1
    return found.reduce(factor) if factor > 1 else found


def inside(box: Box, area: Box) -> Box:
    """A box as pixels of the picture that shows `area`."""
    return box[0] - area[0], box[1] - area[1], box[2] - area[0], box[3] - area[1]


def coloured(picture: Image, colours: CropColours) -> Image:
    """The picture in other colours, RGB in, RGB or L out."""
    from PIL import ImageOps

    if colours == "normal":
        return picture
    if colours == "inverted":
        return ImageOps.invert(picture)
    grey = ImageOps.grayscale(picture)
    if colours == "grey":
        return grey
    clear = ImageOps.autocontrast(grey, cutoff=_CUT_OFF)
    return ImageOps.invert(clear) if colours == "inverted contrast" else clear
