"""Where and how the mouse is used in the person's stead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Button(StrEnum):
    """A button of the mouse, by what it does: whoever has swapped them gets the same."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Spot:
    """A physical pixel of the desktop; `scale` is device pixels per point there."""

    x: int
    y: int
    scale: float = 1.0
