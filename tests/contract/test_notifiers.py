"""What every notifier must do, against a daemon of our own on a bus of our own."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.bus_service import BusService, missing_programs, private_bus

from assistant.core.backends import survey
from assistant.core.errors import EarSightError
from assistant.desktop.command_notification import CommandNotifier, notify_send
from assistant.desktop.dbus_notification import DBusNotifier
from assistant.desktop.notification import Notifier
from assistant.desktop.registry import notifiers

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or bool(missing_programs),
    reason=f"needs Linux and {' '.join(missing_programs)}",
)

ODD_TEXT = '--help {text} $(id) "quoted" <b>é</b>'


Shown = list[tuple[str, str]]

_ANSWERS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "Notify": ("u", (1,)),
    "GetServerInformation": ("ssss", ("test", "test", "1", "1.2")),
    "GetCapabilities": ("as", (["body"],)),
}


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with private_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address


@pytest.fixture
def shown(bus: str) -> Iterator[Shown]:
    """What the notification daemon was asked to show."""
    from jeepney import HeaderFields, new_method_return

    shown: Shown = []

    def answer(service: BusService, message: Any) -> None:
        method = message.header.fields[HeaderFields.member]
        if method == "Notify":
            shown.append((message.body[3], message.body[4]))
        service.send(new_method_return(message, *_ANSWERS[method]))

    with BusService(bus, "org.freedesktop.Notifications", answer):
        yield shown


def _program(folder: Path) -> CommandNotifier:
    script = 'printf "%s\\n%s\\n" "$1" "$2" > "$0".out'
    return CommandNotifier("sh", ("sh", "-c", script, str(folder / "sh"), "{title}", "{text}"))


def test_dbus_shows_the_text(shown: Shown) -> None:
    notifier: Notifier = DBusNotifier()
    assert notifier.availability().usable
    notifier.notify("EarSight", ODD_TEXT)
    assert shown == [("EarSight", ODD_TEXT)]


@pytest.mark.skipif(shutil.which("notify-send") is None, reason="notify-send is not installed")
def test_notify_send_shows_the_text(shown: Shown) -> None:
    notifier: Notifier = notify_send()
    assert notifier.availability().usable
    notifier.notify("EarSight", ODD_TEXT)
    assert shown == [("EarSight", ODD_TEXT)]


def test_a_program_gets_the_text_as_it_is(tmp_path: Path) -> None:
    _program(tmp_path).notify("{text}", ODD_TEXT)
    assert (tmp_path / "sh.out").read_text() == f"{{text}}\n{ODD_TEXT}\n"


def test_a_bus_without_daemon_is_a_reason(bus: str) -> None:
    availability = DBusNotifier().availability()
    assert not availability.usable
    assert availability.reason
    assert availability.remedy


@pytest.mark.parametrize("address", ["unix:path=/nonexistent/bus", ""])
def test_no_bus_is_a_reason_and_an_error(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    if not address:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    notifier = DBusNotifier()
    assert not notifier.availability().usable
    with pytest.raises(EarSightError):
        notifier.notify("EarSight", "text")


@pytest.mark.parametrize("command", [("false",), ("sleep", "60"), ("no-such-program-at-all",)])
def test_a_program_that_fails_or_hangs_is_an_error(
    monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setattr("assistant.desktop.command_notification.TIMEOUT_SECONDS", 0.1)
    with pytest.raises(EarSightError):
        CommandNotifier("broken", command).notify("EarSight", "text")


def test_a_missing_program_is_a_reason() -> None:
    availability = CommandNotifier("x", ("no-such-program-at-all",), "Install it.").availability()
    assert not availability.usable
    assert availability.remedy == "Install it."


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_every_platform_has_candidates(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    verdicts = survey("notification", notifiers())
    assert verdicts
    assert all(verdict.availability.usable or verdict.availability.reason for verdict in verdicts)
