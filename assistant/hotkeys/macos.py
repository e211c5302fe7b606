"""Global keys on macOS: Carbon's RegisterEventHotKey, which needs no permission.

Events arrive on the main run loop, which Qt runs: make, use and close this object on the main
thread only. In the layer the plain keys that mean something are hotkeys for its time; a key that
means nothing still reaches the program in front, because only an event tap, which needs the
Accessibility permission, could swallow it.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Collection, Mapping
from typing import Any

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import BadInputError, EarSightError, MissingPartError
from assistant.core.i18n import _
from assistant.hotkeys.base import ChordTakenError
from assistant.hotkeys.chords import Chord
from assistant.hotkeys.macos_keys import (
    four_characters,
    key_code,
    layer_registrations,
    modifier_bits,
)
from assistant.hotkeys.macos_layout import CARBON, current_layout

SIGNATURE = four_characters("EarS")
KEYBOARD_CLASS, HOT_KEY_PRESSED = four_characters("keyb"), 5
DIRECT_OBJECT, HOT_KEY_ID = four_characters("----"), four_characters("hkid")
HANDLED, NOT_HANDLED = 0, -9874
"""noErr, eventNotHandledErr."""


class HotKeyId(ctypes.Structure):
    """EventHotKeyID."""

    _fields_ = (("signature", ctypes.c_uint32), ("id", ctypes.c_uint32))


class EventType(ctypes.Structure):
    """EventTypeSpec."""

    _fields_ = (("event_class", ctypes.c_uint32), ("kind", ctypes.c_uint32))


_Handler = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


def _carbon() -> Any:
    if sys.platform != "darwin":
        raise OSError("Carbon is a part of macOS")
    library = ctypes.CDLL(CARBON)
    pointer, number = ctypes.c_void_p, ctypes.c_uint32
    library.GetApplicationEventTarget.restype = pointer
    library.InstallEventHandler.argtypes = (
        pointer, _Handler, ctypes.c_ulong, pointer, pointer, pointer,
    )  # fmt: skip
    library.RemoveEventHandler.argtypes = (pointer,)
    library.RegisterEventHotKey.argtypes = (number, number, HotKeyId, pointer, number, pointer)
    library.UnregisterEventHotKey.argtypes = (pointer,)
    library.GetEventParameter.argtypes = (
        pointer, number, number, pointer, ctypes.c_ulong, pointer, pointer,
    )  # fmt: skip
    return library


class MacHotkeys:
    """Hotkeys of the application's event target. No thread of its own."""

    name = "macos"
    supports_chords = True
    supports_layer = True

    def __init__(self, carbon: Any = None) -> None:
        """Use `carbon`, by default macOS' own.

        Raises:
            OSError: this is not macOS.

        """
        self._carbon = carbon or _carbon()
        self._handler = _Handler(self._on_event)
        self._installed = ctypes.c_void_p()
        self._numbers = 0
        self._references: dict[int, ctypes.c_void_p] = {}
        self._bindings: dict[int, str] = {}
        self._layer: dict[int, str] = {}
        self._on_key: Callable[[str], None] = lambda _key: None

    def availability(self) -> Availability:
        """Every Mac has Carbon hotkeys."""
        return USABLE

    def start(
        self, on_press: Callable[[str], None], on_error: Callable[[EarSightError], None]
    ) -> None:
        """Install the event handler. See `HotkeyBackend`."""
        self._on_press, self._on_error = on_press, on_error
        wanted = EventType(KEYBOARD_CLASS, HOT_KEY_PRESSED)
        status = self._carbon.InstallEventHandler(
            self._carbon.GetApplicationEventTarget(),
            self._handler,
            1,
            ctypes.addressof(wanted),
            None,
            ctypes.addressof(self._installed),
        )
        if status != 0:
            raise MissingPartError(_("macOS gave no hotkeys, error {n}.").format(n=status))

    def bind(self, bindings: Mapping[str, Chord]) -> list[EarSightError]:
        """Register exactly these. See `HotkeyBackend`."""
        self._unregister(self._bindings)
        layout = current_layout()
        refused: list[EarSightError] = []
        for binding, chord in bindings.items():
            code = key_code(chord.key, layout)
            if code is None:
                refused.append(
                    BadInputError(_("A Mac has no key for {c}.").format(c=chord.spoken()))
                )
                continue
            number = self._register(code, modifier_bits(chord.modifiers))
            if number is None:
                refused.append(ChordTakenError(binding, chord))
            else:
                self._bindings[number] = binding
        return refused

    def open_layer(self, keys: Collection[str], on_key: Callable[[str], None]) -> None:
        """Register the plain keys. See `HotkeyBackend`."""
        self._unregister(self._layer)
        self._on_key = on_key
        for (code, bits), key in layer_registrations(keys, current_layout()).items():
            number = self._register(code, bits)
            if number is not None:
                self._layer[number] = key
        if not self._layer:
            raise EarSightError(_("Another program holds the keyboard."))

    def close_layer(self) -> None:
        """Unregister the plain keys. See `HotkeyBackend`."""
        self._unregister(self._layer)

    def close(self) -> None:
        """Unregister everything."""
        self._unregister(self._layer)
        self._unregister(self._bindings)
        if self._installed:
            self._carbon.RemoveEventHandler(self._installed)
            self._installed = ctypes.c_void_p()

    def _register(self, code: int, bits: int) -> int | None:
        self._numbers += 1
        reference = ctypes.c_void_p()
        status = self._carbon.RegisterEventHotKey(
            code,
            bits,
            HotKeyId(SIGNATURE, self._numbers),
            self._carbon.GetApplicationEventTarget(),
            0,
            ctypes.addressof(reference),
        )
        if status != 0:
            return None
        self._references[self._numbers] = reference
        return self._numbers

    def _unregister(self, names: dict[int, str]) -> None:
        for number in names:
            self._carbon.UnregisterEventHotKey(self._references.pop(number))
        names.clear()

    def _on_event(self, _next: int, event: int, _data: int) -> int:
        pressed = HotKeyId()
        status = self._carbon.GetEventParameter(
            event,
            DIRECT_OBJECT,
            HOT_KEY_ID,
            None,
            ctypes.sizeof(pressed),
            None,
            ctypes.addressof(pressed),
        )
        if status != 0 or pressed.signature != SIGNATURE:
            return NOT_HANDLED
        if pressed.id in self._layer:
            self._on_key(self._layer[pressed.id])
        elif pressed.id in self._bindings:
            self._on_press(self._bindings[pressed.id])
        return HANDLED
