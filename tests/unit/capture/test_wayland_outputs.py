from __future__ import annotations

import socket
import struct
import sys
import threading
from pathlib import Path

import pytest
from PIL import Image
from support.fake_desktop import striped

from assistant.capture.screens.wayland_desktop import PictureDesktop
from assistant.capture.screens.wayland_outputs import Output, largest_scale, outputs
from assistant.core.geometry import Rect

if sys.platform != "linux":
    pytest.skip("Wayland is Linux's", allow_module_level=True)

Events = dict[tuple[bytes, int], list[tuple[int, bytes]]]
"""What to send on a bind of (interface, name) or a get_xdg_output for it: (opcode, arguments)."""


def wayland_text(text: bytes) -> bytes:
    ended = text + b"\0"
    return struct.pack("=I", len(ended)) + ended + bytes(-len(ended) % 4)


class Compositor(threading.Thread):
    """Answers one client as the protocol says; `globals` are (interface, version)."""

    def __init__(self, path: Path, offered: list[tuple[bytes, int]], events: Events) -> None:
        super().__init__(daemon=True)
        self._offered = offered
        self._events = events
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(str(path))
        self._server.listen(1)
        self.start()

    def run(self) -> None:
        self._client, _ = self._server.accept()
        self._server.close()
        bound: dict[int, tuple[bytes, int]] = {}
        highest = 1
        with self._client, self._client.makefile("rb") as stream:
            while head := stream.read(8):
                receiver, word = struct.unpack("=II", head)
                body = stream.read((word >> 16) - 8)
                new = self._answer(receiver, word & 0xFFFF, body, bound)
                assert new == highest + 1, "object numbers must have no gaps"
                highest = new

    def _answer(
        self, receiver: int, opcode: int, body: bytes, bound: dict[int, tuple[bytes, int]]
    ) -> int:
        new: int = struct.unpack("=I", body[:4])[0]
        if receiver == 1 and opcode == 1:
            for number, (interface, version) in enumerate(self._offered, start=1):
                text = wayland_text(interface)
                self._send(new, 0, struct.pack("=I", number) + text + struct.pack("=I", version))
        elif receiver == 1:
            self._send(new, 0, bytes(4))
        elif receiver == 2:
            number, new = struct.unpack("=I", body[:4])[0], struct.unpack("=I", body[-4:])[0]
            bound[new] = self._offered[number - 1][0], number
            self._say(new, bound[new])
        else:
            self._say(new, (b"xdg", bound[struct.unpack("=I", body[4:])[0]][1]))
        return new

    def _say(self, sender: int, about: tuple[bytes, int]) -> None:
        for opcode, arguments in self._events.get(about, []):
            self._send(sender, opcode, arguments)

    def _send(self, sender: int, opcode: int, body: bytes) -> None:
        self._client.sendall(struct.pack("=II", sender, (8 + len(body)) << 16 | opcode) + body)


def output_events(
    number: int, place: tuple[int, int, int, int], mode: tuple[int, int], transform: int = 0
) -> Events:
    names = wayland_text(b"Maker") + wayland_text(b"Model 7")
    return {
        (b"wl_output", number): [
            (0, struct.pack("=iiiii", 0, 0, 300, 200, 0) + names + struct.pack("=i", transform)),
            (1, struct.pack("=Iiii", 0, 640, 480, 60_000)),
            (1, struct.pack("=Iiii", 3, *mode, 60_000)),
        ],
        (b"xdg", number): [
            (0, struct.pack("=ii", *place[:2])),
            (1, struct.pack("=ii", *place[2:])),
            (2, b""),
        ],
    }


@pytest.fixture
def display(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    return tmp_path / "wayland-7"


OFFERED = [
    (b"wl_compositor", 4),
    (b"wl_output", 4),
    (b"zxdg_output_manager_v1", 3),
    (b"wl_output", 4),
]


def test_monitors_of_several_scales(display: Path) -> None:
    events = output_events(2, (0, 0, 1280, 720), (1920, 1080))
    events |= output_events(4, (-1024, -5, 1024, 768), (1024, 768))
    Compositor(display, OFFERED, events)
    found = outputs()
    assert found == [
        Output(Rect(0, 0, 1280, 720), (1920, 1080)),
        Output(Rect(-1024, -5, 1024, 768), (1024, 768)),
    ]
    assert largest_scale(found) == 1.5


def test_a_monitor_on_its_side(display: Path) -> None:
    Compositor(display, OFFERED, output_events(2, (0, 0, 540, 960), (1920, 1080), transform=3))
    assert outputs() == [Output(Rect(0, 0, 540, 960), (1080, 1920))]
    assert outputs() == []  # The compositor has gone.


def test_without_the_manager_nothing_is_known(display: Path) -> None:
    Compositor(display, [(b"wl_output", 4)], output_events(1, (0, 0, 9, 9), (9, 9)))
    assert outputs() == []


def test_without_a_compositor(display: Path) -> None:
    assert outputs() == []


SHARP = Output(Rect(0, 0, 1280, 720), (1920, 1080))
PLAIN = Output(Rect(-1000, 0, 1000, 700), (1000, 700))


def test_desktop_pixels_are_points_of_the_sharpest_monitor() -> None:
    desktop = PictureDesktop(striped(3420, 1080), [SHARP, PLAIN])
    assert [monitor.rect for monitor in desktop.monitors] == [
        Rect(0, 0, 1920, 1080),
        Rect(-1500, 0, 1500, 1050),
    ]
    assert {monitor.scale for monitor in desktop.monitors} == {1.5}
    found = desktop.grab(Rect(-1500, 0, 30, 20))
    assert found.tobytes() == striped(3420, 1080).crop((0, 0, 30, 20)).tobytes()


def test_a_picture_of_another_size_is_stretched_into_place() -> None:
    half = Image.new("RGB", (960, 540), "red")
    half.paste("blue", (480, 0, 960, 540))
    found = PictureDesktop(half, [SHARP]).grab(Rect(900, 0, 120, 80))
    assert found.size == (120, 80)
    assert (found.getpixel((5, 40)), found.getpixel((115, 40))) == ((255, 0, 0), (0, 0, 255))
