"""Asks the running instance. Imported by `earsight trigger`, so it loads nothing heavy."""

from __future__ import annotations

import time

from assistant.core.errors import EarSightError
from assistant.core.i18n import _
from assistant.desktop.messages import Reply, Trigger, decode_reply, encode
from assistant.desktop.transport import Connection, NotRunningError, Transport, local_transport

_RETRY_SECONDS = 0.05


class NoAnswerError(EarSightError):
    """The running instance took the message and said nothing."""

    code = "no-answer"

    def __init__(self) -> None:
        super().__init__(
            _("EarSight is running but does not answer."), _("End it, and start it again.")
        )


def send(
    message: Trigger,
    timeout: float = 5.0,
    *,
    patience: float = 0.0,
    transport: Transport | None = None,
) -> Reply:
    """Send one message and return the answer.

    `timeout` in seconds is for connecting, sending and the answer, each. `patience` is how long to
    try again while nobody listens: for a second start, which may be quicker than the first.

    Raises:
        NotRunningError: no instance runs.
        NoAnswerError: it does not answer.

    """
    try:
        connection = _connect(transport or local_transport(), timeout, patience)
        try:
            connection.send(encode(message), timeout)
            return decode_reply(connection.receive(timeout))
        finally:
            connection.close()
    except (OSError, TimeoutError) as error:
        raise NoAnswerError from error


def _connect(transport: Transport, timeout: float, patience: float) -> Connection:
    deadline = time.monotonic() + patience
    while True:
        try:
            return transport.connect(timeout)
        except NotRunningError:
            if time.monotonic() >= deadline:
                raise
            time.sleep(_RETRY_SECONDS)
