"""The hotkey backends in order of preference."""

from __future__ import annotations

import sys

from assistant.core.backends import Candidate
from assistant.hotkeys.base import HotkeyBackend


def _x11() -> HotkeyBackend:
    from assistant.hotkeys.x11 import X11Hotkeys

    return X11Hotkeys()


def _portal() -> HotkeyBackend:
    from assistant.hotkeys.portal import PortalHotkeys

    return PortalHotkeys()


def _windows() -> HotkeyBackend:
    from assistant.hotkeys.windows import WindowsHotkeys

    return WindowsHotkeys()


def _macos() -> HotkeyBackend:
    from assistant.hotkeys.macos import MacHotkeys

    return MacHotkeys()


def _none() -> HotkeyBackend:
    from assistant.hotkeys.none import NoHotkeys

    return NoHotkeys()


def candidates(platform: str = sys.platform) -> tuple[Candidate[HotkeyBackend], ...]:
    """Those of a platform; the last one is always usable and says that there are no keys."""
    native = {
        "win32": (Candidate("windows", _windows),),
        "darwin": (Candidate("macos", _macos),),
    }.get(platform, (Candidate("x11", _x11), Candidate("portal", _portal)))
    return (*native, Candidate("none", _none))
