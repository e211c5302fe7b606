"""Global keys on X11: passive grabs for chords, and for every key while the layer is open."""

from __future__ import annotations

import os
import select
import socket
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import EarSightError, MissingPartError
from assistant.core.i18n import _
from assistant.hotkeys.calls import Calls
from assistant.hotkeys.chords import Chord
from assistant.hotkeys.held import Held

if TYPE_CHECKING:
    from assistant.hotkeys.x11_grabs import Grabs

RELEASE_CHECK_SECONDS = 0.25
LONGEST_HOLD_SECONDS = 10.0
"""A key that seems held longer is stuck, and the keyboard is given back all the same."""

KEY_PRESS, KEY_RELEASE, MAPPING_NOTIFY = 2, 3, 34
"""Event codes of the X protocol."""


class X11Hotkeys:
    """One thread owns one X connection and sleeps until the server or a caller wakes it."""

    name = "x11"
    supports_chords = True
    supports_layer = True

    def __init__(self, display: str = "") -> None:
        """Use that X display, by default the session's."""
        name = display or os.environ.get("DISPLAY", "")
        # python-xlib tries TCP when the local socket is not there, unless it is asked for by name.
        self._display_name = f"unix/{name}" if name.startswith(":") else name
        self._wanted: Mapping[str, Chord] = {}
        self._held = Held()
        self._layer: tuple[frozenset[str], Callable[[str], None]] | None = None
        self._keys_taken = False
        self._leaving_since = 0.0
        self._layout_changed = False
        self._running = True
        self._calls = Calls("x11-hotkeys", self._run, self._wake)

    def availability(self) -> Availability:
        """Look for an X11 session; under Wayland, X grabs see the keys of some windows only."""
        if os.environ.get("WAYLAND_DISPLAY"):
            return Availability(False, _("Wayland keeps keys from X11 programs."))
        if not self._display_name:
            return Availability(False, _("There is no X11 display."))
        try:
            from Xlib.display import Display
        except ImportError:
            return Availability(
                False, _("python-xlib is not installed."), "pip install python-xlib"
            )
        try:
            Display(self._display_name).close()
        except Exception as error:
            return Availability(False, f"{type(error).__name__}: {error}")
        return USABLE

    def start(
        self, on_press: Callable[[str], None], on_error: Callable[[EarSightError], None]
    ) -> None:
        """Connect and listen. See `HotkeyBackend`."""
        self._on_press, self._on_error = on_press, on_error
        self._wake_reader, self._wake_writer = socket.socketpair()
        self._calls.start()

    def bind(self, bindings: Mapping[str, Chord]) -> list[EarSightError]:
        """Grab exactly these. See `HotkeyBackend`."""
        wanted = dict(bindings)

        def hold() -> list[EarSightError]:
            self._wanted = wanted
            return self._grabs.hold(wanted)

        return self._calls.ask(hold)

    def open_layer(self, keys: Collection[str], on_key: Callable[[str], None]) -> None:
        """Take the plain keys. See `HotkeyBackend`."""
        layer = frozenset(keys), on_key

        def take() -> None:
            self._grabs.take_keys(layer[0])
            self._keys_taken = True
            self._layer = layer

        self._calls.ask(take)

    def close_layer(self) -> None:
        """Give the keyboard back. See `HotkeyBackend`."""

        def leave() -> None:
            self._layer = None
            self._leaving_since = time.monotonic()

        self._calls.post(leave)

    def close(self) -> None:
        """End the connection, and with it every grab."""

        def stop() -> None:
            self._running = False

        self._calls.finish(stop)

    def _wake(self) -> None:
        with suppress(OSError):
            self._wake_writer.send(b"\0")

    def _connect(self) -> Any:
        try:
            from Xlib.display import Display

            from assistant.hotkeys.x11_grabs import Grabs

            display = Display(self._display_name)
            self._grabs: Grabs = Grabs(display)
            return display
        except Exception as error:
            failure = MissingPartError(_("There is no X11 display: {reason}").format(reason=error))
        self._close_wake()
        raise failure

    def _run(self) -> None:
        display = self._connect()
        self._calls.ready()
        try:
            self._serve(display)
        except Exception as error:
            self._on_error(
                MissingPartError(
                    _("The keys stopped working: {reason}").format(reason=error),
                    _("Start EarSight again."),
                )
            )
        finally:
            with suppress(Exception):
                display.close()
            display.display.socket.close()
            self._close_wake()

    def _close_wake(self) -> None:
        self._wake_reader.close()
        self._wake_writer.close()

    def _serve(self, display: Any) -> None:
        while self._running:
            self._calls.run()
            if self._layout_changed:
                self._layout_changed = False
                for error in self._grabs.follow_layout(self._wanted):
                    self._on_error(error)
            if self._keys_taken and self._layer is None:
                self._leave_when_released()
            if not self._running:
                return
            if display.pending_events():
                self._handle(display.next_event())
            else:
                self._sleep(display)

    def _leave_when_released(self) -> None:
        """A key still down would otherwise repeat into the focused program.

        Asked of the server, because an auto-repeat looks like a release.
        """
        waited = time.monotonic() - self._leaving_since
        if waited > LONGEST_HOLD_SECONDS or not self._held.heard & self._grabs.keys_down():
            self._grabs.give_keys()
            self._keys_taken = False

    def _sleep(self, display: Any) -> None:
        leaving = self._keys_taken and self._layer is None
        patience = RELEASE_CHECK_SECONDS if leaving else None
        ready, _w, _x = select.select([display, self._wake_reader], [], [], patience)
        if self._wake_reader in ready:
            self._wake_reader.recv(4096)

    def _handle(self, event: Any) -> None:
        if event.type == KEY_PRESS and not self._grabs.is_modifier(event.detail):
            if self._held.press(event.detail, event.time):
                self._pressed(event.detail, event.state)
        elif event.type == KEY_RELEASE:
            self._held.release(event.detail, event.time)
        elif event.type in (MAPPING_NOTIFY, self._grabs.layout_event):
            self._layout_changed = True

    def _pressed(self, keycode: int, state: int) -> None:
        binding = self._grabs.binding(keycode, state)
        if binding is not None:
            self._on_press(binding)
        elif self._layer is not None:
            keys, on_key = self._layer
            on_key(self._grabs.name(keycode, state, keys))
