"""What tells a screen reader where the keyboard goes: focus events on the accessibility bus."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import Self

from jeepney import DBusAddress, MatchRule, message_bus, new_method_call
from jeepney.io.blocking import open_dbus_connection
from support.accessible_tree import Node, bus_address, role_and_name
from support.private_session import PrivateSession

_SENDER = 7
"""The header field of a message that names who sent it."""


class FocusEvents:
    """A context manager; `seen` are the roles and names of what got the keyboard, in order."""

    def __init__(self, session: PrivateSession) -> None:
        address = bus_address(session)
        self._events, self._questions = open_dbus_connection(address), open_dbus_connection(address)
        self.seen: list[tuple[str, str]] = []
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self) -> Self:
        """Listen."""
        rule = MatchRule(
            type="signal", interface="org.a11y.atspi.Event.Object", member="StateChanged"
        )
        registry = DBusAddress(
            "/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry"
        )
        name = ("object:state-changed:focused",)
        for call in (
            message_bus.AddMatch(rule),
            new_method_call(registry, "RegisterEvent", "s", name),
        ):
            self._events.send_and_get_reply(call, timeout=5)
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Listen no more."""
        self._ended.set()
        self._thread.join(5)
        self._events.close()
        self._questions.close()

    def _listen(self) -> None:
        while not self._ended.is_set():
            with suppress(TimeoutError):
                message = self._events.receive(timeout=0.1)
                body = message.body
                if body and body[0] == "focused" and body[1] == 1:
                    fields = message.header.fields
                    self._note((str(fields[_SENDER]), str(fields[1])))

    def _note(self, node: Node) -> None:
        # It may be gone before it is asked.
        with suppress(Exception):
            self.seen.append(role_and_name(self._questions, node))
