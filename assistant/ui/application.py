"""The Qt application object, set up for a program that lives in the tray."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QSocketNotifier
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from assistant import __version__
from assistant.core.resources import resource
from assistant.ui.clear_style import PLAIN, ClearStyle
from assistant.ui.qt_language import use_language_in_qt

NAME = "EarSight"
DESKTOP_FILE = "earsight"
"""Name of the .desktop file, for window grouping and portals."""


def create_application() -> QApplication:
    """The one QApplication. It lives on when its last window is closed."""
    QApplication.setApplicationName(NAME)
    QApplication.setApplicationDisplayName(NAME)
    QApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName(DESKTOP_FILE)
    application = QApplication([DESKTOP_FILE])
    application.setQuitOnLastWindowClosed(False)
    application.setWindowIcon(icon())
    make_clear(application)
    use_language_in_qt()
    return application


def make_clear(application: QApplication) -> None:
    """Let what one cannot see well be seen, unless the system's own style sees to that."""
    if application.style().name() == PLAIN:
        application.setStyle(ClearStyle())


def icon() -> QIcon:
    """EarSight's icon, sharp at every size."""
    return QIcon(str(resource("icons", "earsight.svg")))


class QuitSignals:
    """Turns SIGINT, SIGTERM and SIGHUP into `on_quit`, on the main thread, while Qt's loop runs.

    Python looks at signals between its own instructions only, and Qt's idle loop runs none; the
    interpreter's wake-up socket gives it a reason to.
    """

    def __init__(self, on_quit: Callable[[], None]) -> None:
        self._read, self._write = socket.socketpair()
        self._read.setblocking(False)
        self._write.setblocking(False)
        self._before = signal.set_wakeup_fd(self._write.fileno())
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._drain)
        names = ("SIGINT", "SIGTERM", "SIGHUP")
        self._handlers = {
            number: signal.signal(number, lambda _number, _frame: on_quit())
            for number in (getattr(signal, name, None) for name in names)
            if number is not None
        }

    def close(self) -> None:
        """Put everything back as it was."""
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._before)
        self._notifier.setEnabled(False)
        self._read.close()
        self._write.close()

    def _drain(self) -> None:
        self._read.recv(64)
