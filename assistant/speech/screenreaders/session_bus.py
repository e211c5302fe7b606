"""Calls on the D-Bus session bus, through jeepney; safe to use from several threads."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.core.errors import SpeechError
from assistant.core.i18n import _

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection

DBUS = "org.freedesktop.DBus"


@dataclass(frozen=True, slots=True)
class Method:
    """A method of an object on the bus. `signature` is D-Bus' own, of the arguments."""

    bus_name: str
    path: str
    interface: str
    member: str
    signature: str = ""


HAS_OWNER = Method(DBUS, "/org/freedesktop/DBus", DBUS, "NameHasOwner", "s")


class SessionBus:
    """One connection, opened when it is first needed and again after it was lost."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connection: DBusConnection | None = None

    def call(self, method: Method, *arguments: Any, timeout: float) -> tuple[Any, ...]:
        """Call, and return the answer's body; `timeout` in seconds.

        Raises:
            SpeechError: there is no bus, no such object, no answer in time, or an error came back.

        """
        from jeepney import DBusAddress, MessageType, new_method_call

        address = DBusAddress(method.path, method.bus_name, method.interface)
        message = new_method_call(address, method.member, method.signature or None, arguments)
        with self._lock:
            try:
                reply = self._open().send_and_get_reply(message, timeout=timeout)
            except (OSError, EOFError, KeyError, ValueError, RuntimeError) as error:
                self._drop()
                raise SpeechError(_("The message bus of the desktop does not answer.")) from error
        if reply.header.message_type is MessageType.error:
            raise SpeechError(_("The screen reader refused."))
        body: tuple[Any, ...] = reply.body
        return body

    def has_owner(self, bus_name: str, timeout: float = 0.5) -> bool:
        """Whether a program with that name is on the bus; it is not started by asking."""
        try:
            (owned,) = self.call(HAS_OWNER, bus_name, timeout=timeout)
        except SpeechError:
            return False
        return bool(owned)

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._drop()

    def _open(self) -> DBusConnection:
        if self._connection is None:
            from jeepney.io.blocking import open_dbus_connection

            self._connection = open_dbus_connection(bus="SESSION")
        return self._connection

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
