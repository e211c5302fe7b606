"""`earsight` alone: be the one running instance, or wake it."""

from __future__ import annotations

import argparse
import os
import sys
import threading
from typing import TYPE_CHECKING

from assistant.core.errors import EarSightError, MissingPartError
from assistant.core.i18n import _
from assistant.desktop.messages import Reply, Trigger
from assistant.desktop.socket_client import send
from assistant.desktop.socket_server import InstanceServer
from assistant.desktop.transport import AlreadyRunningError

if TYPE_CHECKING:
    from assistant.app import DesktopApp

START_SECONDS = 10.0
"""How long a trigger waits for a start under way."""


class _Starting:
    """Answers the socket, which is open before the app is whole."""

    def __init__(self) -> None:
        self._app: DesktopApp | None = None
        self._ready = threading.Event()

    def done(self, app: DesktopApp) -> None:
        """Hand every message to `app` from now on."""
        self._app = app
        self._ready.set()

    def handle(self, trigger: Trigger) -> Reply:
        """Answer as the app does."""
        self._ready.wait(START_SECONDS)
        if self._app is None:
            raise EarSightError(_("EarSight is still starting."), _("Try again in a moment."))
        return self._app.handle(trigger)


def run(_options: argparse.Namespace) -> int:
    """Run until told to quit."""
    starting = _Starting()
    server = InstanceServer(starting.handle)
    try:
        server.start()
    except AlreadyRunningError as error:
        send(Trigger(), patience=START_SECONDS)
        print(error.message)
        return 0
    try:
        check_display()
        from assistant.app import DesktopApp
        from assistant.composition import Parts

        app = DesktopApp(Parts())
        starting.done(app)
        return app.run()
    finally:
        server.close()


def check_display() -> None:
    """Look for a display before Qt does, which would end the process without a word.

    Raises:
        MissingPartError: there is none.

    """
    if sys.platform != "linux" or os.environ.get("WAYLAND_DISPLAY"):
        return
    name = os.environ.get("DISPLAY", "")
    if not name:
        raise MissingPartError(_("There is no display here."), _NO_DISPLAY)
    from Xlib.display import Display
    from Xlib.error import DisplayError, XauthError

    try:
        Display(name).close()
    except (OSError, DisplayError, XauthError) as error:
        raise MissingPartError(
            _("The display {name} does not answer.").format(name=name), _NO_DISPLAY
        ) from error


_NO_DISPLAY = _("Start EarSight inside a desktop, or try `earsight demo`.")
