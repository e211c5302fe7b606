"""A desktop's notification service that shows nothing and prints each notification as JSON.

Prints {"event": "ready"}, then {"summary": …, "body": …, "urgency": …} a line. The interface is
the Desktop Notifications Specification 1.2.
"""

from __future__ import annotations

import json
import sys

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

SERVICE = DBusAddress("/org/freedesktop/Notifications", "org.freedesktop.Notifications")


def _answer(message: Message, number: int) -> Message:
    member = message.header.fields[HeaderFields.member]
    match member:
        case "Notify":
            _, _, _, summary, body, _, hints, _ = message.body
            urgency = hints.get("urgency", ("y", 1))[1]
            print(json.dumps({"summary": summary, "body": body, "urgency": urgency}), flush=True)
            return new_method_return(message, "u", (number,))
        case "GetCapabilities":
            return new_method_return(message, "as", (["body"],))
        case "GetServerInformation":
            return new_method_return(message, "ssss", ("recorder", "tests", "1", "1.2"))
        case _:
            return new_method_return(message)


def _serve(connection: DBusConnection) -> None:
    number = 0
    while True:
        message = connection.receive()
        if message.header.message_type is MessageType.method_call:
            number += 1
            connection.send(_answer(message, number))


def main() -> None:
    """Own the service's name and answer until the bus goes away."""
    connection = open_dbus_connection(bus="SESSION")
    Proxy(message_bus, connection).RequestName(SERVICE.bus_name)
    print(json.dumps({"event": "ready"}), flush=True)
    try:
        _serve(connection)
    except ConnectionError:
        sys.exit(0)


if __name__ == "__main__":
    main()
