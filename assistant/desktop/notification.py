"""What a desktop notification backend must do."""

from __future__ import annotations

from typing import Protocol

from assistant.core.backends import Backend

APPLICATION = "EarSight"
TIMEOUT_SECONDS = 2.0
"""How long a notification may take; it is the last resort, so it must not hang, too."""


class Notifier(Backend, Protocol):
    """Shows a short text outside our window. For failures only, never for what was on the screen:
    desktops keep notifications in a history.
    """

    def notify(self, title: str, text: str) -> None:
        """Show it; at most about TIMEOUT_SECONDS, so not from the event loop.

        Raises:
            EarSightError: the desktop refused.

        """
        ...
