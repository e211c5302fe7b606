"""Global keys on Windows: RegisterHotKey for chords, a keyboard hook while the layer is open.

The hook, and not a hotkey for each letter, because only a hook swallows the keys that mean nothing
too; it is there only while the layer is open, so that it never slows typing.
"""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Callable, Collection, Mapping
from ctypes import wintypes
from typing import Any

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import EarSightError
from assistant.core.i18n import _
from assistant.hotkeys.base import ChordTakenError
from assistant.hotkeys.calls import Calls
from assistant.hotkeys.chords import Chord
from assistant.hotkeys.windows_keys import (
    HELD_KEYS,
    WM_APP,
    WM_HOTKEY,
    LayerFilter,
    modifier_bits,
    registration,
)

WH_KEYBOARD_LL = 13
PM_NOREMOVE = 0


class KeyEvent(ctypes.Structure):
    """KBDLLHOOKSTRUCT."""

    _fields_ = (
        ("vkCode", wintypes.DWORD),
        ("scanCode", wintypes.DWORD),
        ("flags", wintypes.DWORD),
        ("time", wintypes.DWORD),
        ("dwExtraInfo", ctypes.c_size_t),
    )


def _user32() -> Any:
    if sys.platform != "win32":
        raise OSError("user32 is a part of Windows")
    library = ctypes.WinDLL("user32")
    library.CallNextHookEx.restype = ctypes.c_ssize_t
    library.CallNextHookEx.argtypes = (
        ctypes.c_void_p, ctypes.c_int, wintypes.WPARAM, wintypes.LPARAM,
    )  # fmt: skip
    library.SetWindowsHookExW.restype = ctypes.c_void_p
    library.SetWindowsHookExW.argtypes = (
        ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, wintypes.DWORD,
    )  # fmt: skip
    library.UnhookWindowsHookEx.argtypes = (ctypes.c_void_p,)
    library.VkKeyScanW.restype = ctypes.c_short
    library.VkKeyScanW.argtypes = (wintypes.WCHAR,)
    library.GetAsyncKeyState.restype = ctypes.c_short
    return library


def _hook_type() -> Any:
    signature = ctypes.c_ssize_t, ctypes.c_int, wintypes.WPARAM, wintypes.LPARAM
    if sys.platform == "win32":
        return ctypes.WINFUNCTYPE(*signature)
    return ctypes.CFUNCTYPE(*signature)


class WindowsHotkeys:
    """One thread with a message loop, which sleeps until Windows or a caller posts a message."""

    name = "windows"
    supports_chords = True
    supports_layer = True

    def __init__(self, user32: Any = None) -> None:
        """Use `user32`, by default Windows' own.

        Raises:
            OSError: this is not Windows.

        """
        self._user32 = user32 or _user32()
        self._names: dict[int, str] = {}
        self._chords: dict[str, Chord] = {}
        self._layer: LayerFilter | None = None
        self._hook: int | None = None
        self._hook_procedure = _hook_type()(self._on_key_event)
        self._running = True
        self._thread_id = 0
        self._calls = Calls("windows-hotkeys", self._run, self._wake)

    def availability(self) -> Availability:
        """Every desktop session of Windows has hotkeys."""
        return USABLE

    def start(
        self, on_press: Callable[[str], None], on_error: Callable[[EarSightError], None]
    ) -> None:
        """Listen. See `HotkeyBackend`."""
        self._on_press, self._on_error = on_press, on_error
        self._calls.start()

    def bind(self, bindings: Mapping[str, Chord]) -> list[EarSightError]:
        """Register exactly these. See `HotkeyBackend`."""
        wanted = dict(bindings)
        return self._calls.ask(lambda: self._register(wanted))

    def open_layer(self, keys: Collection[str], on_key: Callable[[str], None]) -> None:
        """Hook the keyboard. See `HotkeyBackend`."""
        self._calls.ask(lambda: self._hook_keyboard(keys, on_key))

    def close_layer(self) -> None:
        """Let keys through again. See `HotkeyBackend`."""

        def leave() -> None:
            if self._layer is not None:
                self._layer.closing = True

        self._calls.post(leave)

    def close(self) -> None:
        """Unregister everything and end the thread."""

        def stop() -> None:
            self._running = False

        self._calls.finish(stop)

    def _wake(self) -> None:
        self._user32.PostThreadMessageW(self._thread_id, WM_APP, 0, 0)

    def _run(self) -> None:
        message = wintypes.MSG()
        # The first look makes the thread's message queue, before anyone posts to it.
        self._user32.PeekMessageW(ctypes.byref(message), None, 0, 0, PM_NOREMOVE)
        self._thread_id = threading.get_native_id()
        self._calls.ready()
        try:
            while self._running:
                if self._user32.GetMessageW(ctypes.byref(message), None, 0, 0) <= 0:
                    break
                if message.message == WM_HOTKEY:
                    self._pressed(message.wParam)
                self._calls.run()
                if self._layer is not None and self._layer.finished:
                    self._unhook()
        finally:
            self._register({})
            self._unhook()

    def _register(self, wanted: Mapping[str, Chord]) -> list[EarSightError]:
        for number in self._names:
            self._user32.UnregisterHotKey(None, number)
        self._names, self._chords = {}, {}
        refused: list[EarSightError] = []
        for number, (binding, chord) in enumerate(wanted.items(), start=1):
            modifiers, key = registration(chord, self._user32.VkKeyScanW)
            if self._user32.RegisterHotKey(None, number, modifiers, key):
                self._names[number] = binding
                self._chords[binding] = chord
            else:
                refused.append(ChordTakenError(binding, chord))
        return refused

    def _pressed(self, number: int) -> None:
        binding = self._names.get(number)
        if binding is not None:
            self._on_press(binding)

    def _hook_keyboard(self, keys: Collection[str], on_key: Callable[[str], None]) -> None:
        scan = self._user32.VkKeyScanW
        self._layer = LayerFilter.of(keys, self._chords.values(), scan, on_key, self._layer)
        if self._hook is None:
            self._hook = self._user32.SetWindowsHookExW(
                WH_KEYBOARD_LL, self._hook_procedure, None, 0
            )
        if not self._hook:
            self._hook, self._layer = None, None
            raise EarSightError(_("Windows does not let EarSight read the next key."))

    def _on_key_event(self, code: int, message: int, address: int) -> int:
        layer = self._layer
        if code == 0 and layer is not None:
            event = KeyEvent.from_address(address)
            down = {
                modifier
                for key, modifier in HELD_KEYS.items()
                if modifier is not None and self._user32.GetAsyncKeyState(key) < 0
            }
            swallowed = layer.swallow(message, event.vkCode, event.time, modifier_bits(down))
            if layer.finished:
                self._wake()
            if swallowed:
                return 1
        return int(self._user32.CallNextHookEx(None, code, message, address))

    def _unhook(self) -> None:
        if self._hook is not None:
            self._user32.UnhookWindowsHookEx(self._hook)
        self._hook, self._layer = None, None
