"""The ways to know of changed pixels and of the person's input, best first."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from assistant.core.backends import Candidate
from assistant.watching.backends.unknown import NoInputClock, Polling
from assistant.watching.base import InputClock, PixelGuards


def pixel_guards() -> Sequence[Candidate[PixelGuards]]:
    """The candidates of this platform; the last one is always usable."""
    candidates: list[Candidate[PixelGuards]] = []
    if sys.platform == "linux":
        candidates.append(Candidate("x11-damage", _x11_damage))
    return [*candidates, Candidate("polling", Polling)]


def input_clocks() -> Sequence[Candidate[InputClock]]:
    """The candidates of this platform; the last one is always usable."""
    candidates: dict[str, list[Candidate[InputClock]]] = {
        "linux": [Candidate("x11", _x11_clock)],
        "win32": [Candidate("win32", _win32_clock)],
    }
    return [*candidates.get(sys.platform, []), Candidate("none", NoInputClock)]


def _x11_damage() -> PixelGuards:
    from assistant.watching.backends.x11_damage import X11Damage

    return X11Damage()


def _x11_clock() -> InputClock:
    from assistant.watching.backends.input_clocks import X11InputClock

    return X11InputClock()


def _win32_clock() -> InputClock:
    from assistant.watching.backends.input_clocks import Win32InputClock

    return Win32InputClock()
