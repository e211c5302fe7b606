"""The accessibility services there are, by platform."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from assistant.core.backends import Candidate
from assistant.screenmap.sources.base import AccessibilitySource


def _atspi() -> AccessibilitySource:
    from assistant.screenmap.sources.atspi import AtspiSource

    return AtspiSource()


def _uia() -> AccessibilitySource:
    from assistant.screenmap.sources.uia import UiaSource

    return UiaSource()


def _ax() -> AccessibilitySource:
    from assistant.screenmap.sources.ax import AxSource

    return AxSource()


def _silent() -> AccessibilitySource:
    from assistant.screenmap.sources.silent import SilentSource

    return SilentSource()


def accessibility_sources() -> Sequence[Candidate[AccessibilitySource]]:
    """Every way of asking applications on this platform; the last is always usable."""
    candidates = {
        "linux": [Candidate("at-spi", _atspi)],
        "win32": [Candidate("ui-automation", _uia)],
        "darwin": [Candidate("ax", _ax)],
    }
    return [*candidates.get(sys.platform, []), Candidate("silent", _silent)]
