"""Where the keyboard layout in use has its characters, on macOS."""

from __future__ import annotations

import ctypes
import sys
import threading
from typing import Any

from assistant.hotkeys.macos_keys import ANSI_KEYS

CARBON = "/System/Library/Frameworks/Carbon.framework/Carbon"
CORE_FOUNDATION = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"
SHIFT = 0x0200 >> 8
ACTION_DOWN, NO_DEAD_KEYS = 0, 1
"""kUCKeyActionDown, kUCKeyTranslateNoDeadKeysMask."""


def current_layout() -> dict[str, int]:
    """Character to key code, for the layout that types Latin letters; a plain key wins over Shift.

    Empty, so that the US places count, where macOS does not tell or this is not the main thread,
    the only one that may ask.
    """
    if sys.platform != "darwin" or threading.current_thread() is not threading.main_thread():
        return {}
    carbon, foundation = ctypes.CDLL(CARBON), ctypes.CDLL(CORE_FOUNDATION)
    carbon.TISCopyCurrentASCIICapableKeyboardLayoutInputSource.restype = ctypes.c_void_p
    carbon.TISGetInputSourceProperty.restype = ctypes.c_void_p
    carbon.TISGetInputSourceProperty.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    foundation.CFDataGetBytePtr.restype = ctypes.c_void_p
    foundation.CFDataGetBytePtr.argtypes = (ctypes.c_void_p,)
    foundation.CFRelease.argtypes = (ctypes.c_void_p,)
    source = carbon.TISCopyCurrentASCIICapableKeyboardLayoutInputSource()
    if not source:
        return {}
    try:
        name = ctypes.c_void_p.in_dll(carbon, "kTISPropertyUnicodeKeyLayoutData")
        data = carbon.TISGetInputSourceProperty(source, name)
        return _characters(carbon, foundation.CFDataGetBytePtr(data)) if data else {}
    finally:
        foundation.CFRelease(source)


def _characters(carbon: Any, layout: int) -> dict[str, int]:
    carbon.UCKeyTranslate.argtypes = (
        ctypes.c_void_p, ctypes.c_uint16, ctypes.c_uint16, ctypes.c_uint32, ctypes.c_uint32,
        ctypes.c_uint32, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p, ctypes.c_void_p,
    )  # fmt: skip
    carbon.LMGetKbdType.restype = ctypes.c_uint8
    keyboard = carbon.LMGetKbdType()
    found: dict[str, int] = {}
    for modifiers in (0, SHIFT):
        for code in sorted(ANSI_KEYS.values()):
            dead, length = ctypes.c_uint32(), ctypes.c_ulong()
            text = (ctypes.c_uint16 * 4)()
            status = carbon.UCKeyTranslate(
                layout, code, ACTION_DOWN, modifiers, keyboard, NO_DEAD_KEYS,
                ctypes.addressof(dead), 4, ctypes.addressof(length), ctypes.addressof(text),
            )  # fmt: skip
            if status == 0 and length.value == 1:
                found.setdefault(chr(text[0]).lower(), code)
    return found
