"""The ways to show a notification, in order of preference."""

from __future__ import annotations

import sys

from assistant.core.backends import Candidate
from assistant.desktop.notification import Notifier


def notifiers() -> list[Candidate[Notifier]]:
    """The candidates of this platform. The tray icon (`ui`) can be put before them."""
    from assistant.desktop.command_notification import notify_send, osascript, powershell

    if sys.platform == "win32":
        return [Candidate("powershell", powershell)]
    if sys.platform == "darwin":
        return [Candidate("osascript", osascript)]
    return [Candidate("dbus", _dbus), Candidate("notify-send", notify_send)]


def _dbus() -> Notifier:
    from assistant.desktop.dbus_notification import DBusNotifier

    return DBusNotifier()
