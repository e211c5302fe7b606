"""Whether pixels changed on X11, by its DAMAGE extension: nothing is looked at until it says so.

Specification: https://www.x.org/releases/current/doc/damageproto/damageproto.txt
"""

from __future__ import annotations

import os
from typing import Any

from assistant.capture.session_type import has_x11
from assistant.core.backends import USABLE, Availability
from assistant.core.i18n import _
from assistant.watching.base import PixelGuard

_NON_EMPTY = 3  # One event when there is any damage, until it is subtracted.


class X11Damage:
    """Makes guards, each with a connection of its own, because its events must be read there."""

    name = "x11-damage"

    def availability(self) -> Availability:
        """Usable where an X server draws the windows."""
        if has_x11():
            return USABLE
        return Availability(False, _("There is no X11 display."))

    def guard(self, window: int) -> PixelGuard:
        """As `PixelGuards.guard`."""
        from Xlib.error import ConnectionClosedError, DisplayError, XauthError, XError

        try:
            return DamageGuard(window)
        except (ConnectionClosedError, DisplayError, XauthError, XError) as error:
            raise OSError("the X server does not answer") from error


class DamageGuard:
    """Counts any drawing in the window or in its children."""

    def __init__(self, window: int) -> None:
        from Xlib.display import Display

        name = os.environ.get("DISPLAY", "")
        # python-xlib tries the network unless the local socket is asked for by name.
        self._display: Any = Display(f"unix/{name}" if name.startswith(":") else name)
        if not self._display.has_extension("DAMAGE"):
            self._display.close()
            raise OSError("the X server has no DAMAGE extension")
        self._display.damage_query_version()
        # A window that is gone is told by whoever follows it; its errors come as events, too.
        self._display.set_error_handler(lambda *_: None)
        drawable = (
            self._display.create_resource_object("window", window)
            if window
            else self._display.screen().root
        )
        self._damage = drawable.damage_create(_NON_EMPTY)
        self._display.sync()
        self._broken = False

    def may_have_changed(self) -> bool:
        """As `PixelGuard.may_have_changed`."""
        from Xlib.error import ConnectionClosedError

        if self._broken:
            return True
        try:
            changed = False
            while self._display.pending_events():
                self._display.next_event()
                changed = True
            if changed:
                # Before the picture is taken: what is drawn from here on is told again.
                self._display.damage_subtract(self._damage)
                self._display.sync()
        except (ConnectionClosedError, OSError):
            self._broken = True
            return True
        return changed

    def close(self) -> None:
        """As `PixelGuard.close`; the server drops what it kept."""
        from contextlib import suppress

        from Xlib.error import ConnectionClosedError

        with suppress(ConnectionClosedError, OSError):
            self._display.close()
