"""A message bus of a test's own, and services on it that answer as they are told."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Answer = Callable[["BusService", Any], None]

missing_programs = [name for name in ("dbus-daemon",) if shutil.which(name) is None]


@contextmanager
def private_bus() -> Iterator[str]:
    """Start a bus; its address."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        if process.stdout is None:
            raise RuntimeError("no standard output")
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


class BusService(threading.Thread):
    """Owns `name` on a bus and hands every method call to `answer`. A context manager."""

    def __init__(self, address: str, name: str, answer: Answer) -> None:
        """Be there when this returns."""
        super().__init__(daemon=True)
        from jeepney.bus_messages import message_bus
        from jeepney.io.blocking import Proxy, open_dbus_connection

        self._answer = answer
        self._connection: Any = open_dbus_connection(bus=address)
        Proxy(message_bus, self._connection).RequestName(name)
        self.start()

    def run(self) -> None:
        """Answer until `__exit__`."""
        from jeepney import MessageType

        while True:
            try:
                message = self._connection.receive()
            except OSError:
                self._connection.close()
                return
            if message.header.message_type is MessageType.method_call:
                self._answer(self, message)

    def send(self, message: Any) -> None:
        """Send a reply or a signal."""
        self._connection.send(message)

    def __enter__(self) -> BusService:
        return self

    def __exit__(self, *_error: object) -> None:
        self._connection.sock.shutdown(socket.SHUT_RDWR)
        self.join(10)
