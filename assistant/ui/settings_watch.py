"""Notices when another program, such as our own command line, changes the settings file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher


class SettingsWatch:
    """Calls `on_change`, on the main thread, when something in the settings' folder changes."""

    def __init__(self, folder: Path, on_change: Callable[[], object]) -> None:
        self._watcher = QFileSystemWatcher()
        # Only a folder that is there can be watched, and the first setting is yet to come.
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._watcher.addPath(str(folder))
        self._watcher.directoryChanged.connect(lambda _folder: on_change())
