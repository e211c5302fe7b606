"""How one speaks instead of typing, where the system offers that."""

from __future__ import annotations

import sys

from assistant.core.i18n import _


def dictation_hint(platform: str = sys.platform) -> str:
    """What to press in a field to dictate into it, in a sentence; empty where nothing is known."""
    if platform == "win32":
        return _("Windows plus H dictates.")
    if platform == "darwin":
        return _("The microphone key or your Mac's dictation shortcut dictates.")
    return ""
