"""macOS: a launch agent of the user (`man launchd.plist`)."""

from __future__ import annotations

import plistlib
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.core.backends import USABLE, Availability
from assistant.core.i18n import _
from assistant.desktop.autostart.base import NAME, refused

LABEL = f"org.{NAME}.{NAME}"


class LaunchAgentAutostart:
    """launchd reads the folder at each login."""

    name = "launch-agent"

    def __init__(self, folder: Path | None = None) -> None:
        self._file = (folder or Path.home() / "Library" / "LaunchAgents") / f"{LABEL}.plist"

    def availability(self) -> Availability:
        """On macOS always."""
        if sys.platform == "darwin":
            return USABLE
        return Availability(False, _("This is not macOS."))

    def is_on(self) -> bool:
        """See `Autostart`."""
        return self._file.exists()

    def turn_on(self, command: Sequence[str]) -> None:
        """See `Autostart`."""
        agent = {"Label": LABEL, "ProgramArguments": list(command), "RunAtLoad": True}
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_bytes(plistlib.dumps(agent))
        except OSError as error:
            raise refused(self._file, error) from error

    def turn_off(self) -> None:
        """See `Autostart`."""
        try:
            self._file.unlink(missing_ok=True)
        except OSError as error:
            raise refused(self._file, error) from error
