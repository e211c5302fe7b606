from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.bus_service import BusService, missing_programs, private_bus
from support.fake_desktop import striped

from assistant.capture.screens import portal
from assistant.capture.screens.portal import PortalScreen, take_picture
from assistant.core.errors import CaptureError, MissingPartError

if sys.platform != "linux":
    pytest.skip("the portal is Linux's", allow_module_level=True)

pytestmark = pytest.mark.skipif(bool(missing_programs), reason="needs dbus-daemon")

NAME = "org.freedesktop.portal.Desktop"


class Portal:
    """Answers Screenshot with `response` and `uri`; with None only once it is withdrawn."""

    def __init__(self) -> None:
        self.response: int | None = 0
        self.uri = ""
        self.woken = False
        self.withdrawn: list[str] = []
        self.options: dict[str, Any] = {}

    def answer(self, service: BusService, message: Any) -> None:
        from jeepney import DBusAddress, HeaderFields, new_method_return, new_signal

        fields = message.header.fields
        if fields[HeaderFields.member] == "Get":
            self.woken = True
            service.send(new_method_return(message, "v", (("u", 2),)))
            return
        if fields[HeaderFields.member] == "Close":
            self.withdrawn.append(fields[HeaderFields.path])
            service.send(new_method_return(message))
            return
        _parent, self.options = message.body
        sender = fields[HeaderFields.sender].removeprefix(":").replace(".", "_")
        handle = (
            f"/org/freedesktop/portal/desktop/request/{sender}/{self.options['handle_token'][1]}"
        )
        service.send(new_method_return(message, "o", (handle,)))
        if self.response is not None:
            request = DBusAddress(handle, None, "org.freedesktop.portal.Request")
            body = (self.response, {"uri": ("s", self.uri)} if self.uri else {})
            service.send(new_signal(request, "Response", "ua{sv}", body))


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with private_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address


@pytest.fixture
def desktop(bus: str) -> Iterator[Portal]:
    fake = Portal()
    with BusService(bus, NAME, fake.answer):
        yield fake


@pytest.fixture
def shot(tmp_path: Path, desktop: Portal) -> Path:
    path = tmp_path / "Screen shot ü.png"
    striped(64, 48).save(path)
    desktop.uri = path.as_uri()
    return path


def test_the_picture_is_read_and_its_file_deleted(shot: Path, desktop: Portal) -> None:
    assert take_picture().tobytes() == striped(64, 48).tobytes()
    assert not shot.exists()
    assert desktop.options["interactive"] == ("b", False)


@pytest.mark.parametrize("content", [b"", b"rubbish", b"\x89PNG\r\n\x1a\n"])
def test_a_broken_file_is_deleted_too(shot: Path, content: bytes) -> None:
    shot.write_bytes(content)
    with pytest.raises(CaptureError):
        take_picture()
    assert not shot.exists()


def test_a_pipe_in_its_place_blocks_nobody(shot: Path) -> None:
    shot.unlink()
    os.mkfifo(shot)
    with pytest.raises(CaptureError):
        take_picture()


def test_a_file_that_cannot_be_deleted_is_emptied(
    shot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deny(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", deny)
    assert take_picture().size == (64, 48)
    assert shot.read_bytes() == b""


@pytest.mark.parametrize("response", [1, 2])
def test_a_refusal_names_the_permission(desktop: Portal, response: int) -> None:
    desktop.response = response
    with pytest.raises(MissingPartError) as caught:
        take_picture()
    assert caught.value.error_code == "no-permission"
    assert caught.value.remedy


@pytest.mark.parametrize("uri", ["", "https://example.org/a.png", "file:a.png"])
def test_an_answer_without_a_file(desktop: Portal, uri: str) -> None:
    desktop.uri = uri
    with pytest.raises(CaptureError, match="no picture"):
        take_picture()


def test_no_answer_withdraws_the_request(desktop: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portal, "_ANSWER_TIMEOUT", 0.2)
    desktop.response = None
    with pytest.raises(CaptureError, match="did not answer") as caught:
        take_picture()
    assert "allow it" in caught.value.remedy
    assert len(desktop.withdrawn) == 1


def test_warming_up_starts_the_portal_and_takes_no_picture(desktop: Portal) -> None:
    PortalScreen().warm_up()
    assert desktop.woken
    assert not desktop.options


def test_warming_up_without_a_portal(bus: str) -> None:
    PortalScreen().warm_up()
    with pytest.raises(CaptureError, match="portal"):
        take_picture()


def test_no_portal_on_the_bus(bus: str) -> None:
    with pytest.raises(CaptureError, match="portal"):
        take_picture()


def test_no_bus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    with pytest.raises(CaptureError, match="message bus"):
        take_picture()


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "xdg-desktop-portal" / "portals"
    folder.mkdir(parents=True)
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path))
    monkeypatch.setattr(portal, "_PORTAL_FOLDERS", ())
    monkeypatch.setenv("XDG_SESSION_TYPE", "wayland")
    return folder


def test_usable_where_a_portal_takes_screenshots(installed: Path, bus: str) -> None:
    screen = PortalScreen()
    assert not screen.availability().usable
    (installed / "some.portal").write_text("Interfaces=org.freedesktop.impl.portal.FileChooser;")
    assert "Install" in screen.availability().remedy
    (installed / "more.portal").write_text("Interfaces=org.freedesktop.impl.portal.Screenshot;")
    assert screen.availability().usable


def test_not_usable_on_x11(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_SESSION_TYPE", "x11")
    assert "Wayland" in PortalScreen().availability().reason
