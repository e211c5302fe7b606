"""Whether there is a place for a tray icon, now or later.

Qt asks for a StatusNotifier host once, the first time a tray icon is made, and never again. After
logging in the host often comes later than we do, so on Linux we look ourselves, and let Qt make the
icon only when there is a host.
"""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

_WATCHER = "org.kde.StatusNotifierWatcher"


class TrayHost(QObject):
    """Emits `appeared` once, when the first tray host is there. Waiting costs no time."""

    appeared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._bus_watcher: Any = None
        self._xembed: Any = None

    def start(self) -> None:
        """Look now, and wait where there is none yet."""
        platform = QGuiApplication.platformName()
        if sys.platform != "linux" or platform not in ("xcb", "wayland"):
            if QSystemTrayIcon.isSystemTrayAvailable():
                self._found()
            return
        if self._has_status_notifier() or (platform == "xcb" and self._has_xembed()):
            self._found()

    def close(self) -> None:
        """Stop waiting."""
        for watched in (self._bus_watcher, self._xembed):
            if watched is not None:
                watched.deleteLater()
        if self._xembed is not None:
            self._xembed.close()
        self._bus_watcher = self._xembed = None

    def _found(self) -> None:
        self.close()
        self.appeared.emit()

    def _has_status_notifier(self) -> bool:
        from PySide6.QtDBus import QDBusConnection, QDBusServiceWatcher

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return False
        mode = QDBusServiceWatcher.WatchModeFlag.WatchForRegistration
        self._bus_watcher = QDBusServiceWatcher(_WATCHER, bus, mode)
        self._bus_watcher.serviceRegistered.connect(self._found)
        return bool(bus.interface().isServiceRegistered(_WATCHER).value())

    def _has_xembed(self) -> bool:
        from assistant.ui.xembed_host import XEmbedHost

        try:
            self._xembed = XEmbedHost()
        except OSError:
            return False
        self._xembed.appeared.connect(self._found)
        return bool(self._xembed.is_present())
