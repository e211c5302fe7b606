"""Whether this machine can make a sound at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from assistant.core.backends import USABLE, Availability
from assistant.core.i18n import _


def sound_device() -> Availability:
    """Look, in a millisecond, for a sound server or card.

    Only a certain "no" is unusable: an unusual set-up (a remote server, an own ALSA
    configuration) and every platform but Linux count as usable, and prove it by being heard.
    """
    if sys.platform != "linux" or _server() or _card() or _own_configuration():
        return USABLE
    return Availability(
        False, _("There is no sound device."), _("Connect one, or start the sound server.")
    )


def _server() -> bool:
    address = os.environ.get("PULSE_SERVER", "")
    if address:
        path = address.removeprefix("unix:")
        return not path.startswith("/") or Path(path).exists()
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"))
    sockets = (runtime / "pulse" / "native", runtime / "pipewire-0", Path("/run/pulse/native"))
    return any(path.exists() for path in sockets)


def _card() -> bool:
    """A playback device of a card, as ALSA names it: pcmC0D0p."""
    return any(Path("/dev/snd").glob("pcmC*p"))


def _own_configuration() -> bool:
    files = (Path.home() / ".asoundrc", Path("/etc/asound.conf"), Path("/dev/dsp"))
    return any(path.exists() for path in files)
