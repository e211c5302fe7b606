"""The focus on X11: by the window manager where there is one, else by the X server.

Specification: EWMH, _NET_ACTIVE_WINDOW,
https://specifications.freedesktop.org/wm-spec/latest/ar01s03.html
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from typing import Any

from assistant.core.backends import USABLE, Availability
from assistant.core.i18n import _

log = logging.getLogger(__name__)

_ACTIVE = "_NET_ACTIVE_WINDOW"
_ON_BEHALF_OF_THE_PERSON = 2
"""Source indication "pager". Programs (1) are refused where the person's last key went elsewhere,
and ours did: a global hotkey tells the toolkit no time."""
_MAX_WORDS = 1024


class X11Focus:
    """Connects for each question: they are few, and an idle connection would have to be read."""

    name = "x11"

    def __init__(self) -> None:
        self._active = 0
        self._focused = 0

    def availability(self) -> Availability:
        """Usable where an X server draws the windows."""
        if os.environ.get("WAYLAND_DISPLAY"):
            return Availability(False, _("Under Wayland the desktop moves the focus."))
        if not os.environ.get("DISPLAY"):
            return Availability(False, _("There is no X11 display."))
        return USABLE

    def remember(self) -> None:
        """See `WindowFocus.remember`."""
        self._active = self._focused = 0
        _ask(self._look)

    def take(self, window: int) -> None:
        """See `WindowFocus.take`."""
        _ask(lambda display: _give(display, window, window))

    def give_back(self) -> None:
        """See `WindowFocus.give_back`."""
        active, focused = self._active, self._focused
        self._active = self._focused = 0
        if active or focused:
            _ask(lambda display: _give(display, active, focused))

    def _look(self, display: Any) -> None:
        self._active = next(iter(_numbers(display, _ACTIVE)), 0)
        # Where no window has the focus, a number stands for that.
        self._focused = getattr(display.get_input_focus().focus, "id", 0)


def _ask(question: Callable[[Any], None]) -> None:
    """Call `question(display)` over a connection of its own; a failure is logged and left."""
    from Xlib.display import Display
    from Xlib.error import ConnectionClosedError, DisplayError, XauthError, XError

    name = os.environ.get("DISPLAY", "")
    try:
        # python-xlib tries the network unless the local socket is asked for by name.
        display = Display(f"unix/{name}" if name.startswith(":") else name)
        try:
            question(display)
        finally:
            display.close()
    except (ConnectionClosedError, DisplayError, XauthError, XError, OSError) as error:
        # Also BadWindow and BadMatch: the window was closed or hidden meanwhile.
        log.info("the focus stays: %s", type(error).__name__)


def _give(display: Any, active: int, focused: int) -> None:
    """Activate the window by the window manager, where it knows how; else focus the other."""
    from Xlib import X
    from Xlib.protocol.event import ClientMessage

    known = active in _numbers(display, "_NET_CLIENT_LIST")
    if active and known and display.intern_atom(_ACTIVE) in _numbers(display, "_NET_SUPPORTED"):
        root = display.screen().root
        message = ClientMessage(
            window=display.create_resource_object("window", active),
            client_type=display.intern_atom(_ACTIVE),
            data=(32, [_ON_BEHALF_OF_THE_PERSON, X.CurrentTime, 0, 0, 0]),
        )
        root.send_event(message, X.SubstructureRedirectMask | X.SubstructureNotifyMask)
    elif focused:
        window = display.create_resource_object("window", focused)
        window.get_geometry()  # A window that is gone is told here, and not in the background.
        window.set_input_focus(X.RevertToParent, X.CurrentTime)
    display.sync()


def _numbers(display: Any, name: str) -> list[int]:
    found = display.screen().root.get_property(display.intern_atom(name), 0, 0, _MAX_WORDS)
    return [] if found is None or isinstance(found.value, bytes) else list(found.value)
