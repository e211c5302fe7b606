"""Tray, menu and window together, without any tray host."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from assistant.core.backends import Backend
from assistant.core.errors import EarSightError
from assistant.ui import shell as shell_module
from assistant.ui.application import icon
from assistant.ui.bridge import MainThread
from assistant.ui.main_window import MainWindow
from assistant.ui.menu import HotkeyMenu
from assistant.ui.shell import DesktopShell, TrayNotifier
from assistant.ui.tray import Tray

KEYS = {"stop": "Super+Shift+X"}


@pytest.fixture
def shell(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[DesktopShell]:
    monkeypatch.setattr(shell_module, "TRAY_GRACE_MS", 10)
    main_thread = MainThread()
    shell = DesktopShell(main_thread, lambda action_id: None, KEYS)
    yield shell
    shell.close()
    main_thread.close()


def _window() -> MainWindow | None:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    return next((window for window in found if window.isVisible()), None)


def test_without_a_tray_the_window_appears_and_does_not_take_the_focus(
    shell: DesktopShell, qtbot: QtBot
) -> None:
    shell.start()
    qtbot.waitUntil(lambda: _window() is not None)


def test_with_a_tray_no_window_appears(
    shell: DesktopShell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tray, "is_available", True)
    shell.start()
    qtbot.wait(100)
    assert _window() is None
    shell.show_window()
    qtbot.waitUntil(lambda: _window() is not None)


def test_messages_and_keys_from_another_thread(shell: DesktopShell, qtbot: QtBot) -> None:
    def work() -> None:
        shell.set_status("Early.")
        shell.set_keys({"stop": "Super+Shift+Z"})
        shell.show_message("No sound device was found.")

    threading.Thread(target=work).start()
    qtbot.waitUntil(lambda: _window() is not None)
    window = _window()
    assert window is not None
    stop, status = window.findChild(QPushButton, "stop"), window.findChild(QPlainTextEdit, "status")
    assert stop is not None
    assert "Super+Shift+Z" in stop.accessibleDescription()
    assert status is not None
    assert status.toPlainText() == "No sound device was found."


def test_the_menu_opens(shell: DesktopShell, qtbot: QtBot) -> None:
    shell.show_menu()
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), HotkeyMenu))


def test_close_leaves_nothing_on_the_screen(shell: DesktopShell, qtbot: QtBot) -> None:
    shell.show_window()
    shell.show_menu()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    shell.close()
    qtbot.waitUntil(lambda: not [w for w in QApplication.topLevelWidgets() if w.isVisible()])


def test_a_balloon_needs_a_tray(shell: DesktopShell) -> None:
    notifier = TrayNotifier(shell)
    backend: Backend = notifier
    assert backend.availability().usable
    with pytest.raises(EarSightError):
        notifier.notify("EarSight", "No sound device was found.")


def test_the_icon_can_be_drawn(qtbot: QtBot) -> None:
    for size in (16, 24, 64):
        image = icon().pixmap(size, size).toImage()
        assert image.width() == size
        assert len({image.pixel(x, size // 2) for x in range(size)}) > 2


def test_without_a_screen_reader_menus_and_window_tell_where_one_is(
    shell: DesktopShell, qtbot: QtBot
) -> None:
    heard: list[str] = []
    voiced = True
    shell.speak_with(heard.append, lambda: voiced)
    shell.show_window()
    qtbot.waitUntil(lambda: heard == ["Groups. Most used"])
    shell.show_window("EarSight is already running.")
    qtbot.waitUntil(lambda: heard[-1] == "EarSight is already running. Groups. Most used")
    window = _window()
    assert window is not None
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert heard[-1] == "Read"
    shell.show_menu()
    qtbot.waitUntil(lambda: heard[-1] == "Read window")
    voiced = False
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Down)
    assert heard[-1] == "Read window"
    shell.show_window("EarSight is already running.")
    qtbot.waitUntil(lambda: heard[-1] == "EarSight is already running.")
