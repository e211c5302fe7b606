"""Windows: the user's Run key (learn.microsoft.com, "Run and RunOnce Registry Keys")."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import EarSightError
from assistant.core.i18n import _
from assistant.desktop.autostart.base import NAME

_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"


class RunKeyAutostart:
    """One value of the key is one command line."""

    name = "run-key"

    def availability(self) -> Availability:
        """On Windows always."""
        if sys.platform == "win32":
            return USABLE
        return Availability(False, _("This is not Windows."))

    if sys.platform == "win32":

        def is_on(self) -> bool:
            """See `Autostart`."""
            import winreg

            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _KEY) as key:
                    winreg.QueryValueEx(key, NAME)
            except OSError:
                return False
            return True

        def turn_on(self, command: Sequence[str]) -> None:
            """See `Autostart`."""
            import winreg

            try:
                with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _KEY) as key:
                    line = subprocess.list2cmdline(command)
                    winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, line)
            except OSError as error:
                raise _refused(error) from error

        def turn_off(self) -> None:
            """See `Autostart`."""
            import winreg

            try:
                access = winreg.KEY_SET_VALUE
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _KEY, 0, access) as key:
                    winreg.DeleteValue(key, NAME)
            except FileNotFoundError:
                return
            except OSError as error:
                raise _refused(error) from error

    else:

        def is_on(self) -> bool:
            """Never elsewhere."""
            return False

        def turn_on(self, command: Sequence[str]) -> None:  # noqa: ARG002
            """Refuse elsewhere."""
            raise EarSightError(self.availability().reason)

        def turn_off(self) -> None:
            """Nothing is on elsewhere."""


def _refused(error: OSError) -> EarSightError:
    return EarSightError(
        _("Windows refused: {reason}.").format(reason=error.strerror or error),
        _("Ask whoever manages this computer."),
    )
