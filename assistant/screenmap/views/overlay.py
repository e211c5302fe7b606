"""The captured picture with a box and a name for everything that was found. Pillow only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.core.findings import Origin
from assistant.screenmap import boxes
from assistant.screenmap.elements import CONTAINERS, Element, ScreenMap
from assistant.screenmap.wording import noun, state_words

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

    from assistant.core.frame import Frame

COLOURS = {Origin.TOLD: "#0050c8", Origin.READ: "#007830", Origin.RECOGNISED: "#c80028"}
"""Told by the application, read, recognised."""
FONT_POINTS = 10
LONGEST = 28


def overlay(frame: Frame, screen: ScreenMap) -> Image:
    """Draw it; the picture is RGB and as large as the frame."""
    from PIL import ImageDraw, ImageFont

    picture = frame.image.convert("RGB")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(FONT_POINTS * frame.scale)
    left, top = (screen.box[0], screen.box[1]) if frame.source.on_screen else (0, 0)
    for element in screen.elements:
        x0, y0, x1, y1 = boxes.moved(element.box, -left, -top)
        colour = COLOURS[element.source]
        draw.rectangle((x0, y0, max(x0, x1 - 1), max(y0, y1 - 1)), outline=colour)
        if element.kind not in CONTAINERS:
            _caption(draw, (x0, y0), caption(element), font, colour)
    return picture


def caption(element: Element) -> str:
    """What is written at its corner: kind, name, state and confidence."""
    words = " ".join(filter(None, (noun(element.kind), element.text[:LONGEST])))
    states = state_words(element)
    words = f"{words} ({states})" if states else words
    if element.source is Origin.RECOGNISED:
        words = f"{words} {element.confidence:.2f}"
        if element.name_confidence < 1.0:
            words = f"{words}/{element.name_confidence:.2f}"
    return words


def _caption(
    draw: ImageDraw, corner: tuple[int, int], text: str, font: object, colour: str
) -> None:
    x, y = corner
    extent = draw.textbbox((x, y), text, font=font, anchor="lb")  # type: ignore[arg-type]
    if extent[1] < 0:
        y += round(extent[3] - extent[1])
        extent = draw.textbbox((x, y), text, font=font, anchor="lb")  # type: ignore[arg-type]
    draw.rectangle(extent, fill="white")
    draw.text((x, y), text, fill=colour, font=font, anchor="lb")  # type: ignore[arg-type]
