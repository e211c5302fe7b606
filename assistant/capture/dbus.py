"""Single D-Bus questions through jeepney, each on a connection of its own and bounded in time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from assistant.core.errors import CaptureError
from assistant.core.i18n import _


@contextmanager
def connection(bus: str, timeout: float) -> Iterator[Any]:
    """A jeepney connection to the "SESSION" or "SYSTEM" bus.

    Raises:
        CaptureError: there is no such bus, or it does not answer within `timeout` seconds.

    """
    from jeepney.io.blocking import open_dbus_connection

    try:
        opened = open_dbus_connection(bus=_address(bus), auth_timeout=timeout)
    except (OSError, ValueError, RuntimeError) as error:
        raise CaptureError(_("The desktop's message bus does not answer.")) from error
    with opened:
        yield opened


def ask(
    opened: Any,
    address: Any,
    method: str,
    signature: str | None = None,
    body: tuple[Any, ...] = (),
    *,
    timeout: float,
    start: bool = False,
) -> tuple[Any, ...]:
    """Call a method and return what it answers.

    A service that is not running yet is started only with `start`.

    Raises:
        CaptureError: it refused, is not there, or took longer than `timeout` seconds.

    """
    from jeepney import MessageFlag, new_method_call
    from jeepney.wrappers import DBusErrorResponse, unwrap_msg

    message = new_method_call(address, method, signature, body)
    if not start:
        message.header.flags |= MessageFlag.no_auto_start
    try:
        answer: tuple[Any, ...] = unwrap_msg(opened.send_and_get_reply(message, timeout=timeout))
    except (DBusErrorResponse, OSError, EOFError, ValueError) as error:
        raise CaptureError(_("The desktop does not answer.")) from error
    return answer


def get_property(
    opened: Any, address: Any, name: str, *, timeout: float, start: bool = False
) -> Any:
    """The value of property `name` of `address.interface`; raises as `ask` does."""
    from jeepney import DBusAddress

    properties = DBusAddress(
        address.object_path, address.bus_name, "org.freedesktop.DBus.Properties"
    )
    wanted = (address.interface, name)
    answer = ask(opened, properties, "Get", "ss", wanted, timeout=timeout, start=start)
    _signature, value = answer[0]
    return value


def _address(bus: str) -> str:
    """Jeepney knows the session bus by its variable only; systemd also puts it in a known place."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if bus == "SESSION" and "DBUS_SESSION_BUS_ADDRESS" not in os.environ:
        if not runtime:
            raise OSError("no session bus")
        return f"unix:path={runtime}/bus"
    return bus
