"""Takes out of a text what says who somebody is."""

from __future__ import annotations

import getpass
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_PATH = re.compile(r"(?<![\w.])(?:[A-Za-z]:|~)?(?:[\\/][^\\/:;,'\"<>|\n]*)*[\\/](?=[^\\/\s])")
"""A path up to its last part, which is kept: it is the name of a program or library.

Folders may have spaces in them, so that now and then a word too much is taken out.
"""
_SHORTEST = 3
"""Names that are shorter would be found inside of every other word."""


@dataclass(frozen=True, slots=True)
class Names:
    """What must not be in a text: the names of the user and the computer, and the home folder."""

    user: str
    computer: str
    home: str

    def taken_out(self, text: str) -> str:
        """The text without them, and with every path cut down to its last part."""
        text = text.replace(self.home, "~") if len(self.home) >= _SHORTEST else text
        text = _PATH.sub("…/", text)
        for name, instead in ((self.user, "USER"), (self.computer, "COMPUTER")):
            if len(name) >= _SHORTEST:
                whole = re.compile(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", re.IGNORECASE)
                text = whole.sub(instead, text)
        return text


def names() -> Names:
    """Those of this computer; what cannot be found out is empty."""
    return Names(_or_nothing(getpass.getuser), _or_nothing(socket.gethostname), str(_home()))


def _or_nothing(ask: Callable[[], str]) -> str:
    try:
        return ask()
    except (OSError, KeyError, ImportError):
        return ""


def _home() -> Path | str:
    try:
        return Path.home()
    except RuntimeError:
        return ""
