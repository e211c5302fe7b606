"""What a program in a test session tells screen readers, over the accessibility bus (AT-SPI 2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from support.private_session import PrivateSession

_INTERFACE = "org.a11y.atspi."
_ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
_SECONDS = 3.0
_CHECKED, _FOCUSABLE, _FOCUSED, _SHOWING = 4, 11, 12, 25  # ATSPI_STATE_…

Node = tuple[str, str]
"""Bus name and object path."""


@dataclass(frozen=True)
class Item:
    """One thing in a window: `text` is what can be read in it with the cursor keys."""

    role: str
    name: str
    text: str
    focused: bool
    focusable: bool
    checked: bool
    showing: bool


def items(session: PrivateSession, program: str) -> list[Item]:
    """Everything in the windows of the program of that name, in the order of the tree."""
    with open_dbus_connection(bus_address(session)) as bus:
        return [
            item
            for node in _children(bus, _ROOT)
            if _property(bus, node, "Name") == program
            for item in _walk(bus, node)
        ]


def bus_address(session: PrivateSession) -> str:
    """Where the session's accessibility bus listens."""
    place = ["--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus"]
    answer = session.checked(
        "gdbus", "call", "--session", *place, "--method", "org.a11y.Bus.GetAddress"
    )
    return answer.strip("()',\n")


def role_and_name(bus: DBusConnection, node: Node) -> tuple[str, str]:
    """What a screen reader would say of it first."""
    role = str(_ask(bus, node, "Accessible", "GetRoleName", ""))
    return role, str(_property(bus, node, "Name"))


def _walk(bus: DBusConnection, node: Node) -> Iterator[Item]:
    role = str(_ask(bus, node, "Accessible", "GetRoleName", ""))
    text = ""
    if role in ("text", "label"):
        text = str(_ask(bus, node, "Text", "GetText", "ii", 0, -1))
    low, _high = _ask(bus, node, "Accessible", "GetState", "")
    states = (bool(low >> state & 1) for state in (_FOCUSED, _FOCUSABLE, _CHECKED, _SHOWING))
    yield Item(role, str(_property(bus, node, "Name")), text, *states)
    for child in _children(bus, node):
        yield from _walk(bus, child)


def _children(bus: DBusConnection, node: Node) -> list[Node]:
    return [(name, path) for name, path in _ask(bus, node, "Accessible", "GetChildren", "")]


def _property(bus: DBusConnection, node: Node, name: str) -> Any:
    address = DBusAddress(node[1], node[0], f"{_INTERFACE}Accessible")
    return bus.send_and_get_reply(Properties(address).get(name), timeout=_SECONDS).body[0][1]


def _ask(
    bus: DBusConnection, node: Node, interface: str, method: str, signature: str, *body: object
) -> Any:
    address = DBusAddress(node[1], node[0], f"{_INTERFACE}{interface}")
    message = new_method_call(address, method, signature or None, body)
    reply = bus.send_and_get_reply(message, timeout=_SECONDS)
    return "" if reply.header.message_type is MessageType.error else reply.body[0]
