"""All windows of an X11 desktop and the order in which they lie over each other (EWMH).

https://specifications.freedesktop.org/wm-spec/latest/: _NET_CLIENT_LIST_STACKING,
_NET_RESTACK_WINDOW, _NET_WM_DESKTOP, _NET_WM_WINDOW_TYPE.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_RESTACK = "_NET_RESTACK_WINDOW"
_ON_BEHALF_OF_THE_PERSON = 2  # Source indication "pager".
_ABOVE = 0  # X protocol, ConfigureWindow: stack-mode Above
_VIEWABLE = 2  # X protocol, GetWindowAttributes: map-state Viewable
_EVERYWHERE = 0xFFFFFFFF
_MAX_WORDS = 1024
_NO_WINDOWS = ("_NET_WM_WINDOW_TYPE_DOCK", "_NET_WM_WINDOW_TYPE_DESKTOP")


def numbers(display: Any, window: Any, name: str) -> list[int]:
    """The 32-bit numbers of a property; none where it is not there."""
    found = window.get_property(display.intern_atom(name), 0, 0, _MAX_WORDS)
    return [] if found is None or isinstance(found.value, bytes) else list(found.value)


def front_to_back(display: Any) -> Sequence[Any]:
    """The windows that one can switch to; where nobody manages windows, all that are shown."""
    from Xlib.error import XError

    root = display.screen().root
    managed = numbers(display, root, "_NET_CLIENT_LIST_STACKING")
    managed = managed or numbers(display, root, "_NET_CLIENT_LIST")
    if not managed:
        return [each for each in root.query_tree().children[::-1] if _shows(each)]
    found = []
    for number in reversed(managed):
        window = display.create_resource_object("window", number)
        try:
            if not _is_part_of_the_desktop(display, window):
                found.append(window)
        except XError:
            # It was closed meanwhile.
            continue
    return found


def is_elsewhere(display: Any, window: Any) -> bool:
    """Whether it is on another workspace than the one in use."""
    place = numbers(display, window, "_NET_WM_DESKTOP")[:1]
    current = numbers(display, display.screen().root, "_NET_CURRENT_DESKTOP")[:1]
    return bool(place and current) and place[0] not in (current[0], _EVERYWHERE)


def raise_over_others(display: Any, handle: int) -> None:
    """Put a window in front; who has the keyboard keeps it."""
    from Xlib import X
    from Xlib.protocol.event import ClientMessage

    root = display.screen().root
    window = display.create_resource_object("window", handle)
    if display.intern_atom(_RESTACK) in numbers(display, root, "_NET_SUPPORTED"):
        message = ClientMessage(
            window=window,
            client_type=display.intern_atom(_RESTACK),
            data=(32, [_ON_BEHALF_OF_THE_PERSON, 0, _ABOVE, 0, 0]),
        )
        root.send_event(message, X.SubstructureRedirectMask | X.SubstructureNotifyMask)
    else:
        window.configure(stack_mode=X.Above)
    display.sync()


def _shows(window: Any) -> bool:
    from Xlib.error import XError

    try:
        found = window.get_attributes()
    except XError:
        return False
    return bool(found.map_state == _VIEWABLE and not found.override_redirect)


def _is_part_of_the_desktop(display: Any, window: Any) -> bool:
    kinds = numbers(display, window, "_NET_WM_WINDOW_TYPE")
    return any(display.intern_atom(name) in kinds for name in _NO_WINDOWS)
