"""The running instance's ear: answers other processes of the same user."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from assistant.core.errors import EarSightError
from assistant.core.i18n import _
from assistant.desktop.messages import Reply, Trigger, decode_trigger, encode
from assistant.desktop.transport import Connection, Listener, Transport, local_transport

log = logging.getLogger(__name__)

READ_SECONDS = 2.0
"""A client has this long to send its line."""
MAX_CLIENTS = 16
"""More at once are turned away."""
CLOSE_SECONDS = 1.0
"""How long `close` waits for answers under way."""


class InstanceServer:
    """The one running instance.

    `handler` is called on a thread of its own for each client, must return soon, and may raise
    EarSightError, which becomes the answer. Waiting for clients costs no processor time.
    """

    def __init__(
        self, handler: Callable[[Trigger], Reply], transport: Transport | None = None
    ) -> None:
        self._handler = handler
        self._transport = transport or local_transport()
        self._listener: Listener | None = None
        self._lock = threading.Lock()
        self._clients: dict[threading.Thread, Connection] = {}
        self._thread = threading.Thread(target=self._serve, name="instance", daemon=True)

    def start(self) -> None:
        """Become the one instance and begin to answer.

        Raises:
            AlreadyRunningError: there is one already.
            EarSightError: there is no safe place for the socket.

        """
        try:
            self._listener = self._transport.listen()
        except OSError as error:
            raise EarSightError(
                _("EarSight cannot open its local socket: {reason}.").format(
                    reason=error.strerror or type(error).__name__
                )
            ) from error
        self._thread.start()

    def close(self) -> None:
        """Stop answering; answers under way are finished first. Leaves no socket behind."""
        if self._listener is None:
            return
        self._listener.close()
        self._thread.join()
        deadline = time.monotonic() + CLOSE_SECONDS
        with self._lock:
            clients = dict(self._clients)
        for thread, connection in clients.items():
            if thread is not threading.current_thread():
                thread.join(max(0.0, deadline - time.monotonic()))
                connection.close()
        self._listener = None

    def _serve(self) -> None:
        listener = self._listener
        while listener is not None and (connection := listener.accept()) is not None:
            thread = threading.Thread(
                target=self._answer, args=(connection,), name="client", daemon=True
            )
            with self._lock:
                if len(self._clients) >= MAX_CLIENTS:
                    connection.close()
                    continue
                self._clients[thread] = connection
            thread.start()

    def _answer(self, connection: Connection) -> None:
        try:
            reply = self._reply_to(connection)
            connection.send(encode(reply), READ_SECONDS)
        except (OSError, TimeoutError) as error:
            log.info("a client went away: %s", type(error).__name__)
        finally:
            connection.close()
            with self._lock:
                self._clients.pop(threading.current_thread(), None)

    def _reply_to(self, connection: Connection) -> Reply:
        try:
            return self._handler(decode_trigger(connection.receive(READ_SECONDS)))
        except EarSightError as error:
            return Reply(False, error.error_code, error.message, error.remedy)
        except (OSError, TimeoutError):
            raise
        except Exception as error:
            # Only the type is logged: a message could carry what was on the screen.
            log.error("a request over the socket failed: %s", type(error).__name__)  # noqa: TRY400
            return Reply(
                False,
                EarSightError.code,
                _("Something went wrong inside EarSight: {kind}.").format(
                    kind=type(error).__name__
                ),
            )
