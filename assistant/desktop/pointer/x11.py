"""The mouse on X11: the server's XTEST extension."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import MissingPartError
from assistant.core.i18n import _
from assistant.core.pointing import Button, Spot
from assistant.desktop.pointer.base import wait_for_release

SHIFT, CONTROL, MOD1, MOD4, MOD5 = 1, 4, 8, 64, 128
HOLDING = SHIFT | CONTROL | MOD1 | MOD4 | MOD5
"""Bits of the pointer's state (X protocol, KEYBUTMASK) that change what a click does."""
_ACTION_BUTTONS = {Button.LEFT: 1, Button.RIGHT: 3}


class X11Pointer:
    """Connects for each use: they are few."""

    name = "x11"

    def availability(self) -> Availability:
        """Usable where an X server with XTEST draws the windows."""
        if os.environ.get("WAYLAND_DISPLAY"):
            return Availability(
                False,
                _("Wayland lets no program use the mouse."),
                _("Use the keys of the program itself, or a session with X11."),
            )
        try:
            with _connection() as display:
                if display.has_extension("XTEST"):
                    return USABLE
        except MissingPartError as error:
            return Availability(False, error.message)
        return Availability(False, _("The X server has no XTEST extension."))

    def move(self, spot: Spot) -> None:
        """See `Pointer.move`."""
        with _connection() as display:
            _go(display, spot)

    def click(self, spot: Spot, button: Button = Button.LEFT, times: int = 1) -> None:
        """See `Pointer.click`."""
        from Xlib import X
        from Xlib.ext.xtest import fake_input

        with _connection() as display:
            root = display.screen().root
            wait_for_release(lambda: root.query_pointer().mask & HOLDING)
            _go(display, spot)
            number = _physical(display, _ACTION_BUTTONS[button])
            for _time in range(times):
                fake_input(display, X.ButtonPress, number)
                fake_input(display, X.ButtonRelease, number)
            display.sync()


def _go(display: Any, spot: Spot) -> None:
    from Xlib import X
    from Xlib.ext.xtest import fake_input

    fake_input(display, X.MotionNotify, x=spot.x, y=spot.y)
    display.sync()


def _physical(display: Any, wanted: int) -> int:
    """The button of the mouse that does this; left-handed people have swapped them."""
    mapping = list(display.get_pointer_mapping())
    return mapping.index(wanted) + 1 if wanted in mapping else wanted


@contextmanager
def _connection() -> Iterator[Any]:
    from Xlib.display import Display
    from Xlib.error import ConnectionClosedError, DisplayError, XauthError

    name = os.environ.get("DISPLAY", "")
    try:
        # python-xlib tries the network unless the local socket is asked for by name.
        display = Display(f"unix/{name}" if name.startswith(":") else name)
    except (DisplayError, XauthError, OSError) as error:
        raise MissingPartError(_("The X server does not answer.")) from error
    try:
        yield display
    except ConnectionClosedError as error:
        raise MissingPartError(_("The X server does not answer.")) from error
    finally:
        display.close()
