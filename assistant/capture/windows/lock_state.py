"""Whether a Linux session is locked: login1's hint, then the desktops' screen savers, by D-Bus."""

from __future__ import annotations

from typing import Any

from assistant.capture.dbus import ask, connection, get_property
from assistant.core.errors import CaptureError

_TIMEOUT = 0.1
"""Seconds for each answer; all of these services are local and answer in a millisecond."""

_SCREEN_SAVERS = (
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
)


def session_is_locked() -> bool:
    """Whether login1 or a running screen saver says so; False where nobody can tell."""
    try:
        return _login_says_so() or _screen_saver_says_so()
    except ImportError:  # No jeepney: nobody can be asked.
        return False


def _login_says_so() -> bool:
    from jeepney import DBusAddress

    # "auto" is the caller's session, or the person's display session (systemd 243).
    session = DBusAddress(
        "/org/freedesktop/login1/session/auto",
        "org.freedesktop.login1",
        "org.freedesktop.login1.Session",
    )
    try:
        with connection("SYSTEM", _TIMEOUT) as opened:
            return get_property(opened, session, "LockedHint", timeout=_TIMEOUT) is True
    except CaptureError:
        return False


def _screen_saver_says_so() -> bool:
    try:
        with connection("SESSION", _TIMEOUT) as opened:
            return any(_is_active(opened, name, path) for name, path in _SCREEN_SAVERS)
    except CaptureError:
        return False


def _is_active(opened: Any, name: str, path: str) -> bool:
    from jeepney import DBusAddress

    try:
        return ask(opened, DBusAddress(path, name, name), "GetActive", timeout=_TIMEOUT)[0] is True
    except (CaptureError, IndexError):
        return False
