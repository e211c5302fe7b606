"""The ways to notify, move the focus, use the mouse and start with the session, best first."""

from __future__ import annotations

import sys

from assistant.core.backends import Candidate, choose
from assistant.desktop.autostart.base import Autostart
from assistant.desktop.focus.base import WindowFocus
from assistant.desktop.notification import Notifier
from assistant.desktop.pointer.base import Pointer


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


def focuses() -> list[Candidate[WindowFocus]]:
    """The candidates of this platform; the last one is always usable."""
    candidates = {
        "linux": [Candidate("x11", _x11_focus)],
        "win32": [Candidate("win32", _win32_focus)],
        "darwin": [Candidate("macos", _macos_focus)],
    }
    return [*candidates.get(sys.platform, []), Candidate("none", _no_focus)]


def window_focus() -> WindowFocus:
    """The best way to move the focus here, for one window: each remembers whom it took it from."""
    return choose(focuses())


def pointers() -> list[Candidate[Pointer]]:
    """The candidates of this platform."""
    candidates = {
        "win32": [Candidate("win32", _win32_pointer)],
        "darwin": [Candidate("macos", _macos_pointer)],
    }
    return candidates.get(sys.platform, [Candidate("x11", _x11_pointer)])


def _x11_focus() -> WindowFocus:
    from assistant.desktop.focus.x11 import X11Focus

    return X11Focus()


def _win32_focus() -> WindowFocus:
    from assistant.desktop.focus.win32 import Win32Focus

    return Win32Focus()


def _macos_focus() -> WindowFocus:
    from assistant.desktop.focus.macos import MacFocus

    return MacFocus()


def _no_focus() -> WindowFocus:
    from assistant.desktop.focus.none import NoFocus

    return NoFocus()


def autostarts() -> list[Candidate[Autostart]]:
    """The one candidate of this platform."""
    if sys.platform == "win32":
        from assistant.desktop.autostart.win32 import RunKeyAutostart

        return [Candidate("run-key", RunKeyAutostart)]
    if sys.platform == "darwin":
        from assistant.desktop.autostart.macos import LaunchAgentAutostart

        return [Candidate("launch-agent", LaunchAgentAutostart)]
    from assistant.desktop.autostart.xdg import XdgAutostart

    return [Candidate("xdg", XdgAutostart)]


def _x11_pointer() -> Pointer:
    from assistant.desktop.pointer.x11 import X11Pointer

    return X11Pointer()


def _win32_pointer() -> Pointer:
    from assistant.desktop.pointer.win32 import Win32Pointer

    return Win32Pointer()


def _macos_pointer() -> Pointer:
    from assistant.desktop.pointer.macos import MacPointer

    return MacPointer()
