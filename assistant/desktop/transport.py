"""How messages reach the running instance: what a platform's transport must do."""

from __future__ import annotations

import sys
from typing import Protocol

from assistant.core.errors import EarSightError, MissingPartError
from assistant.core.i18n import _


class AlreadyRunningError(EarSightError):
    """Another instance of this user holds the socket."""

    code = "already-running"

    def __init__(self) -> None:
        super().__init__(_("EarSight is already running."))


class NotRunningError(MissingPartError):
    """Nobody listens."""

    code = "not-running"

    def __init__(self) -> None:
        super().__init__(_("EarSight is not running."), _("Start it with earsight."))


class Connection(Protocol):
    """One client and the server, checked to belong to the same user."""

    def receive(self, timeout: float) -> bytes:
        """One message, within `timeout` seconds in all, however slowly it comes.

        Raises:
            TimeoutError: it did not come in time.
            BadInputError: it is longer than `messages.MAX_BYTES`.
            OSError: the other side went away or is another user.

        """
        ...

    def send(self, data: bytes, timeout: float) -> None:
        """Send one message, within `timeout` seconds; TimeoutError, OSError as above."""
        ...

    def close(self) -> None:
        """End it, from any thread; a `receive` under way ends."""
        ...


class Listener(Protocol):
    """The server's side."""

    def accept(self) -> Connection | None:
        """Wait for the next client of the same user; None after `close`."""
        ...

    def close(self) -> None:
        """Wake `accept`, and leave neither socket nor lock behind. From any thread."""
        ...


class Transport(Protocol):
    """One way to the running instance."""

    def listen(self) -> Listener:
        """Become the running instance.

        Raises:
            AlreadyRunningError: there is one.
            EarSightError: there is no safe place for the socket.

        """
        ...

    def connect(self, timeout: float) -> Connection:
        """Reach the running instance.

        Raises:
            NotRunningError: there is none.
            OSError, TimeoutError: it cannot be reached.

        """
        ...


def local_transport() -> Transport:
    """The transport of the platform we run on."""
    if sys.platform == "win32":
        from assistant.desktop.named_pipe import NamedPipe

        return NamedPipe()
    from assistant.desktop.unix_socket import UnixSocket

    return UnixSocket()
