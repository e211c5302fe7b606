"""Positions of sliders, progress bars and the like, from what a program tells, as they are said."""

from __future__ import annotations

import math
from typing import Any

from assistant.screenmap.elements import ElementKind

K = ElementKind
_LARGEST = 1 << 40
"""Programs tell the ends of the number range where they mean none."""


def number(value: Any) -> float | None:
    """The value where it is a number, else None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) and abs(value) < _LARGEST else None


def position(kind: ElementKind | None, now: Any, least: Any, most: Any) -> str:
    """The number as it is shown; of progress and scroll bars in per cent; empty where unknown."""
    value, low, high = number(now), number(least), number(most)
    if value is None:
        return ""
    if kind not in (K.PROGRESS_BAR, K.SCROLL_BAR):
        return str(round(value)) if abs(value - round(value)) < 1e-6 else f"{value:.10g}"
    if low is None or high is None or high <= low:
        return ""
    return f"{round(100 * (value - low) / (high - low))} %"
