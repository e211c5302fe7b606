"""One connection to the X server, opened when first needed and kept.

Opening takes python-xlib some 20 ms (it loads the whole keyboard map), asking less than one.
"""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any, TypeVar

from assistant.core.errors import CaptureError
from assistant.core.i18n import _

T = TypeVar("T")


class X11Connection:
    """Runs questions to the X server one at a time, from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._display: Any = None

    def ask(self, question: Callable[[Any], T]) -> T:
        """Return `question(display)`, where `display` is an `Xlib.display.Display`.

        A connection that the server has closed meanwhile is opened anew once.

        Raises:
            CaptureError: there is no X server to talk to.

        """
        from Xlib.error import ConnectionClosedError, DisplayError, XauthError

        with self._lock:
            fresh = self._display is None
            try:
                try:
                    return question(self._open())
                except (ConnectionClosedError, OSError):
                    self._drop()
                    if fresh:
                        raise
                return question(self._open())
            except (ConnectionClosedError, DisplayError, XauthError, OSError) as error:
                self._drop()
                raise CaptureError(_("The X server does not answer.")) from error

    def close(self) -> None:
        """Let the connection go; the next question opens another."""
        with self._lock:
            self._drop()

    def _open(self) -> Any:
        if self._display is None:
            from Xlib.display import Display

            self._display = Display(_local_only(os.environ.get("DISPLAY", "")))
        return self._display

    def _drop(self) -> None:
        from Xlib.error import ConnectionClosedError

        display, self._display = self._display, None
        if display is not None:
            with suppress(ConnectionClosedError, OSError):
                display.close()


def _local_only(display_name: str) -> str:
    """Name a display of this machine so that python-xlib does not try the network for it."""
    return f"unix/{display_name}" if display_name.startswith(":") else display_name


@cache
def shared_connection() -> X11Connection:
    """The one connection of this process."""
    connection = X11Connection()
    atexit.register(connection.close)
    return connection
