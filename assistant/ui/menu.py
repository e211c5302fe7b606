"""The menu of all actions: the tray's, and the one that a hotkey opens with or without a tray."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QCursor, QGuiApplication, QHideEvent
from PySide6.QtWidgets import QMenu, QWidget

from assistant.core.actions import Action
from assistant.core.i18n import _
from assistant.core.labels import without_mnemonic
from assistant.ui.action_groups import description, most_used, parts

SETTLE_MS = 120
"""From a closed menu to a picture without it: the window below must be painted again."""
_GRAB_EVERY_MS = 25
_GRAB_TRIES = 80
"""The keyboard belongs to the hotkey's grab until its keys are let go: try for two seconds."""


class ActionMenu(QMenu):
    """What is used most, and a submenu for each group of actions, with their keys.

    `on_action` gets the id once the menu is off the screen. `on_entry` gets the words of each entry
    that the person comes to, for whoever works without a screen reader.
    """

    def __init__(
        self,
        on_action: Callable[[str], None],
        keys: Mapping[str, str],
        on_entry: Callable[[str], object],
    ) -> None:
        super().__init__("EarSight")
        self._on_action = on_action
        self._entries: list[tuple[Action, QAction]] = []
        for entry in most_used():
            self._add(self, entry)
        self.addSeparator()
        for part in parts(without="menu"):
            submenu = self.addMenu(_(part.title))
            for entry in part.actions:
                self._add(submenu, entry)
        self.set_keys(keys)
        self.hovered.connect(lambda entry: on_entry(_in_words(entry)))

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Show these keys, action id to words; actions that are missing have none."""
        for entry, shown in self._entries:
            key = keys.get(entry.id, "")
            shown.setText(f"{_(entry.label)}\t{key}" if key else _(entry.label))
            shown.setStatusTip(description(entry, key))

    def _add(self, menu: QMenu, entry: Action) -> None:
        shown = menu.addAction(_(entry.label))
        shown.setObjectName(entry.id)
        shown.setMenuRole(QAction.MenuRole.NoRole)
        delay = SETTLE_MS if entry.about_screen else 0
        shown.triggered.connect(lambda: QTimer.singleShot(delay, lambda: self._on_action(entry.id)))
        self._entries.append((entry, shown))


class HotkeyMenu(ActionMenu):
    """The same menu, opened from anywhere with the keyboard in it.

    On X11 the menu grabs the keyboard, so the focus never moves. Windows and macOS give the
    keyboard to an active window only, so an invisible one holds it while the menu is open. Wayland
    lets no program open a menu out of the blue; there, and wherever the keyboard cannot be had,
    `on_no_keyboard` is called instead.
    """

    def __init__(
        self,
        on_action: Callable[[str], None],
        keys: Mapping[str, str],
        on_entry: Callable[[str], object],
        on_no_keyboard: Callable[[], None],
    ) -> None:
        super().__init__(on_action, keys, on_entry)
        self._on_no_keyboard = on_no_keyboard
        self._anchor: QWidget | None = None

    def open(self) -> None:
        """Open it in the middle of the screen in use, with the first entry chosen."""
        platform = QGuiApplication.platformName()
        if platform.startswith("wayland"):
            self._on_no_keyboard()
            return
        if not self.isVisible():
            if platform in ("windows", "cocoa"):
                self._anchor = _invisible_window()
            self.popup(self._place())
        self.setActiveAction(self.actions()[0])
        if platform == "xcb":
            self._grab_keyboard(_GRAB_TRIES)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the keyboard back to whoever had it."""
        if self._anchor is not None:
            self._anchor.close()
            self._anchor = None
        super().hideEvent(event)

    def _place(self) -> QPoint:
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        size = self.sizeHint()
        return screen.availableGeometry().center() - QPoint(size.width() // 2, size.height() // 2)

    def _grab_keyboard(self, tries: int) -> None:
        if not self.isVisible():
            return
        window = self.windowHandle()
        if window.setKeyboardGrabEnabled(True):
            # With the mouse, too, a click elsewhere closes the menu.
            window.setMouseGrabEnabled(True)
        elif tries:
            QTimer.singleShot(_GRAB_EVERY_MS, lambda: self._grab_keyboard(tries - 1))
        else:
            self.close()
            self._on_no_keyboard()


def _in_words(entry: QAction) -> str:
    name, _tab, key = without_mnemonic(entry.text()).partition("\t")
    if isinstance(entry.menu(), QMenu):
        return _("{name}, submenu").format(name=name)
    return f"{name}. {key}" if key else name


def _invisible_window() -> QWidget:
    window = QWidget(None, Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.setWindowOpacity(0.0)
    window.resize(1, 1)
    window.show()
    window.activateWindow()
    return window
