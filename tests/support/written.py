"""A desktop of text, and a reader that knows what is written on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PIL import Image, ImageDraw
from support.fake_desktop import FakeScreen

from assistant.capture.base import Monitor
from assistant.core.findings import Done, Finding, Line
from assistant.core.frame import Frame
from assistant.core.geometry import Rect

PITCH = 20
SIZE = (640, 480)


class WrittenScreen(FakeScreen):
    """Shows lines of text, `left` and `top` pixels from the corner."""

    def __init__(self, left: int = 0, top: int = 0) -> None:
        """Nothing is written yet."""
        super().__init__([Monitor(1, Rect(0, 0, *SIZE))], Image.new("RGB", SIZE, "white"))
        self._place = left, top
        self.pictures = 0

    def write(self, *texts: str) -> None:
        """Show these lines and no others."""
        left, top = self._place
        picture = Image.new("RGB", SIZE, "white")
        lines = []
        for number, text in enumerate(texts):
            rect = Rect(left + 8, top + 6 + number * PITCH, max(12, 7 * len(text)), 12)
            ImageDraw.Draw(picture).text((rect.x, rect.y), text, fill="black")
            lines.append((text, rect))
        # Pillow keeps it with every part of the picture.
        picture.info["lines"] = lines
        self.picture = picture

    def grab(self, rect: Rect) -> Image.Image:
        """As the protocol says; counted."""
        self.pictures += 1
        return super().grab(rect)

    def read(self, frame: Frame) -> Iterator[Finding]:
        """What is written in the frame, as a text reader finds it."""
        lines: Sequence[tuple[str, Rect]] = frame.image.info.get("lines", ())
        for text, rect in lines:
            if text and not rect.intersection(frame.rect).is_empty:
                yield Line(text, (rect.x, rect.y, rect.right, rect.bottom), 0.99, 0)
        yield Done("written", len(lines), 0.0)
