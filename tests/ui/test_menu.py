"""The menu of all actions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from support.accessibility import menu_faults, mnemonic

from assistant.core.actions import ACTIONS
from assistant.ui.menu import ActionMenu, HotkeyMenu

KEYS = {entry.id: f"Super+Shift+E, {entry.key.title()}" for entry in ACTIONS}
OFFERED = [entry for entry in ACTIONS if entry.id != "menu"]


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def menu(qtbot: QtBot, asked: list[str]) -> HotkeyMenu:
    menu = HotkeyMenu(asked.append, KEYS, lambda: asked.append("no keyboard"))
    qtbot.addWidget(menu)
    return menu


def test_every_action_is_there_with_its_key(menu: HotkeyMenu) -> None:
    texts = [entry.text() for entry in menu.actions() if not entry.isSeparator()]
    assert sorted(texts) == sorted(f"{entry.label}\t{KEYS[entry.id]}" for entry in OFFERED)


def test_the_audit_finds_nothing(menu: HotkeyMenu) -> None:
    assert menu_faults(menu) == []


def test_keys_change(menu: HotkeyMenu) -> None:
    menu.set_keys({"stop": "Super+Shift+X"})
    texts = {entry.objectName(): entry.text() for entry in menu.actions()}
    assert texts["stop"] == "S&top\tSuper+Shift+X"
    assert texts["repeat"] == "&Repeat"


def test_it_opens_on_the_screen_with_the_first_entry_chosen(menu: HotkeyMenu) -> None:
    menu.open()
    assert menu.isVisible()
    assert menu.activeAction().objectName() == OFFERED[0].id
    assert menu.screen().availableGeometry().contains(menu.geometry().topLeft())
    menu.close()


def test_opening_it_twice_goes_back_to_the_first_entry(menu: HotkeyMenu, qtbot: QtBot) -> None:
    menu.open()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    assert menu.activeAction().objectName() == OFFERED[1].id
    menu.open()
    assert menu.activeAction().objectName() == OFFERED[0].id
    menu.close()


def test_arrow_and_return_choose(menu: HotkeyMenu, asked: list[str], qtbot: QtBot) -> None:
    menu.open()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert not menu.isVisible()
    qtbot.waitUntil(lambda: asked == [OFFERED[1].id])


@pytest.mark.parametrize("index", range(len(OFFERED)), ids=lambda i: OFFERED[i].id)
def test_a_letter_chooses(menu: HotkeyMenu, asked: list[str], qtbot: QtBot, index: int) -> None:
    entry = OFFERED[index]
    menu.open()
    QTest.keyClick(menu, getattr(Qt.Key, f"Key_{mnemonic(entry.label).upper()}"))
    qtbot.waitUntil(lambda: asked == [entry.id])


def test_escape_closes_and_asks_for_nothing(
    menu: HotkeyMenu, asked: list[str], qtbot: QtBot
) -> None:
    menu.open()
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()
    assert asked == []


def test_the_picture_is_taken_without_the_menu(
    menu: HotkeyMenu, asked: list[str], qtbot: QtBot
) -> None:
    menu.open()
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert asked == []
    assert not menu.isVisible()
    qtbot.waitUntil(lambda: asked == ["read-window"])


def test_wayland_gets_the_window_instead(
    menu: HotkeyMenu, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "wayland")
    menu.open()
    assert not menu.isVisible()
    assert asked == ["no keyboard"]


def test_a_grabbed_keyboard_leads_to_the_window(
    menu: HotkeyMenu, asked: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Off screen, a grab is always refused, as by X11 while another program holds the keyboard."""
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    monkeypatch.setattr("assistant.ui.menu._GRAB_TRIES", 2)
    menu.open()
    qtbot.waitUntil(lambda: asked == ["no keyboard"])
    assert not menu.isVisible()


def test_windows_and_macos_get_an_active_window(
    menu: HotkeyMenu, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "windows")
    menu.open()
    menu.open()
    assert len(_invisible_windows()) == 1
    menu.close()
    qtbot.waitUntil(lambda: not _invisible_windows())


def _invisible_windows() -> list[QWidget]:
    shown = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    return [window for window in shown if window.windowOpacity() == 0.0]


def test_the_tray_menu_has_the_same_entries(qtbot: QtBot, menu: HotkeyMenu) -> None:
    tray_menu = ActionMenu(lambda action_id: None, KEYS)
    qtbot.addWidget(tray_menu)
    assert [a.text() for a in tray_menu.actions()] == [a.text() for a in menu.actions()]
