"""The menu of all actions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from support.accessibility import menu_faults, mnemonic, submenus

from assistant.core.actions import ACTIONS, MOST_USED, Action, action
from assistant.ui.menu import ActionMenu, HotkeyMenu

KEYS = {entry.id: f"Super+Shift+E, {entry.key.title()}" for entry in ACTIONS}
OFFERED = [entry for entry in ACTIONS if entry.id != "menu"]


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.fixture
def menu(qtbot: QtBot, asked: list[str], heard: list[str]) -> HotkeyMenu:
    menu = HotkeyMenu(asked.append, KEYS, heard.append, lambda: asked.append("no keyboard"))
    qtbot.addWidget(menu)
    return menu


def test_every_action_is_there_with_its_key(menu: HotkeyMenu) -> None:
    texts = [entry.text() for submenu in submenus(menu) for entry in submenu.actions()]
    assert sorted(texts) == sorted(f"{entry.label}\t{KEYS[entry.id]}" for entry in OFFERED)


def test_what_is_used_most_comes_first(menu: HotkeyMenu) -> None:
    names = [entry.objectName() for entry in menu.actions()[: len(MOST_USED)]]
    assert names == list(MOST_USED)


def test_a_new_action_lands_in_the_submenu_of_its_group(menu: HotkeyMenu) -> None:
    for submenu in submenus(menu):
        assert len({action(entry.objectName()).group for entry in submenu.actions()}) == 1
    assert len(submenus(menu)) == len({entry.group for entry in OFFERED})


def test_the_audit_finds_nothing(menu: HotkeyMenu) -> None:
    assert menu_faults(menu) == []


def test_keys_change(menu: HotkeyMenu) -> None:
    menu.set_keys({"stop": "Super+Shift+X"})
    for place in (menu, _submenu_with(menu, "stop")):
        assert _entries(place)["stop"] == "S&top\tSuper+Shift+X"
    assert _entries(_submenu_with(menu, "repeat"))["repeat"] == "&Repeat"


def _entries(menu: QMenu) -> dict[str, str]:
    return {entry.objectName(): entry.text() for entry in menu.actions()}


def _submenu_with(menu: QMenu, action_id: str) -> QMenu:
    return next(submenu for submenu in submenus(menu) if action_id in _entries(submenu))


def test_it_opens_on_the_screen_with_the_first_entry_chosen(menu: HotkeyMenu) -> None:
    menu.open()
    assert menu.isVisible()
    assert menu.activeAction().objectName() == MOST_USED[0]
    assert menu.screen().availableGeometry().contains(menu.geometry().topLeft())
    menu.close()


def test_opening_it_twice_goes_back_to_the_first_entry(menu: HotkeyMenu, qtbot: QtBot) -> None:
    menu.open()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    assert menu.activeAction().objectName() == MOST_USED[1]
    menu.open()
    assert menu.activeAction().objectName() == MOST_USED[0]
    menu.close()


def test_arrow_and_return_choose(menu: HotkeyMenu, asked: list[str], qtbot: QtBot) -> None:
    menu.open()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert not menu.isVisible()
    qtbot.waitUntil(lambda: asked == [MOST_USED[1]])


@pytest.mark.parametrize("entry", OFFERED, ids=lambda entry: entry.id)
def test_two_letters_choose(
    menu: HotkeyMenu, asked: list[str], qtbot: QtBot, entry: Action
) -> None:
    submenu = _submenu_with(menu, entry.id)
    menu.open()
    _press(submenu.menuAction().text())
    assert QApplication.activePopupWidget() is submenu
    _press(entry.label)
    qtbot.waitUntil(lambda: asked == [entry.id])
    assert not menu.isVisible()


def _press(label: str) -> None:
    """Press the mnemonic of an entry in the menu that has the keyboard."""
    opened = QApplication.activePopupWidget()
    assert opened is not None
    QTest.keyClick(opened, getattr(Qt.Key, f"Key_{mnemonic(label).upper()}"))


def test_every_entry_is_told_as_one_comes_to_it(menu: HotkeyMenu, heard: list[str]) -> None:
    menu.open()
    assert heard == [f"Read window. {KEYS['read-window']}"]
    QTest.keyClick(menu, Qt.Key.Key_Up)
    assert heard[-1] == "EarSight, submenu"
    QTest.keyClick(menu, Qt.Key.Key_Right)
    assert heard[-1] == f"Show window. {KEYS['show-window']}"
    QTest.keyClick(_submenu_with(menu, "models"), Qt.Key.Key_Down)
    assert heard[-1] == f"Get models. {KEYS['models']}"


def test_right_opens_a_submenu_and_left_and_escape_close_it(menu: HotkeyMenu) -> None:
    menu.open()
    QTest.keyClick(menu, Qt.Key.Key_Up)
    last = submenus(menu)[-1]
    for back in (Qt.Key.Key_Left, Qt.Key.Key_Escape):
        QTest.keyClick(menu, Qt.Key.Key_Right)
        assert last.isVisible()
        QTest.keyClick(last, back)
        assert not last.isVisible()
        assert menu.isVisible()


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
    tray_menu = ActionMenu(lambda action_id: None, KEYS, lambda words: None)
    qtbot.addWidget(tray_menu)
    assert [_entries(m) for m in submenus(tray_menu)] == [_entries(m) for m in submenus(menu)]
    assert _entries(tray_menu) == _entries(menu)
