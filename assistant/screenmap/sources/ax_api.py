"""The few functions of ApplicationServices and CoreFoundation that a tree and its actions need."""

from __future__ import annotations

import ctypes
from ctypes import c_bool, c_double, c_float, c_int, c_int32, c_long, c_uint32, c_ulong, c_void_p
from functools import cache
from typing import Any

from assistant.screenmap.sources.ax_types import ATTRIBUTES, Values

_FRAMEWORKS = "/System/Library/Frameworks"
_UTF8 = 0x08000100  # kCFStringEncodingUTF8
_POINT, _SIZE = 1, 2  # kAXValueTypeCGPoint, kAXValueTypeCGSize
_DOUBLE = 13  # kCFNumberDoubleType
_LONGEST = 4096


class _Pair(ctypes.Structure):
    """CGPoint and CGSize."""

    _fields_ = (("first", c_double), ("second", c_double))


class Element:
    """An AXUIElement that is kept as long as this object."""

    def __init__(self, pointer: int) -> None:
        """Take hold of a borrowed pointer."""
        self.pointer = _libraries()[0].CFRetain(pointer)

    def __del__(self) -> None:
        """Let go."""
        _libraries()[0].CFRelease(self.pointer)


class AxApi:
    """Implements `ax.AxTree`."""

    def windows(self, pid: int, seconds: float) -> list[Any]:
        """As `AxTree.windows`."""
        foundation, services = _libraries()
        program = services.AXUIElementCreateApplication(pid)
        if not program:
            return []
        services.AXUIElementSetMessagingTimeout(program, seconds)
        name, answer = _string("AXWindows"), c_void_p()
        refused = services.AXUIElementCopyAttributeValue(program, name, ctypes.byref(answer))
        foundation.CFRelease(name)
        found = _owned(answer.value) if not refused else []
        foundation.CFRelease(program)
        return found if isinstance(found, list) else []

    def values(self, element: Element) -> Values:
        """As `AxTree.values`."""
        _foundation, services = _libraries()
        answer = c_void_p()
        refused = services.AXUIElementCopyMultipleAttributeValues(
            element.pointer, _attributes(), 0, ctypes.byref(answer)
        )
        found = _owned(answer.value) if not refused else []
        pairs = zip(ATTRIBUTES, found, strict=False)
        return {name: value for name, value in pairs if value is not None}

    def perform(self, element: Element, action: str, seconds: float) -> int:
        """As `AxHands.perform`."""
        foundation, services = _libraries()
        services.AXUIElementSetMessagingTimeout(element.pointer, seconds)
        name = _string(action)
        error = services.AXUIElementPerformAction(element.pointer, name)
        foundation.CFRelease(name)
        return int(error)

    def focus(self, element: Element, seconds: float) -> int:
        """As `AxHands.focus`."""
        foundation, services = _libraries()
        services.AXUIElementSetMessagingTimeout(element.pointer, seconds)
        name = _string("AXFocused")
        true = c_void_p.in_dll(foundation, "kCFBooleanTrue")
        error = services.AXUIElementSetAttributeValue(element.pointer, name, true)
        foundation.CFRelease(name)
        return int(error)


def is_trusted() -> bool:
    """Whether the person allowed this program to ask others."""
    return bool(_libraries()[1].AXIsProcessTrusted())


def _owned(pointer: int | None) -> Any:
    """An owned value as Python's, released."""
    if not pointer:
        return None
    value = _as_python(pointer)
    _libraries()[0].CFRelease(pointer)
    return value


def _as_python(pointer: int) -> Any:
    foundation, services = _libraries()
    kind = foundation.CFGetTypeID(pointer)
    if kind == foundation.CFStringGetTypeID():
        buffer = ctypes.create_string_buffer(_LONGEST)
        fits = foundation.CFStringGetCString(pointer, buffer, _LONGEST, _UTF8)
        return buffer.value.decode("utf-8", "replace") if fits else ""
    if kind == foundation.CFBooleanGetTypeID():
        return bool(foundation.CFBooleanGetValue(pointer))
    if kind == foundation.CFNumberGetTypeID():
        number = c_double()
        foundation.CFNumberGetValue(pointer, _DOUBLE, ctypes.byref(number))
        return number.value
    if kind == foundation.CFArrayGetTypeID():
        count = foundation.CFArrayGetCount(pointer)
        return [_as_python(foundation.CFArrayGetValueAtIndex(pointer, n)) for n in range(count)]
    if kind == services.AXUIElementGetTypeID():
        return Element(pointer)
    if kind == services.AXValueGetTypeID():
        pair = _Pair()
        if services.AXValueGetType(pointer) in (_POINT, _SIZE) and services.AXValueGetValue(
            pointer, services.AXValueGetType(pointer), ctypes.byref(pair)
        ):
            return pair.first, pair.second
    return None


def _string(text: str) -> int:
    made = _libraries()[0].CFStringCreateWithCString(None, text.encode(), _UTF8)
    return int(made)


def _array_callbacks() -> Any:
    return ctypes.addressof(c_void_p.in_dll(_libraries()[0], "kCFTypeArrayCallBacks"))


@cache
def _attributes() -> int:
    """The list of all attributes' names, kept for ever."""
    foundation, _services = _libraries()
    names = [_string(name) for name in ATTRIBUTES]
    listed = (c_void_p * len(names))(*names)
    return int(foundation.CFArrayCreate(None, listed, len(names), _array_callbacks()))


@cache
def _libraries() -> tuple[Any, Any]:
    """CoreFoundation and ApplicationServices, with the types of what is called."""
    foundation = ctypes.CDLL(f"{_FRAMEWORKS}/CoreFoundation.framework/CoreFoundation")
    services = ctypes.CDLL(f"{_FRAMEWORKS}/ApplicationServices.framework/ApplicationServices")
    pointer_to = ctypes.POINTER(c_void_p)
    for library, name, result, *arguments in (
        (foundation, "CFRetain", c_void_p, c_void_p),
        (foundation, "CFRelease", None, c_void_p),
        (foundation, "CFGetTypeID", c_ulong, c_void_p),
        (foundation, "CFStringGetTypeID", c_ulong),
        (foundation, "CFBooleanGetTypeID", c_ulong),
        (foundation, "CFNumberGetTypeID", c_ulong),
        (foundation, "CFArrayGetTypeID", c_ulong),
        (foundation, "CFStringGetCString", c_bool, c_void_p, c_void_p, c_long, c_uint32),
        (foundation, "CFStringCreateWithCString", c_void_p, c_void_p, ctypes.c_char_p, c_uint32),
        (foundation, "CFBooleanGetValue", c_bool, c_void_p),
        (foundation, "CFNumberGetValue", c_bool, c_void_p, c_long, c_void_p),
        (foundation, "CFArrayGetCount", c_long, c_void_p),
        (foundation, "CFArrayGetValueAtIndex", c_void_p, c_void_p, c_long),
        (foundation, "CFArrayCreate", c_void_p, c_void_p, c_void_p, c_long, c_void_p),
        (services, "AXUIElementGetTypeID", c_ulong),
        (services, "AXValueGetTypeID", c_ulong),
        (services, "AXValueGetType", c_uint32, c_void_p),
        (services, "AXValueGetValue", c_bool, c_void_p, c_uint32, c_void_p),
        (services, "AXIsProcessTrusted", c_bool),
        (services, "AXUIElementCreateApplication", c_void_p, c_int),
        (services, "AXUIElementSetMessagingTimeout", c_int32, c_void_p, c_float),
        (services, "AXUIElementCopyAttributeValue", c_int32, c_void_p, c_void_p, pointer_to),
        (services, "AXUIElementPerformAction", c_int32, c_void_p, c_void_p),
        (services, "AXUIElementSetAttributeValue", c_int32, c_void_p, c_void_p, c_void_p),
        (
            services, "AXUIElementCopyMultipleAttributeValues", c_int32,
            c_void_p, c_void_p, c_uint32, pointer_to,
        ),
    ):  # fmt: skip
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return foundation, services
