"""Many questions at once over the accessibility bus, none waited for beyond a deadline."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from assistant.core.errors import CaptureError
from assistant.core.i18n import _
from assistant.screenmap.sources.base import Patience

IN_FLIGHT = 200
"""Questions sent before answers are taken, so that neither side's buffers fill."""
CONNECT_SECONDS = 0.1
SLICE_SECONDS = 0.05
PREFIX = "org.a11y.atspi."
_PROPERTIES = "org.freedesktop.DBus.Properties"

Accessible = tuple[str, str]
"""Bus name and object path."""

Question = tuple[Accessible, str, str | None, tuple[Any, ...]]
"""To whom; the method with its interface; the signature and values of its arguments."""


def call(
    to: Accessible, method: str, signature: str | None = None, body: tuple[Any, ...] = ()
) -> Question:
    """A call of a method such as "Component.GetExtents" of an AT-SPI interface."""
    return to, PREFIX + method, signature, body


def get(to: Accessible, attribute: str) -> Question:
    """Ask for a property such as "Accessible.Name"; the answer is the variant."""
    interface, _dot, name = attribute.rpartition(".")
    return to, f"{_PROPERTIES}.Get", "ss", (PREFIX + interface, name)


class AccessibilityBus:
    """An open connection, with the patience for everything asked on it."""

    def __init__(self, opened: Any, patience: Patience) -> None:
        self._opened = opened
        self._patience = patience
        self.timed_out = False

    def ask(self, questions: Sequence[Question], seconds: float = 60.0) -> list[Any]:
        """The first value of each answer; None where one was refused or did not come in time."""
        answers: list[Any] = []
        until = time.monotonic() + seconds
        for start in range(0, len(questions), IN_FLIGHT):
            answers += self._batch(questions[start : start + IN_FLIGHT], until)
        return answers

    def one(self, question: Question, seconds: float = 60.0) -> Any:
        """The first value of an answer, or None."""
        return self.ask([question], seconds)[0]

    def _batch(self, questions: Sequence[Question], until: float) -> list[Any]:
        from jeepney import HeaderFields, MessageType

        answers: list[Any] = [None] * len(questions)
        waiting = {self._send(question): place for place, question in enumerate(questions)}
        while waiting:
            reply = self._receive(until)
            if reply is None:
                break
            header = reply.header
            place = waiting.pop(header.fields.get(HeaderFields.reply_serial), None)
            if place is not None and header.message_type is MessageType.method_return:
                answers[place] = reply.body[0] if reply.body else None
        return answers

    def _receive(self, until: float) -> Any:
        """The next message; None where none came in time."""
        while (left := min(until - time.monotonic(), self._patience.left)) > 0:
            with suppress(TimeoutError):
                # In slices: the patience may end sooner than it looks now.
                return self._opened.receive(timeout=min(left, SLICE_SECONDS))
        self.timed_out = True
        return None

    def _send(self, question: Question) -> int:
        from jeepney import DBusAddress, MessageFlag, new_method_call

        to, method, signature, body = question
        interface, _dot, member = method.rpartition(".")
        message = new_method_call(DBusAddress(to[1], to[0], interface), member, signature, body)
        message.header.flags |= MessageFlag.no_auto_start
        serial = int(next(self._opened.outgoing_serial))
        self._opened.send(message, serial=serial)
        return serial


@contextmanager
def accessibility_bus(patience: Patience) -> Iterator[AccessibilityBus]:
    """The bus, for as long as the patience lasts.

    Raises:
        CaptureError: there is none, or it does not answer.
        ImportError: jeepney is not installed.

    """
    from assistant.capture.dbus import ask, connection

    with connection("SESSION", CONNECT_SECONDS) as session:
        from jeepney import DBusAddress

        launcher = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        address = ask(session, launcher, "GetAddress", timeout=CONNECT_SECONDS)[0]
    if not isinstance(address, str) or not address:
        raise CaptureError(_("The accessibility bus has no address."))
    with connection(address, CONNECT_SECONDS) as opened:
        yield AccessibilityBus(opened, patience)
