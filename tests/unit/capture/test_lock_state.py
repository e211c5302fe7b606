from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.bus_service import BusService, missing_programs, private_bus

from assistant.capture.windows.lock_state import session_is_locked

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or bool(missing_programs), reason="needs dbus-daemon (Linux)"
)


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Session and system bus in one."""
    with private_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        yield address


def says(signature: str, *values: Any) -> Any:
    from jeepney import new_method_return

    return lambda service, message: service.send(new_method_return(message, signature, values))


def test_nobody_to_ask(bus: str) -> None:
    assert not session_is_locked()


def test_no_bus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("SESSION", "SYSTEM"):
        monkeypatch.setenv(f"DBUS_{name}_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    assert not session_is_locked()


@pytest.mark.parametrize("locked", [True, False])
def test_login1(bus: str, locked: bool) -> None:
    with BusService(bus, "org.freedesktop.login1", says("v", ("b", locked))):
        assert session_is_locked() is locked


@pytest.mark.parametrize("name", ["org.gnome.ScreenSaver", "org.freedesktop.ScreenSaver"])
@pytest.mark.parametrize("locked", [True, False])
def test_a_screen_saver(bus: str, name: str, locked: bool) -> None:
    with BusService(bus, name, says("b", locked)):
        assert session_is_locked() is locked


def test_odd_answers_are_no_lock(bus: str) -> None:
    with BusService(bus, "org.gnome.ScreenSaver", says("s", "yes")):
        assert not session_is_locked()


def test_a_service_that_hangs_is_left_alone(bus: str) -> None:
    with BusService(bus, "org.gnome.ScreenSaver", lambda service, message: None):
        assert not session_is_locked()
