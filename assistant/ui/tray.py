"""The tray icon, over StatusNotifier or XEmbed, as soon as there is a host for it."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from assistant.core.i18n import _
from assistant.ui.tray_host import TrayHost


class Tray(QObject):
    """Left click calls `on_click`, right click opens `menu`."""

    def __init__(self, icon: QIcon, menu: QMenu, on_click: Callable[[], None]) -> None:
        super().__init__()
        self._image = icon
        self._menu = menu
        self._on_click = on_click
        self._icon: QSystemTrayIcon | None = None
        self._host = TrayHost()
        self._host.appeared.connect(self._show)

    def start(self) -> None:
        """Show the icon now, or when a host appears. Never takes the focus."""
        self._host.start()

    @property
    def is_available(self) -> bool:
        """Whether the icon can be seen now."""
        return self._icon is not None and QSystemTrayIcon.isSystemTrayAvailable()

    def show_message(self, title: str, text: str) -> bool:
        """A balloon or notification from the icon; False where there is no icon."""
        if self._icon is None or not self.is_available:
            return False
        self._icon.showMessage(title, text, QSystemTrayIcon.MessageIcon.Warning)
        return True

    def retranslate(self, menu: QMenu) -> None:
        """Show another menu, and the words in the language that EarSight talks in now."""
        self._menu = menu
        if self._icon is not None:
            self._icon.setContextMenu(menu)
            self._icon.setToolTip(_("EarSight reads the screen aloud"))

    def close(self) -> None:
        """Take the icon away."""
        self._host.close()
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None

    def _show(self) -> None:
        self._icon = QSystemTrayIcon(self._image, self)
        self._icon.setToolTip(_("EarSight reads the screen aloud"))
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._clicked)
        self._icon.show()

    def _clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        # On macOS every click opens the menu; the window would open on top of it.
        click = QSystemTrayIcon.ActivationReason.Trigger
        if reason == click and sys.platform != "darwin":
            self._on_click()
