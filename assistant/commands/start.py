"""`earsight` alone: be the one running instance, or wake it."""

from __future__ import annotations

import argparse
import threading
from typing import TYPE_CHECKING

from assistant.commands.display import check_display
from assistant.core.errors import EarSightError
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
        from assistant.composition.parts import Parts

        app = DesktopApp(Parts())
        return app.run(on_ready=lambda: starting.done(app))
    finally:
        server.close()
