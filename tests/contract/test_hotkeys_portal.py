"""The GlobalShortcuts portal backend over a real bus, against portals of every temper."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from support.bus_service import BusService, missing_programs, private_bus
from support.processes import wait_until

from assistant.core.actions import ACTIONS, REVIEW_ACTIONS
from assistant.core.errors import EarSightError
from assistant.hotkeys.base import ChordTakenError
from assistant.hotkeys.chords import KEYS, Chord
from assistant.hotkeys.portal import BUS_NAME, PATH, SHORTCUTS, PortalHotkeys
from assistant.hotkeys.portal_messages import granted, shortcuts, trigger

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="NOT TESTED: only on Linux"),
    pytest.mark.skipif(bool(missing_programs), reason=f"NOT TESTED: no {missing_programs}"),
]


def chords(**texts: str) -> dict[str, Chord]:
    return {name.replace("_", "-"): Chord.parse(text) for name, text in texts.items()}


class Portal:
    """A pretended desktop."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.bound: list[tuple[str, dict[str, Any]]] = []
        self.grants: Callable[[str], bool] = lambda _shortcut: True
        self.answers = {"CreateSession", "BindShortcuts"}
        self.code = 0
        self.has_shortcuts = True
        self.service: BusService
        self._sessions = 0

    @property
    def session(self) -> str:
        return f"{PATH}/session/s{self._sessions}"

    def __call__(self, service: BusService, message: Any) -> None:
        from jeepney import DBusAddress, HeaderFields, new_error, new_method_return, new_signal

        member = message.header.fields[HeaderFields.member]
        self.calls.append(member)
        if member == "Get":
            if self.has_shortcuts:
                service.send(new_method_return(message, "v", (("u", 1),)))
            else:
                service.send(
                    new_error(
                        message,
                        "org.freedesktop.DBus.Error.InvalidArgs",
                        "s",
                        ("No such interface",),
                    )
                )
        elif member in ("Register", "Close"):
            service.send(new_method_return(message))
        elif member in ("CreateSession", "BindShortcuts"):
            token = message.body[-1]["handle_token"][1]
            handle = f"{PATH}/request/x/{token}"
            service.send(new_method_return(message, "o", (handle,)))
            results: dict[str, Any] = {}
            if member == "CreateSession":
                self._sessions += 1
                results = {"session_handle": ("s", self.session)}
            else:
                self.bound = message.body[1]
                given = [entry for entry in self.bound if self.grants(entry[0])]
                results = {"shortcuts": ("a(sa{sv})", given)}
            if member in self.answers:
                address = DBusAddress(handle, interface="org.freedesktop.portal.Request")
                service.send(new_signal(address, "Response", "ua{sv}", (self.code, results)))

    def press(self, shortcut: str, session: str = "") -> None:
        from jeepney import DBusAddress, new_signal

        address = DBusAddress(PATH, interface=SHORTCUTS)
        body: tuple[Any, ...] = (session or self.session, shortcut, 1, {})
        self.service.send(new_signal(address, "Activated", "osta{sv}", body))

    def close_session(self) -> None:
        from jeepney import DBusAddress, new_signal

        address = DBusAddress(self.session, interface="org.freedesktop.portal.Session")
        self.service.send(new_signal(address, "Closed", "a{sv}", ({},)))


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Portal]:
    with private_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        desktop = Portal()
        with BusService(address, BUS_NAME, desktop) as desktop.service:
            yield desktop


@contextmanager
def listening(
    person_seconds: float = 30.0,
) -> Iterator[tuple[PortalHotkeys, list[str], list[EarSightError]]]:
    presses: list[str] = []
    errors: list[EarSightError] = []
    backend = PortalHotkeys(person_seconds=person_seconds)
    backend.start(presses.append, errors.append)
    try:
        yield backend, presses, errors
    finally:
        backend.close()


def soon(condition: Callable[[], object], what: str) -> None:
    wait_until(condition, what, 5.0)


def test_every_action_is_bound_at_once_and_a_press_arrives(portal: Portal) -> None:
    with listening() as (backend, presses, errors):
        assert backend.availability().usable
        assert backend.bind(chords(read_window="Super+Alt+F")) == []
        soon(lambda: portal.bound, "BindShortcuts")
        preferred = {name: options.get("preferred_trigger") for name, options in portal.bound}
        assert set(preferred) == {entry.id for entry in (*ACTIONS, *REVIEW_ACTIONS)}
        assert preferred["read-window"] == ("s", "ALT+LOGO+f")
        assert preferred["repeat"] is None
        portal.press("read-window", f"{PATH}/session/other")
        portal.press("read-window")
        portal.press("repeat")
        soon(lambda: len(presses) == 2, "two presses")
    assert presses == ["read-window", "repeat"]
    assert errors == []
    assert portal.calls.index("Register") < portal.calls.index("CreateSession")
    assert portal.calls.count("Register") == 1


def test_new_chords_take_a_new_session(portal: Portal) -> None:
    with listening() as (backend, presses, _errors):
        backend.bind(chords(stop="Super+Alt+Z"))
        soon(lambda: portal.bound, "the first binding")
        backend.bind(chords(stop="Super+Alt+Z"))
        backend.bind(chords(stop="Super+Alt+Y"))
        soon(lambda: portal.calls.count("BindShortcuts") == 2, "the second binding")
        portal.press("stop")
        soon(lambda: presses, "a press in the new session")
    assert portal.calls.count("Close") == 1
    assert portal.calls.count("CreateSession") == 2


def test_only_what_the_desktop_confirms_counts(portal: Portal) -> None:
    portal.grants = lambda shortcut: shortcut != "stop"
    with listening() as (backend, _presses, errors):
        backend.bind(chords(stop="Super+Alt+Z", repeat="Super+Alt+Y"))
        soon(lambda: errors, "the report")
    assert [type(error) for error in errors] == [ChordTakenError]
    assert Chord.parse("Super+Alt+Z").spoken() in errors[0].message


@pytest.mark.parametrize("silent", ["CreateSession", "BindShortcuts"])
def test_a_question_nobody_answers_is_given_up(
    portal: Portal, silent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.hotkeys.portal.CALL_SECONDS", 0.3)
    portal.answers.discard(silent)
    with listening(0.3) as (backend, _presses, errors):
        backend.bind(chords(stop="Super+Alt+Z"))
        soon(lambda: errors, "the report")
    assert "nobody answered" in errors[0].message
    assert "earsight trigger read" in errors[0].remedy


def test_a_refusal_is_told(portal: Portal) -> None:
    portal.code = 1
    with listening() as (backend, _presses, errors):
        backend.bind(chords(stop="Super+Alt+Z"))
        soon(lambda: errors, "the report")
    assert "refused" in errors[0].message


def test_waiting_for_the_person_blocks_neither_a_newer_wish_nor_the_end(portal: Portal) -> None:
    portal.answers.discard("BindShortcuts")
    with listening() as (backend, _presses, errors):
        backend.bind(chords(stop="Super+Alt+Z"))
        soon(lambda: portal.calls.count("BindShortcuts") == 1, "the first question")
        backend.bind(chords(stop="Super+Alt+Y"))
        soon(lambda: portal.calls.count("BindShortcuts") == 2, "the second question")
    assert errors == []


def test_a_session_that_the_desktop_ends_is_told(portal: Portal) -> None:
    with listening() as (backend, _presses, errors):
        backend.bind(chords(stop="Super+Alt+Z"))
        soon(lambda: portal.bound, "BindShortcuts")
        portal.close_session()
        soon(lambda: errors, "the report")
    assert "took" in errors[0].message


def test_a_portal_without_shortcuts_is_a_reason_with_a_remedy(portal: Portal) -> None:
    portal.has_shortcuts = False
    found = PortalHotkeys().availability()
    assert not found.usable
    assert "No such interface" in found.reason
    assert "earsight trigger read" in found.remedy


def test_no_bus_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    assert "session bus" in PortalHotkeys().availability().reason
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
    assert not PortalHotkeys().availability().usable


def test_triggers_are_written_as_the_specification_says() -> None:
    assert trigger(Chord.parse("Super+Alt+J")) == "ALT+LOGO+j"
    assert trigger(Chord.parse("Ctrl+Shift+PageUp")) == "CTRL+SHIFT+Page_Up"
    assert trigger(Chord.parse("Super+/")) == "LOGO+slash"
    for key in KEYS:
        last = trigger(Chord.parse(f"Super+{key}")).removeprefix("LOGO+")
        assert last.replace("_", "").isalnum(), key


def test_a_shortcut_without_a_key_is_not_granted() -> None:
    found = [
        ("a", {"trigger_description": ("s", "Super+J")}),
        ("b", {"trigger_description": ("s", "")}),
        ("c", {}),
    ]
    assert granted({"shortcuts": ("a(sa{sv})", found)}) == {"a", "c"}
    assert granted({}) == set()
    assert all(options["description"][1][0].isupper() for _id, options in shortcuts({}))
