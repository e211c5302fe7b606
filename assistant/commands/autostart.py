"""`earsight autostart`: start with the desktop session, or not."""

from __future__ import annotations

import argparse

from assistant.core.backends import choose
from assistant.core.i18n import _
from assistant.desktop.autostart.base import own_command
from assistant.desktop.registry import autostarts


def run(options: argparse.Namespace) -> int:
    """Turn it on or off, and say how it is now."""
    autostart = choose(autostarts())
    if options.state == "on":
        autostart.turn_on(own_command())
    elif options.state == "off":
        autostart.turn_off()
    print(
        _("EarSight starts with the desktop.")
        if autostart.is_on()
        else _("EarSight does not start by itself.")
    )
    return 0
