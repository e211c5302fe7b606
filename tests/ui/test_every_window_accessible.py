"""Every window, dialog, page and menu, audited in all colours, at twice the size, and mirrored."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QListWidget, QMenu, QMenuBar, QWidget
from pytestqt.qtbot import QtBot
from support.accessibility import audit, menu_faults, submenus
from support.every_window import WINDOWS
from support.keyboard_audit import keyboard_faults
from support.visible_audit import small_entries, too_large, visible_faults

PAGED = ("sections", "groups")
"""What the lists are called that turn to other pages."""
MENUS = ("menu",)
TAB_IS_TAKEN = ("region keys",)
"""There Tab is a key like others, and only the words can have the keyboard."""
NAMES = [name for name in WINDOWS if name not in MENUS]


def _pages(window: QWidget) -> Iterator[str]:
    """Turn to every page of the window in turn; one without a name where it has none."""
    lists = [each for each in window.findChildren(QListWidget) if each.objectName() in PAGED]
    if not lists:
        yield ""
    for pages in lists:
        for row in range(pages.count()):
            pages.setCurrentRow(row)
            yield pages.item(row).text()


def _active(name: str, bot: QtBot) -> QWidget:
    window = WINDOWS[name](bot)
    bot.waitUntil(window.isActiveWindow)
    return window


@pytest.mark.parametrize("name", NAMES)
def test_everything_is_named_seen_and_large_enough(name: str, colours: None, qtbot: QtBot) -> None:
    window = _active(name, qtbot)
    faults = {page: audit(window) + visible_faults(window) for page in _pages(window)}
    assert {page: found for page, found in faults.items() if found} == {}
    assert too_large(window) == []


@pytest.mark.parametrize("name", NAMES)
def test_twice_the_size_is_not_cut_and_fits_a_small_screen(
    name: str, twice_the_size: None, qtbot: QtBot
) -> None:
    window = _active(name, qtbot)
    faults = {page: audit(window) + visible_faults(window) for page in _pages(window)}
    assert {page: found for page, found in faults.items() if found} == {}
    assert too_large(window) == []


@pytest.mark.parametrize("name", [name for name in NAMES if name not in TAB_IS_TAKEN])
@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_tab_comes_to_everything_in_reading_order_and_back(
    name: str, direction: Qt.LayoutDirection, qtbot: QtBot, qapp: QApplication
) -> None:
    qapp.setLayoutDirection(direction)
    try:
        window = _active(name, qtbot)
        faults = {page: keyboard_faults(window) for page in _pages(window)}
        assert {page: found for page, found in faults.items() if found} == {}
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_every_menu_has_names_mnemonics_and_room(qtbot: QtBot) -> None:
    menu = WINDOWS["menu"](qtbot)
    assert isinstance(menu, QMenu)
    assert menu_faults(menu) == []
    assert len(submenus(menu)) > 1
    for each in (menu, *submenus(menu)):
        assert small_entries(each) == []


def test_the_menus_of_the_review_window_have_names_mnemonics_and_room(qtbot: QtBot) -> None:
    bar = WINDOWS["review"](qtbot).findChild(QMenuBar)
    assert isinstance(bar, QMenuBar)
    menus = [entry.menu() for entry in bar.actions() if isinstance(entry, QAction)]
    assert len(menus) > 1
    for menu in menus:
        assert isinstance(menu, QMenu)
        assert menu_faults(menu) + small_entries(menu) == []
