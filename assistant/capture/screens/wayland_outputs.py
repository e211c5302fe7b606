"""Where the monitors are on Wayland: a few messages of the core protocol, on any compositor.

A client of wayland.xml (`wl_display`, `wl_registry`, `wl_output`) and xdg-output-unstable-v1
(`zxdg_output_manager_v1`), which give each monitor's place in points and its pixels. A message is
the object's number, then `size << 16 | opcode`, then 32-bit arguments in the machine's order; a
string is its length with the final zero, then the bytes padded to 32 bits.
"""

from __future__ import annotations

import os
import socket
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from assistant.core.geometry import Rect

_TIMEOUT_SECONDS = 1.0
_HEADER = struct.Struct("=II")
_DISPLAY = 1  # the one object that is there from the start
_SYNC, _GET_REGISTRY = 0, 1  # requests of wl_display
_BIND = 0  # request of wl_registry
_GET_XDG_OUTPUT = 1  # request of zxdg_output_manager_v1
_GEOMETRY, _MODE = 0, 1  # events of wl_output
_LOGICAL_POSITION, _LOGICAL_SIZE = 0, 1  # events of zxdg_output_v1
_OUTPUT, _MANAGER = b"wl_output", b"zxdg_output_manager_v1"
_CURRENT_MODE = 1  # bit of wl_output.mode
_QUARTER_TURN = 1  # bit of wl_output.transform


@dataclass(slots=True)
class Output:
    """One monitor: its place in points on the whole desktop, and its size in device pixels."""

    points: Rect
    pixels: tuple[int, int]

    @property
    def scale(self) -> float:
        """Device pixels per point."""
        return self.pixels[0] / self.points.width


@dataclass(slots=True)
class _Found:
    position: tuple[int, int] = (0, 0)
    size: tuple[int, int] = (0, 0)
    mode: tuple[int, int] = (0, 0)
    transform: int = 0

    def output(self) -> Output | None:
        if 0 in self.size or 0 in self.mode:
            return None
        turned = bool(self.transform & _QUARTER_TURN)
        return Output(Rect(*self.position, *self.size), self.mode[::-1] if turned else self.mode)


def outputs() -> list[Output]:
    """Every monitor that is on; an empty list where the compositor cannot be asked."""
    if sys.platform == "win32":
        return []
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(_TIMEOUT_SECONDS)
            connection.connect(_socket_path())
            found = _Client(connection).outputs()
    except (OSError, EOFError, KeyError, struct.error):
        return []
    return [output for each in found if (output := each.output())]


def largest_scale(found: list[Output]) -> float:
    """Pixels per point of the whole desktop's picture: those of its sharpest monitor."""
    return max((output.scale for output in found), default=1.0)


def _socket_path() -> str:
    name = os.environ.get("WAYLAND_DISPLAY") or "wayland-0"
    return str(Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent")) / name)


@dataclass(slots=True)
class _Client:
    connection: socket.socket
    received: bytearray = field(default_factory=bytearray)
    objects: int = _DISPLAY

    def outputs(self) -> list[_Found]:
        registry = self._new_object()
        self._send(_DISPLAY, _GET_REGISTRY, struct.pack("=I", registry))
        offered = [_global(body) for sender, _opcode, body in self._events() if sender == registry]
        names = [name for name, interface in offered if interface == _MANAGER]
        if not names:
            return []
        manager = self._bind(registry, names[0], _MANAGER)
        found: list[_Found] = []
        device, logical = {}, {}
        for name, interface in offered:
            if interface == _OUTPUT:
                found.append(_Found())
                output = self._bind(registry, name, interface)
                place = self._new_object()
                self._send(manager, _GET_XDG_OUTPUT, struct.pack("=II", place, output))
                device[output], logical[place] = found[-1], found[-1]
        for sender, opcode, body in self._events():
            if sender in device:
                _note_device(device[sender], opcode, body)
            elif sender in logical:
                _note_logical(logical[sender], opcode, body)
        return found

    def _new_object(self) -> int:
        self.objects += 1  # Compositors refuse numbers with gaps.
        return self.objects

    def _send(self, receiver: int, opcode: int, body: bytes) -> None:
        size = _HEADER.size + len(body)
        self.connection.sendall(_HEADER.pack(receiver, size << 16 | opcode) + body)

    def _bind(self, registry: int, name: int, interface: bytes) -> int:
        new, text = self._new_object(), interface + b"\0"
        padded = text.ljust(_padded(len(text)), b"\0")
        version = 1  # Its events are all we need.
        body = struct.pack("=II", name, len(text)) + padded + struct.pack("=II", version, new)
        self._send(registry, _BIND, body)
        return new

    def _events(self) -> Iterator[tuple[int, int, bytes]]:
        """Everything the compositor has to say until it answers a `sync` sent now."""
        callback = self._new_object()
        self._send(_DISPLAY, _SYNC, struct.pack("=I", callback))
        while True:
            sender, word = _HEADER.unpack(self._take(_HEADER.size))
            body = self._take((word >> 16) - _HEADER.size)
            if sender == callback:
                return
            yield sender, word & 0xFFFF, body

    def _take(self, count: int) -> bytes:
        while len(self.received) < count:
            more = self.connection.recv(4096)
            if not more:
                raise EOFError
            self.received += more
        taken = bytes(self.received[:count])
        del self.received[:count]
        return taken


def _global(body: bytes) -> tuple[int, bytes]:
    name, length = struct.unpack_from("=II", body)
    return name, body[8 : 8 + length - 1]


def _padded(length: int) -> int:
    return -(-length // 4) * 4


def _note_device(found: _Found, opcode: int, body: bytes) -> None:
    if opcode == _GEOMETRY:
        # x, y, millimetres, subpixel, make, model, transform: the transform comes last.
        (found.transform,) = struct.unpack_from("=i", body, len(body) - 4)
    elif opcode == _MODE:
        flags, width, height, _refresh = struct.unpack_from("=Iiii", body)
        if flags & _CURRENT_MODE:
            found.mode = width, height


def _note_logical(found: _Found, opcode: int, body: bytes) -> None:
    if opcode == _LOGICAL_POSITION:
        found.position = struct.unpack_from("=ii", body)
    elif opcode == _LOGICAL_SIZE:
        found.size = struct.unpack_from("=ii", body)
