"""A stand-in for Orca's D-Bus service, on a message bus of its own."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any


@contextmanager
def message_bus(folder: Path) -> Iterator[str]:
    """A private message bus; yields its address."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    command.append(f"--address=unix:path={folder / 'bus'}")
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as daemon:
        if daemon.stdout is None:
            raise RuntimeError("The message bus has no output.")
        try:
            yield daemon.stdout.readline().strip()
        finally:
            daemon.terminate()


class FakeOrca:
    """Owns one of Orca's names and answers as that generation of Orca does."""

    def __init__(self, address: str, bus_name: str, module: str, rate: float = 50) -> None:
        from jeepney import DBusAddress, new_method_call
        from jeepney.io.blocking import open_dbus_connection

        self._connection = open_dbus_connection(bus=address)
        self._path = "/" + bus_name.replace(".", "/")
        self._module = f"{self._path}/{module}"
        self._rate = rate
        self.accepts = True
        self.presented: list[str] = []
        self.interrupted = threading.Event()
        bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        request = new_method_call(bus, "RequestName", "su", (bus_name, 0))
        self._connection.send_and_get_reply(request, timeout=5)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Leave the bus."""
        self._ended.set()
        self._thread.join(5)
        self._connection.close()

    def _serve(self) -> None:
        from jeepney import HeaderFields, MessageType, new_error, new_method_return

        while not self._ended.is_set():
            with suppress(TimeoutError):
                message = self._connection.receive(timeout=0.05)
                if message.header.message_type is not MessageType.method_call:
                    continue
                fields = message.header.fields
                answer = self._answer(
                    fields[HeaderFields.path], fields[HeaderFields.member], message.body
                )
                if answer is None:
                    reply = new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")
                else:
                    reply = new_method_return(message, *answer)
                self._connection.send(reply)

    def _answer(self, path: str, member: str, body: tuple[Any, ...]) -> tuple[Any, ...] | None:
        if path == self._path and member == "PresentMessage":
            if self.accepts:
                self.presented.append(body[0])
            return "b", (self.accepts,)
        if path == self._path and member == "GetVersion":
            return "s", ("51.0",)
        if path == self._module and member == "ListCommands":
            return "a(ss)", ([],)
        if path == self._module and (member, body) in (
            ("ExecuteCommand", ("InterruptSpeech", False)),
            ("InterruptSpeech", (False,)),
        ):
            self.interrupted.set()
            return "b", (True,)
        if path == self._module and body[-1:] == ("Rate",):
            return "v", (("d", self._rate),)
        return None
