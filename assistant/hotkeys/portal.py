"""Global keys on Wayland: the GlobalShortcuts portal of xdg-desktop-portal.

The desktop owns the keys: it asks the person once, may give other keys than we prefer, and shows
them in its settings. Interfaces: org.freedesktop.host.portal.Registry (names a program that is not
sandboxed; before any other call, once a connection), org.freedesktop.portal.GlobalShortcuts,
Request and Session (flatpak.github.io/xdg-desktop-portal).
"""

from __future__ import annotations

import os
import select
import socket
import time
from collections import deque
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from itertools import count
from typing import Any

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import EarSightError, MissingPartError
from assistant.core.i18n import _
from assistant.hotkeys.base import ChordTakenError
from assistant.hotkeys.calls import Calls
from assistant.hotkeys.chords import Chord
from assistant.hotkeys.none import compositor_remedy
from assistant.hotkeys.portal_messages import granted, shortcuts

APP_ID = "earsight"
"""Name of the installed .desktop file, without its ending."""

BUS_NAME, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
PREFIX = "org.freedesktop.portal."
SHORTCUTS = f"{PREFIX}GlobalShortcuts"
CALL_SECONDS = 5.0
PERSON_SECONDS = 180.0
"""The desktop shows a dialogue for the keys; a denied one may never be answered."""


class PortalHotkeys:
    """One thread owns one bus connection and sleeps until the desktop or a caller wakes it."""

    name = "portal"
    supports_chords = True
    supports_layer = False

    def __init__(self, app_id: str = APP_ID, *, person_seconds: float = PERSON_SECONDS) -> None:
        """Wait that long (seconds) for the person to answer the desktop's dialogue."""
        self._app_id, self._person_seconds = app_id, person_seconds
        self._tokens = count(1)
        self._signals: deque[Any] = deque()
        self._session = ""
        self._wanted: Mapping[str, Chord] = {}
        self._must_bind = False
        self._running = True
        self._calls = Calls("portal-hotkeys", self._run, self._wake)

    def availability(self) -> Availability:
        """Ask the portal whether it has global shortcuts."""
        if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
            return Availability(False, _("There is no session bus."), compositor_remedy())
        try:
            with self._open() as connection:
                self._call(
                    connection, "org.freedesktop.DBus.Properties", "Get", "ss", SHORTCUTS, "version"
                )
        except (OSError, EarSightError, ImportError) as error:
            return Availability(
                False,
                _("This desktop's portal has no global shortcuts ({reason}).").format(reason=error),
                compositor_remedy(),
            )
        return USABLE

    def start(
        self, on_press: Callable[[str], None], on_error: Callable[[EarSightError], None]
    ) -> None:
        """Connect and listen. See `HotkeyBackend`."""
        self._on_press, self._on_error = on_press, on_error
        self._wake_reader, self._wake_writer = socket.socketpair()
        self._calls.start()

    def bind(self, bindings: Mapping[str, Chord]) -> list[EarSightError]:
        """Ask the desktop for these, and return at once. See `HotkeyBackend`."""
        wanted = dict(bindings)

        def ask() -> None:
            if wanted != self._wanted:
                self._wanted, self._must_bind = wanted, True

        self._calls.post(ask)
        return []

    def open_layer(self, keys: Collection[str], on_key: Callable[[str], None]) -> None:
        """Never called: `supports_layer` is False."""

    def close_layer(self) -> None:
        """Nothing is open."""

    def close(self) -> None:
        """End the connection, and with it the session."""

        def stop() -> None:
            self._running = False

        self._calls.finish(stop)

    def _wake(self) -> None:
        with suppress(OSError):
            self._wake_writer.send(b"\0")

    @staticmethod
    def _open() -> Any:
        from jeepney.io.blocking import open_dbus_connection

        return open_dbus_connection(bus="SESSION")

    @staticmethod
    def _call(
        connection: Any,
        interface: str,
        method: str,
        signature: str,
        *arguments: Any,
        path: str = PATH,
    ) -> Any:
        """Call a method of the portal and return what it answers.

        Raises:
            MissingPartError: it refused or did not answer.

        """
        from jeepney import DBusAddress, MessageType, new_method_call

        address = DBusAddress(path, BUS_NAME, interface)
        message = new_method_call(address, method, signature or None, arguments)
        try:
            reply = connection.send_and_get_reply(message, timeout=CALL_SECONDS)
        except TimeoutError:
            raise MissingPartError(_("{name} is not answered").format(name=method)) from None
        if reply.header.message_type is MessageType.error:
            raise MissingPartError(str(reply.body[0] if reply.body else method))
        return reply.body

    def _run(self) -> None:
        from jeepney import MatchRule

        try:
            with self._open() as connection:
                self._calls.ready()
                with connection.filter(MatchRule(type="signal"), queue=self._signals):
                    self._serve(connection)
        except (OSError, EarSightError) as error:
            failure = MissingPartError(
                _("The desktop's global shortcuts stopped: {reason}").format(reason=error),
                compositor_remedy(),
            )
            self._on_error(failure)
        finally:
            self._wake_reader.close()
            self._wake_writer.close()

    def _serve(self, connection: Any) -> None:
        from jeepney import MatchRule, message_bus

        for interface in ("GlobalShortcuts", "Request", "Session"):
            rule = MatchRule(type="signal", interface=PREFIX + interface)
            connection.send(message_bus.AddMatch(rule))
        with suppress(MissingPartError):  # older portals neither have nor need it
            registry = "org.freedesktop.host.portal.Registry"
            self._call(connection, registry, "Register", "sa{sv}", self._app_id, {})
        while self._running:
            self._calls.run()
            if self._must_bind:
                self._must_bind = False
                self._bind_all(connection)
            elif (signal := self._next_signal(connection, None)) is not None:
                self._handle(signal)

    def _bind_all(self, connection: Any) -> None:
        """Open a new session, as one session binds only once, and report what was not given."""
        wanted = dict(self._wanted)
        try:
            if self._session:
                session, self._session = self._session, ""
                self._call(connection, f"{PREFIX}Session", "Close", "", path=session)
            token = ("s", f"earsight{next(self._tokens)}")
            created = self._request(
                connection, CALL_SECONDS, "CreateSession", "a{sv}", {"session_handle_token": token}
            )
            if created is None:
                return
            _kind, self._session = created["session_handle"]
            results = self._request(
                connection,
                self._person_seconds,
                "BindShortcuts",
                "oa(sa{sv})sa{sv}",
                self._session,
                shortcuts(wanted),
                "",
                {},
            )
        except MissingPartError as error:
            self._on_error(
                MissingPartError(
                    _("The desktop gave EarSight no keys: {reason}.").format(reason=error),
                    compositor_remedy(),
                )
            )
            return
        if results is not None:
            for binding in wanted.keys() - granted(results):
                self._on_error(ChordTakenError(binding, wanted[binding]))

    def _request(
        self, connection: Any, seconds: float, method: str, signature: str, *arguments: Any
    ) -> Mapping[str, Any] | None:
        """Make a request and wait for its response; None when a newer wish or the end came first.

        The last argument is the options. Raises MissingPartError: refused, or never answered.
        """
        from jeepney import HeaderFields

        *others, options = arguments
        token = ("s", f"earsight{next(self._tokens)}")
        options = {**options, "handle_token": token}
        [handle] = self._call(connection, SHORTCUTS, method, signature, *others, options)
        deadline = time.monotonic() + seconds
        while (signal := self._next_signal(connection, deadline)) is not None:
            fields = signal.header.fields
            if fields.get(HeaderFields.path) == handle and len(signal.body) == 2:
                code, results = signal.body
                if code != 0:
                    raise MissingPartError(_("the request was refused"))
                return dict(results)
            self._handle(signal)
        if self._must_bind or not self._running:
            return None
        raise MissingPartError(_("nobody answered the desktop's question"))

    def _next_signal(self, connection: Any, deadline: float | None) -> Any | None:
        """Sleep until a signal comes; None at the deadline or when a caller has new work."""
        while self._running and not self._must_bind:
            with suppress(TimeoutError):
                while not self._signals:
                    connection.recv_messages(timeout=0)
            if self._signals:
                return self._signals.popleft()
            patience = None if deadline is None else deadline - time.monotonic()
            if patience is not None and patience <= 0:
                return None
            ready, _w, _x = select.select([connection.sock, self._wake_reader], [], [], patience)
            if self._wake_reader in ready:
                self._wake_reader.recv(4096)
                self._calls.run()
        return None

    def _handle(self, signal: Any) -> None:
        from jeepney import HeaderFields

        fields = signal.header.fields
        member = fields.get(HeaderFields.member)
        if member == "Activated" and signal.body[0] == self._session:
            self._on_press(signal.body[1])
        elif member == "Closed" and fields.get(HeaderFields.path) == self._session:
            self._session = ""
            self._on_error(
                MissingPartError(_("The desktop took EarSight's keys away."), compositor_remedy())
            )
