"""Notifications of the freedesktop.org specification, over D-Bus, with jeepney.

Specification: https://specifications.freedesktop.org/notification-spec/latest/
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import EarSightError
from assistant.core.i18n import _
from assistant.desktop.notification import APPLICATION, TIMEOUT_SECONDS

_NAME = "org.freedesktop.Notifications"
_EXPIRE_DEFAULT = -1
_URGENT = 2


class DBusNotifier:
    """Talks to the notification daemon of the session."""

    name = "dbus"

    def availability(self) -> Availability:
        """Whether the session bus has a notification daemon, running or startable."""
        try:
            known = self._bus_names("ListNames") + self._bus_names("ListActivatableNames")
        except EarSightError as error:
            return Availability(False, error.message)
        if _NAME in known:
            return USABLE
        return Availability(
            False, _("No notification daemon."), _("Install one, such as dunst or mako.")
        )

    def notify(self, title: str, text: str) -> None:
        """Show it as urgent, so that it stays and a screen reader reads it."""
        hints = {"urgency": ("y", _URGENT), "category": ("s", "device.error")}
        body: tuple[Any, ...] = (
            APPLICATION,
            0,
            "earsight",
            title,
            text,
            [],
            hints,
            _EXPIRE_DEFAULT,
        )
        self._call("/org/freedesktop/Notifications", _NAME, "Notify", "susssasa{sv}i", body)

    def _bus_names(self, method: str) -> list[str]:
        bus = "org.freedesktop.DBus"
        return list(self._call("/org/freedesktop/DBus", bus, method)[0])

    def _call(
        self, path: str, name: str, method: str, signature: str = "", body: Sequence[Any] = ()
    ) -> Sequence[Any]:
        from jeepney import DBusAddress, MessageType, new_method_call
        from jeepney.io.blocking import open_dbus_connection

        address = DBusAddress(path, bus_name=name, interface=name)
        message = new_method_call(address, method, signature or None, tuple(body))
        try:
            with open_dbus_connection(bus="SESSION", auth_timeout=TIMEOUT_SECONDS) as connection:
                reply = connection.send_and_get_reply(message, timeout=TIMEOUT_SECONDS)
        # KeyError: no bus address; ValueError: the bus refused us; EOFError: it hung up.
        except (OSError, KeyError, ValueError, EOFError) as error:
            raise EarSightError(_("The session bus does not answer.")) from error
        if reply.header.message_type is MessageType.error:
            raise EarSightError(_("The desktop shows no notification."))
        answer: Sequence[Any] = reply.body
        return answer
