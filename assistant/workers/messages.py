"""What host and worker say to each other: length-prefixed frames with a typed JSON header.

A frame is two unsigned 32-bit integers in network order (length of the header, length of the
payload), the header as JSON and the payload as raw bytes. Nothing is ever unpickled.
"""

from __future__ import annotations

import struct
from typing import BinaryIO, TypeAlias, TypeVar

import msgspec

from assistant.core.findings import Finding

MAX_HEADER = 1 << 20
MAX_PAYLOAD = 512 << 20
"""Most bytes of pixels towards a worker; a worker sends none."""

_LENGTHS = struct.Struct("!II")
Payload: TypeAlias = bytes | bytearray


class ProtocolError(Exception):
    """The other side sent what it must not. The text never holds what was sent."""


class _Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag=str.lower):
    pass


class Start(_Message, frozen=True):
    """First message to a worker: its limits.

    `memory_mb` 0 is no limit; `nice` is added to the process's niceness where there is one.
    """

    memory_mb: int
    nice: int


class Job(_Message, frozen=True):
    """Do `body`, a struct of the worker's own job type, with the frame's payload.

    `language` is the one in which the worker tells people what went wrong.
    """

    id: int
    body: msgspec.Raw
    language: str


class WarmUp(_Message, frozen=True):
    """Load what the first real job needs."""

    id: int


class Cancel(_Message, frozen=True):
    """End that job soon; its `Ended` is still awaited."""

    id: int


class Ready(_Message, frozen=True):
    """The worker takes jobs now."""


class Accepted(_Message, frozen=True):
    """The worker began that job."""

    id: int


class Found(_Message, frozen=True):
    """One finding of that job."""

    id: int
    finding: Finding


class Ended(_Message, frozen=True):
    """That job is over: done, failed or cancelled."""

    id: int


ToWorker = Start | Job | WarmUp | Cancel
FromWorker = Ready | Accepted | Found | Ended

_to_worker: msgspec.json.Decoder[ToWorker] = msgspec.json.Decoder(ToWorker)
_from_worker: msgspec.json.Decoder[FromWorker] = msgspec.json.Decoder(FromWorker)
_encoder = msgspec.json.Encoder()
_M = TypeVar("_M", ToWorker, FromWorker)


def write_message(stream: BinaryIO, message: ToWorker | FromWorker, payload: Payload = b"") -> None:
    """Write one frame and flush it.

    Raises:
        OSError: the other side is gone.
        ProtocolError: the message is over a limit.

    """
    header = _encoder.encode(message)
    if len(header) > MAX_HEADER or len(payload) > MAX_PAYLOAD:
        raise ProtocolError("too long to send")
    stream.write(_LENGTHS.pack(len(header), len(payload)) + header)
    if payload:
        stream.write(payload)
    stream.flush()


def read_from_worker(stream: BinaryIO) -> FromWorker | None:
    """Read one frame of a worker; None where the stream ended between frames.

    Raises:
        ProtocolError: a wrong length, type or field, a payload, or half a frame.
        OSError: the pipe broke.

    """
    frame = _read_frame(stream, 0)
    return None if frame is None else _decode(_from_worker, frame[0])


def read_to_worker(stream: BinaryIO) -> tuple[ToWorker, bytearray] | None:
    """Read one frame of the host with its payload; None where the stream ended between frames.

    Raises:
        ProtocolError, OSError: as `read_from_worker`.

    """
    frame = _read_frame(stream, MAX_PAYLOAD)
    return None if frame is None else (_decode(_to_worker, frame[0]), frame[1])


def _decode(decoder: msgspec.json.Decoder[_M], header: bytearray) -> _M:
    try:
        return decoder.decode(header)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        # The error's own text could quote what was read on a screen.
        raise ProtocolError("not a message") from None


def _read_frame(stream: BinaryIO, max_payload: int) -> tuple[bytearray, bytearray] | None:
    lengths = _read(stream, _LENGTHS.size, may_end=True)
    if not lengths:
        return None
    header_length, payload_length = _LENGTHS.unpack(lengths)
    if not 0 < header_length <= MAX_HEADER or payload_length > max_payload:
        raise ProtocolError("a length over the limit")
    return _read(stream, header_length), _read(stream, payload_length)


def _read(stream: BinaryIO, length: int, *, may_end: bool = False) -> bytearray:
    buffer = bytearray(length)
    view = memoryview(buffer)
    filled = 0
    while filled < length:
        count = stream.readinto(view[filled:])  # type: ignore[attr-defined]
        if not count:
            if may_end and filled == 0:
                return bytearray()
            raise ProtocolError("half a message")
        filled += count
    return buffer
