"""Waits for the tray of the older, XEmbed kind, without asking again and again.

Specification: https://specifications.freedesktop.org/systemtray-spec/latest/
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QSocketNotifier, Signal
from Xlib import X, display, error


class XEmbedHost(QObject):
    """Emits `appeared` when a program announces itself as the tray.

    Raises:
        OSError: there is no X server.

    """

    appeared = Signal()

    def __init__(self) -> None:
        super().__init__()
        try:
            self._display = display.Display()
        except error.DisplayError as problem:
            raise ConnectionRefusedError(str(problem)) from problem
        screen = self._display.get_default_screen()
        self._selection = self._display.intern_atom(f"_NET_SYSTEM_TRAY_S{screen}")
        self._manager = self._display.intern_atom("MANAGER")
        # New owners of a manager selection tell so to all who select this mask on the root window.
        self._display.screen().root.change_attributes(event_mask=X.StructureNotifyMask)
        self._notifier = QSocketNotifier(self._display.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._read)
        self._display.flush()

    def is_present(self) -> bool:
        """Whether there is such a tray now."""
        return bool(self._display.get_selection_owner(self._selection) != X.NONE)

    def close(self) -> None:
        """Stop waiting."""
        self._notifier.setEnabled(False)
        self._display.close()

    def _read(self) -> None:
        try:
            while self._display.pending_events():
                event = self._display.next_event()
                if event.type == X.ClientMessage and event.client_type == self._manager:
                    _time, selection, *_rest = event.data[1]
                    if selection == self._selection:
                        self.appeared.emit()
        except (error.ConnectionClosedError, OSError):
            self._notifier.setEnabled(False)
