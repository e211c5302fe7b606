"""The ways of seeing the screen and of finding windows, best first for this session."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from assistant.capture.base import ScreenBackend, WindowFinder
from assistant.core.backends import Candidate


def _mss() -> ScreenBackend:
    from assistant.capture.screens.mss_screen import MssScreen

    return MssScreen()


def _portal() -> ScreenBackend:
    from assistant.capture.screens.portal import PortalScreen

    return PortalScreen()


def _command(name: str) -> Callable[[], ScreenBackend]:
    def load() -> ScreenBackend:
        from assistant.capture.screens.command import PROGRAMS, CommandScreen

        return CommandScreen(name, PROGRAMS[name])

    return load


def _x11() -> WindowFinder:
    from assistant.capture.windows.x11 import X11Windows

    return X11Windows()


def _sway() -> WindowFinder:
    from assistant.capture.windows.sway import SwayWindows

    return SwayWindows()


def _win32() -> WindowFinder:
    from assistant.capture.windows.win32 import Win32Windows

    return Win32Windows()


def _macos() -> WindowFinder:
    from assistant.capture.windows.macos import MacWindows

    return MacWindows()


def _unknown() -> WindowFinder:
    from assistant.capture.windows.unknown import UnknownWindows

    return UnknownWindows()


def screens() -> Sequence[Candidate[ScreenBackend]]:
    """Every way of taking pictures that this platform may have."""
    candidates = [Candidate("mss", _mss)]
    if sys.platform == "linux":
        candidates.append(Candidate("portal", _portal))
        candidates += [
            Candidate(name, _command(name)) for name in ("grim", "gnome-screenshot", "spectacle")
        ]
    return candidates


def window_finders() -> Sequence[Candidate[WindowFinder]]:
    """Every way of finding windows that this platform may have; the last one is always usable."""
    candidates = {
        "linux": [Candidate("x11", _x11), Candidate("sway", _sway)],
        "win32": [Candidate("win32", _win32)],
        "darwin": [Candidate("macos", _macos)],
    }
    return [*candidates.get(sys.platform, []), Candidate("unknown", _unknown)]
