"""One connection to the X server, opened when first needed and kept.

Opening takes python-xlib some 20 ms (it loads the whole keyboard map), asking less than one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
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
                    self._display = None
                    if fresh:
                        raise
                return question(self._open())
            except (ConnectionClosedError, DisplayError, XauthError, OSError) as error:
                self._display = None
                raise CaptureError(_("The X server does not answer.")) from error

    def close(self) -> None:
        """Let the connection go; the next question opens another."""
        with self._lock:
            if self._display is not None:
                self._display.close()
                self._display = None

    def _open(self) -> Any:
        if self._display is None:
            from Xlib.display import Display

            self._display = Display()
        return self._display


@cache
def shared_connection() -> X11Connection:
    """The one connection of this process."""
    return X11Connection()
