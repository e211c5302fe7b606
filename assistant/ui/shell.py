"""Tray, menu and window together: the part of the program with windows."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import EarSightError
from assistant.core.i18n import _
from assistant.ui.application import icon
from assistant.ui.bridge import MainThread
from assistant.ui.main_window import MainWindow
from assistant.ui.menu import ActionMenu, HotkeyMenu
from assistant.ui.qt_language import use_language_in_qt
from assistant.ui.self_voice import SelfVoice
from assistant.ui.succession import dismiss, take_the_place
from assistant.ui.tray import Tray

TRAY_GRACE_MS = 1_500
"""How long a tray host may take to appear before the window is shown in its stead."""


class _OtherWindow(Protocol):
    """A window (a QWidget) that is made when it is first wanted."""

    def show_and_focus(self) -> None: ...


@runtime_checkable
class _Retranslates(Protocol):
    """One that changes its language itself, because it holds what must not be lost."""

    def retranslate(self) -> None: ...


@runtime_checkable
class _Works(Protocol):
    """One with work under way now and then, which ends with the window."""

    @property
    def is_working(self) -> bool: ...


class DesktopShell:
    """Made on the main thread; every method but `close` may then be called from any thread.

    `on_action` gets the id of the action that was chosen in tray, menu or window, on the main
    thread. `keys` says what to press for an action, in words.
    """

    def __init__(
        self, main_thread: MainThread, on_action: Callable[[str], None], keys: Mapping[str, str]
    ) -> None:
        self._main = main_thread
        self._on_action = on_action
        self._keys = keys
        self._tell: Callable[[str], object] = str
        self._voiced: Callable[[], bool] = bool
        self._status = _("EarSight is running.")
        self._made_window: MainWindow | None = None
        self._window_voice: SelfVoice | None = None
        self._others: dict[str, _OtherWindow] = {}
        self._makers: dict[str, Callable[[], _OtherWindow]] = {}
        self._outdated: set[str] = set()
        # Narrator hears only programs that have a window; elsewhere it is made when first shown.
        self._handle = int(self._window().winId()) if sys.platform == "win32" else 0
        self._make_menus()
        self._tray = Tray(icon(), self._tray_menu, self._raise_window)
        self._application = QGuiApplication.instance()
        if isinstance(self._application, QGuiApplication):
            self._application.focusWindowChanged.connect(self._on_focus)
        self._grace = QTimer()
        self._grace.setSingleShot(True)
        self._grace.timeout.connect(self._show_without_tray)

    def speak_with(self, tell: Callable[[str], object], voiced: Callable[[], bool]) -> None:
        """Let menus and window tell where the keyboard goes, where `voiced` says so."""
        self._tell, self._voiced = tell, voiced

    def window_handle(self) -> int:
        """The native handle of the main window on Windows, shown or not; elsewhere 0."""
        return self._handle

    def start(self) -> None:
        """Show the tray icon; where there is no tray, the window."""
        self._main.call(self._start)

    def show_menu(self) -> None:
        """Open the menu with the keyboard in it."""
        self._main.call(self._menu.open)

    def show_window(self, news: str = "") -> None:
        """Show the main window and give it the focus; tell the news, where there are any."""
        self._main.call(lambda: self._raise_window(news))

    def show_other(self, name: str, make: Callable[[], _OtherWindow]) -> None:
        """Show a window, made by `make` when first wanted, and give it the focus.

        When the language changes it is made anew, once it has the keyboard and its `is_working` is
        not true (any more), unless it has a method `retranslate`.
        """

        def show() -> None:
            self._makers[name] = make
            self._drop_outdated(name)
            if name not in self._others:
                self._others[name] = make()
            self._others[name].show_and_focus()

        self._main.call(show)

    def show_message(self, text: str) -> None:
        """Show a failure that could not be spoken, without taking the focus."""
        self._main.call(lambda: self._window().show_message(text))

    def set_status(self, text: str) -> None:
        """Put a message into the window, quietly."""
        self._main.call(lambda: self._set_status(text))

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Show other keys."""
        self._main.call(lambda: self._set_keys(keys))

    def retranslate(self) -> None:
        """Show everything in the language that EarSight talks in now."""
        self._main.call(self._retranslate)

    def balloon(self, title: str, text: str, timeout: float) -> bool:
        """A message from the tray icon; False where there is no icon."""
        return self._main.ask(lambda: self._tray.show_message(title, text), timeout)

    def close(self) -> None:
        """Take everything off the screen. On the main thread only."""
        self._grace.stop()
        if isinstance(self._application, QGuiApplication):
            self._application.focusWindowChanged.disconnect(self._on_focus)
            self._application = None
        self._tray.close()
        views = (self._menu, self._tray_menu, self._made_window, *self._others.values())
        for view in views:
            dismiss(view)
        self._made_window = None
        self._others.clear()

    def _window(self) -> MainWindow:
        """The window, made when it is first needed: most people with a tray never see it."""
        if self._made_window is None:
            self._made_window = MainWindow(
                self._on_action, lambda: self._tray.is_available, self._keys
            )
            self._window_voice = SelfVoice(
                self._made_window, lambda text: self._tell(text), lambda: self._voiced()
            )
            self._made_window.set_status(self._status)
        return self._made_window

    def _make_menus(self) -> None:
        self._tray_menu = ActionMenu(self._on_action, self._keys, self._say)
        self._menu = HotkeyMenu(self._on_action, self._keys, self._say, self._raise_window)

    def _retranslate(self) -> None:
        use_language_in_qt()
        old_menus = self._tray_menu, self._menu
        self._make_menus()
        self._tray.retranslate(self._tray_menu)
        old_window, self._made_window = self._made_window, None
        if self._handle:
            self._handle = int(self._window().winId())
        if old_window is not None and old_window.isVisible():
            new_window = self._window()
            take_the_place(old_window, new_window, new_window.show_and_focus)
        for old in (*old_menus, old_window):
            dismiss(old)
        for name in list(self._others):
            self._retranslate_other(name)

    def _retranslate_other(self, name: str) -> None:
        old = self._others[name]
        if isinstance(old, _Retranslates):
            old.retranslate()
            return
        window = old if isinstance(old, QWidget) and old.isVisible() else None
        works = isinstance(old, _Works) and old.is_working
        if works or (window is not None and not window.isActiveWindow()):
            # A new one is filled when it comes to the front, which nobody wants of it now.
            self._outdated.add(name)
            return
        self._outdated.discard(name)
        del self._others[name]
        if window is not None:
            self._others[name] = new = self._makers[name]()
            if isinstance(new, QWidget):
                take_the_place(window, new, new.show_and_focus)
        dismiss(old)

    def _drop_outdated(self, name: str) -> None:
        old = self._others.get(name)
        if name in self._outdated and not (isinstance(old, _Works) and old.is_working):
            self._outdated.discard(name)
            dismiss(self._others.pop(name))

    def _on_focus(self, _window: object) -> None:
        if self._outdated:
            self._main.call(self._renew_what_is_looked_at)

    def _renew_what_is_looked_at(self) -> None:
        for name in list(self._outdated):
            old = self._others.get(name)
            if isinstance(old, QWidget) and old.isActiveWindow():
                self._retranslate_other(name)

    def _say(self, text: str) -> None:
        if self._voiced():
            self._tell(text)

    def _raise_window(self, news: str = "") -> None:
        self._window().show_and_focus()
        if self._window_voice is not None:
            self._window_voice.greet(news)

    def _set_status(self, text: str) -> None:
        self._status = text
        if self._made_window is not None:
            self._made_window.set_status(text)

    def _set_keys(self, keys: Mapping[str, str]) -> None:
        self._keys = keys
        for view in (self._tray_menu, self._menu, self._made_window):
            if view is not None:
                view.set_keys(keys)

    def _start(self) -> None:
        self._tray.start()
        if not self._tray.is_available:
            self._grace.start(TRAY_GRACE_MS)

    def _show_without_tray(self) -> None:
        if not self._tray.is_available:
            self._window().show()


class TrayNotifier:
    """A notification from the tray icon: the first choice on Windows and macOS."""

    name = "tray"

    def __init__(self, shell: DesktopShell, timeout: float = 2.0) -> None:
        self._shell = shell
        self._timeout = timeout

    def availability(self) -> Availability:
        """Always worth trying: the icon may come and go."""
        return USABLE

    def notify(self, title: str, text: str) -> None:
        """Show it; see `desktop.notification.Notifier`."""
        try:
            shown = self._shell.balloon(title, text, self._timeout)
        except TimeoutError:
            shown = False
        if not shown:
            raise EarSightError(_("There is no tray to show a message in."))
