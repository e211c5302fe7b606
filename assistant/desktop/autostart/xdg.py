"""Linux desktops: a file in the folder of the Desktop Application Autostart Specification."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.core.backends import USABLE, Availability
from assistant.core.i18n import _
from assistant.desktop.autostart.base import NAME, refused

_ENTRY = """\
[Desktop Entry]
Type=Application
Version=1.5
Name=EarSight
Comment={comment}
Exec={command}
Icon=earsight
Terminal=false
X-GNOME-Autostart-enabled=true
"""
_RESERVED = frozenset(" \t\n\"'\\><~|&;$*?#()`%")
"""Characters for which an argument must be quoted (Desktop Entry Specification, Exec key)."""


class XdgAutostart:
    """`folder` is $XDG_CONFIG_HOME, usually ~/.config."""

    name = "xdg"

    def __init__(self, folder: Path | None = None) -> None:
        if folder is None:
            from platformdirs import user_config_path

            folder = user_config_path()
        self._file = folder / "autostart" / f"{NAME}.desktop"

    def availability(self) -> Availability:
        """Always: a desktop that does not read the folder ignores the file."""
        return USABLE

    def is_on(self) -> bool:
        """See `Autostart`. A desktop's own settings switch an entry off by "Hidden"."""
        try:
            lines = self._file.read_text("utf-8", errors="replace").splitlines()
        except OSError:
            return False
        off = {"Hidden=true", "X-GNOME-Autostart-enabled=false"}
        return not off.intersection(line.replace(" ", "") for line in lines)

    def turn_on(self, command: Sequence[str]) -> None:
        """See `Autostart`."""
        text = _ENTRY.format(
            command=" ".join(map(_quoted, command)),
            comment=_("Press a key anywhere, hear what is on the screen"),
        )
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(text, "utf-8")
        except OSError as error:
            raise refused(self._file, error) from error

    def turn_off(self) -> None:
        """See `Autostart`."""
        try:
            self._file.unlink(missing_ok=True)
        except OSError as error:
            raise refused(self._file, error) from error


def _quoted(argument: str) -> str:
    """Quote for the Exec key, whose value is unescaped twice: as a string, then as arguments."""
    argument = argument.replace("%", "%%")
    if not _RESERVED.intersection(argument):
        return argument
    for reserved in '\\"`$':
        argument = argument.replace(reserved, f"\\{reserved}")
    return '"' + argument.replace("\\", "\\\\") + '"'
