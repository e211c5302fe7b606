"""Pictures with the truth about their words: a folder of them, or a small set drawn here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from bench.ocr_scoring import Page, Word
from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TEXT = """
Reading settings The assistant reads the window you are in. Press the leader key, then one letter.
Lines are read from the top; columns one after the other. "Stop" (x) ends speech at once, and a new
request ends the old one. Files: /usr/share/doc/reader-2.4/README.txt, C:\\Users\\Ada\\notes.md,
https://example.org/help?page=2#keys and user.name@example.com. Version 3.11.2 costs €1,249.99
(incl. 19 % tax) until 2031-03-18, 14:05. Zwölf Boxkämpfer jagen Viktor quer über den großen Deich.
Voix ambiguë d'un cœur qui préfère les jattes de kiwis. El pingüino hizo kilómetros bajo la lluvia.
for name in sorted(names): print(f"{name:>12} = {values[name]!r}") Cancel Apply OK
"""
PLAIN_ONLY = [word for word in _TEXT.split() if word.isascii()]
"""For the font that Pillow carries, which has no accents."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A picture, what is on it, and its class in the report."""

    name: str
    pixels: NDArray[np.uint8]
    page: Page

    @property
    def kind(self) -> str:
        """GTK, DPR 2, dark or light."""
        if self.page.kind == "gtk":
            return "GTK"
        if self.page.dpr > 1:
            return "DPR 2"
        return "dark" if self.page.dark else "light"


def load(folder: Path) -> list[Sample]:
    """Read every NAME.png with its NAME.json; OSError or msgspec.DecodeError when broken."""
    samples = []
    for truth in sorted(folder.glob("*.json")):
        page = msgspec.json.decode(truth.read_bytes(), type=Page)
        with Image.open(truth.with_suffix(".png")) as picture:
            pixels = np.asarray(picture.convert("RGB"))
        samples.append(Sample(truth.stem, pixels, page))
    return samples


def drawn() -> list[Sample]:
    """Draw a small set: light and dark, one and two pixels a point, several text sizes."""
    return [
        _draw(f"{'dark' if dark else 'light'}-{scale}x-{size}", size, scale, dark=dark)
        for scale in (1, 2)
        for dark in (False, True)
        for size in (12, 15, 20)
    ]


Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def _draw(name: str, size: int, scale: int, *, dark: bool) -> Sample:
    paper, ink = ((30, 30, 34), (225, 225, 225)) if dark else ((255, 255, 255), (32, 33, 36))
    picture = Image.new("RGB", (1280 * scale, 720 * scale), paper)
    draw = ImageDraw.Draw(picture)
    font, texts = _font(size * scale)
    words: list[Word] = []
    for text, x, y in _flow(font, texts, size * scale, picture.size):
        draw.text((x, y), text, fill=ink, font=font)
        left, top, right, bottom = draw.textbbox((x, y), text, font=font)
        words.append(Word(text, (left, top, right, bottom), len(words)))
    return Sample(name, np.asarray(picture), Page(words, [], scale, dark, "drawn", "en"))


def _font(size: int) -> tuple[Font, list[str]]:
    """Return a font and the words it can draw."""
    try:
        return ImageFont.truetype("DejaVuSans.ttf", size), _TEXT.split()
    except OSError:
        return ImageFont.load_default(size), PLAIN_ONLY


def _flow(
    font: Font, texts: list[str], size: int, area: tuple[int, int]
) -> Iterator[tuple[str, float, float]]:
    """Place words in lines until the page is full."""
    space, x, y, number = font.getlength(" "), float(size), float(size), 0
    while y < area[1] - 2 * size:
        text = texts[number % len(texts)]
        number += 1
        if x + font.getlength(text) > area[0] - size:
            x, y = float(size), y + 1.5 * size
            continue
        yield text, x, y
        x += font.getlength(text) + space
