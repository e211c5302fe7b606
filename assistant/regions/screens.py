"""Between desktop pixels and the points in which a toolkit counts, on each screen."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.core.geometry import Rect


@dataclass(frozen=True, slots=True)
class ScreenPlace:
    """One screen: its place in physical desktop pixels, and in the toolkit's points."""

    pixels: Rect
    points: Rect

    @property
    def scale(self) -> float:
        """Pixels per point."""
        return self.pixels.width / self.points.width

    def to_points(self, rect: Rect) -> Rect:
        """A rectangle in points, its corners rounded outwards."""
        scale, pixels, points = self.scale, self.pixels, self.points
        left = points.x + int((rect.x - pixels.x) // scale)
        top = points.y + int((rect.y - pixels.y) // scale)
        right = points.x - int(-(rect.right - pixels.x) // scale)
        bottom = points.y - int(-(rect.bottom - pixels.y) // scale)
        return Rect(left, top, right - left, bottom - top)

    def to_pixels(self, x: float, y: float) -> tuple[int, int]:
        """A place in pixels."""
        return (
            self.pixels.x + round((x - self.points.x) * self.scale),
            self.pixels.y + round((y - self.points.y) * self.scale),
        )


def screen_place(points: Rect, scale: float, common: float | None = None) -> ScreenPlace:
    """A screen of that scale.

    X11 and Windows have each screen's corner in pixels; where the whole desktop is counted in
    points (macOS, Wayland), `common` is the scale of the sharpest screen.
    """
    if common is None:
        size = round(points.width * scale), round(points.height * scale)
        return ScreenPlace(Rect(points.x, points.y, *size), points)
    left, top = round(points.x * common), round(points.y * common)
    right, bottom = round(points.right * common), round(points.bottom * common)
    return ScreenPlace(Rect(left, top, right - left, bottom - top), points)


def between(first: tuple[int, int], last: tuple[int, int]) -> Rect:
    """The rectangle with these two corners, whichever they are."""
    (x0, y0), (x1, y1) = first, last
    return Rect(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))
