"""What a backend must do that uses the mouse in the person's stead."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from assistant.core.backends import Backend
from assistant.core.errors import EarSightError
from assistant.core.i18n import _
from assistant.core.pointing import Button, Spot

RELEASE_SECONDS = 2.0
_LOOK_SECONDS = 0.01


class Pointer(Backend, Protocol):
    """Moves the pointer and clicks. May take two seconds; from any thread."""

    def move(self, spot: Spot) -> None:
        """Put the pointer there.

        Raises:
            MissingPartError: this desktop does not let programs do that; with the remedy.

        """
        ...

    def click(self, spot: Spot, button: Button = Button.LEFT, times: int = 1) -> None:
        """Put the pointer there and click, twice for a double click.

        Modifier keys that are still held are waited for: with them a click means something else.

        Raises:
            MissingPartError: as `move`.
            EarSightError: the keys are not let go, or the desktop refuses this click.

        """
        ...


def wait_for_release(held: Callable[[], object]) -> None:
    """Wait until no modifier key is down.

    Raises:
        EarSightError: the person does not let go.

    """
    deadline = time.monotonic() + RELEASE_SECONDS
    while held():
        if time.monotonic() > deadline:
            raise EarSightError(
                _("Not clicked, because keys are held down."), _("Let them go, and try again.")
            )
        time.sleep(_LOOK_SECONDS)
