"""Whether there is a display, asked before anything that would wait for it for ever."""

from __future__ import annotations

import os
import sys
import threading

from assistant.core.errors import MissingPartError
from assistant.core.i18n import N_, _

ANSWER_SECONDS = 3.0
"""A local X server answers within milliseconds; one that hangs never does."""

_REMEDY = N_("Start EarSight inside a desktop, or try `earsight demo`.")


def check_display() -> None:
    """Look for a display before Qt does, which would end the process without a word.

    Raises:
        MissingPartError: there is none, or it does not answer.

    """
    if sys.platform != "linux" or os.environ.get("WAYLAND_DISPLAY"):
        return
    if not os.environ.get("DISPLAY"):
        raise MissingPartError(_("There is no display here."), _(_REMEDY))
    check_x_server()


def check_x_server() -> None:
    """Do nothing where no X server draws the windows.

    Raises:
        MissingPartError: one should, but it does not answer.

    """
    name = os.environ.get("DISPLAY", "")
    if sys.platform != "linux" or os.environ.get("WAYLAND_DISPLAY") or not name:
        return
    if not _answers(name):
        raise MissingPartError(
            _("The display {name} does not answer.").format(name=name), _(_REMEDY)
        )


def _answers(name: str) -> bool:
    """Ask in a thread of its own, which is left behind where the server hangs."""
    answered = threading.Event()

    def ask() -> None:
        from Xlib.display import Display
        from Xlib.error import ConnectionClosedError, DisplayError, XauthError

        try:
            Display(name).close()
        except (OSError, ConnectionClosedError, DisplayError, XauthError):
            return
        answered.set()

    thread = threading.Thread(target=ask, name="display check", daemon=True)
    thread.start()
    thread.join(ANSWER_SECONDS)
    return answered.is_set()
