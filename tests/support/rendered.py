"""Pages with a known text, drawn for the OCR engines."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from assistant.core.findings import Box

MARGIN = 24


@dataclass(frozen=True)
class Page:
    """A picture, the lines on it from the top, and where they are."""

    image: Image.Image
    lines: tuple[str, ...]
    boxes: tuple[Box, ...]


def page(
    *lines: str, font: Path | None = None, size: int = 18, rtl: bool = False, width: int = 800
) -> Page:
    """Draw dark lines on white, far enough apart to be lines of their own."""
    face = ImageFont.truetype(font, size) if font else ImageFont.load_default(size)
    image = Image.new("RGB", (width, 2 * MARGIN + 2 * size * len(lines)), "white")
    draw = ImageDraw.Draw(image)
    boxes: list[Box] = []
    for number, line in enumerate(lines):
        place = (width - MARGIN if rtl else MARGIN, MARGIN + 2 * size * number)
        anchor, direction = ("ra", "rtl") if rtl else ("la", None)
        draw.text(place, line, "#202020", face, anchor, direction=direction)
        x0, y0, x1, y1 = draw.textbbox(place, line, face, anchor, direction=direction)
        boxes.append((int(x0), int(y0), int(x1) + 1, int(y1) + 1))
    return Page(image, lines, tuple(boxes))
