"""What a way of starting with the session must do."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from assistant.core.backends import Backend
from assistant.core.errors import EarSightError
from assistant.core.i18n import _

NAME = "earsight"


class Autostart(Backend, Protocol):
    """Has the system start EarSight when this user logs in."""

    def is_on(self) -> bool:
        """Whether it will."""
        ...

    def turn_on(self, command: Sequence[str]) -> None:
        """Have it run `command` (program and arguments) from the next login on.

        Raises:
            EarSightError: the system refused.

        """
        ...

    def turn_off(self) -> None:
        """Undo `turn_on`; nothing happens where it is off.

        Raises:
            EarSightError: the system refused.

        """
        ...


def refused(file: Path, error: OSError) -> EarSightError:
    """What to raise where the file that starts us cannot be written or removed."""
    return EarSightError(
        _("{file} cannot be changed: {reason}.").format(file=file, reason=error.strerror or error),
        _("Check that the folder can be written."),
    )


def own_command() -> list[str]:
    """What starts this EarSight again: the packaged program, or this Python and the package."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    script = Path(sys.executable).with_name("earsight")
    return [str(script)] if script.exists() else [sys.executable, "-m", "assistant"]
