"""The local socket of Windows: a named pipe.

Windows lets only its owner (and administrators) write to a pipe made without a security
descriptor. On top, each message carries an HMAC under a key from a file in the user's own profile.
Messages are plain bytes: nothing is ever unpickled.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import hmac
import secrets
from multiprocessing import connection as pipes
from pathlib import Path
from typing import Protocol

import platformdirs

from assistant.core.errors import BadInputError
from assistant.core.i18n import _
from assistant.desktop.messages import MAX_BYTES
from assistant.desktop.transport import AlreadyRunningError, NotRunningError

KEY_NAME = "instance.key"
_KEY_BYTES = _NONCE_BYTES = _MAC_BYTES = 32
_LINGER_SECONDS = 0.5
"""How long the server leaves the pipe open for the client to read the answer."""


class _Pipe(Protocol):
    """What `multiprocessing.connection` gives for a pipe (and for a socket, in the tests)."""

    def send_bytes(self, buf: bytes, /) -> None: ...
    def recv_bytes(self, maxlength: int, /) -> bytes: ...
    def poll(self, timeout: float, /) -> bool: ...
    def close(self) -> None: ...


class ServerConnection:
    """The server's end: says a nonce, and takes what is signed over it."""

    def __init__(self, pipe: _Pipe, key: bytes) -> None:
        self._pipe = pipe
        self._key = key
        self._nonce = secrets.token_bytes(_NONCE_BYTES)
        pipe.send_bytes(self._nonce)

    def receive(self, timeout: float) -> bytes:
        """One signed message; see `transport.Connection`."""
        data = _receive(self._pipe, timeout, MAX_BYTES + _MAC_BYTES)
        mac, data = data[:_MAC_BYTES], data[_MAC_BYTES:]
        if not hmac.compare_digest(mac, _sign(self._key, self._nonce, data)):
            raise ConnectionRefusedError
        return data

    def send(self, data: bytes, timeout: float) -> None:
        """One message; see `transport.Connection`. A reply is small, so that it never waits."""
        self._pipe.send_bytes(data)
        self._pipe.poll(min(timeout, _LINGER_SECONDS))

    def close(self) -> None:
        """End it."""
        self._pipe.close()


class ClientConnection:
    """The client's end: signs what it sends over the server's nonce."""

    def __init__(self, pipe: _Pipe, key: bytes, timeout: float) -> None:
        self._pipe = pipe
        self._key = key
        self._nonce = _receive(pipe, timeout, _NONCE_BYTES)

    def receive(self, timeout: float) -> bytes:
        """One message; see `transport.Connection`."""
        return _receive(self._pipe, timeout, MAX_BYTES)

    def send(self, data: bytes, timeout: float) -> None:  # noqa: ARG002 - pipes have none
        """One signed message; see `transport.Connection`."""
        self._pipe.send_bytes(_sign(self._key, self._nonce, data) + data)

    def close(self) -> None:
        """End it."""
        self._pipe.close()


class PipeListener:
    """The pipe; being its first server is the lock that makes this process the one instance."""

    def __init__(self, address: str, key: bytes) -> None:
        self._address = address
        self._key = key
        self._closed = False
        try:
            self._listener = pipes.Listener(address)
        except OSError as error:
            # Windows: a pipe of that name exists and we asked to be its first server.
            if error.errno in (errno.EACCES, errno.EADDRINUSE):
                raise AlreadyRunningError from error
            raise

    def accept(self) -> ServerConnection | None:
        """The next client; None after `close`."""
        while not self._closed:
            with contextlib.suppress(OSError):
                pipe = self._listener.accept()
                if not self._closed:
                    return ServerConnection(pipe, self._key)
                pipe.close()
        self._listener.close()
        return None

    def close(self) -> None:
        """Wake `accept`, which lets the pipe go."""
        self._closed = True
        with contextlib.suppress(OSError):
            pipes.Client(self._address).close()


class NamedPipe:
    """The transport of Windows. `folder` holds the key (default: the user's local profile).

    `address` overrides the pipe's name, which is otherwise made from the key.
    """

    def __init__(self, folder: Path | None = None, address: str = "") -> None:
        self._folder = folder or platformdirs.user_data_path("earsight", appauthor=False)
        self._address = address

    def listen(self) -> PipeListener:
        """Become the one instance; see `transport.Transport`."""
        key = read_or_make_key(self._folder / KEY_NAME)
        return PipeListener(self._address or pipe_name(key), key)

    def connect(self, timeout: float) -> ClientConnection:
        """Reach the one instance; see `transport.Transport`."""
        try:
            key = (self._folder / KEY_NAME).read_bytes()
            pipe = pipes.Client(self._address or pipe_name(key))
        except (FileNotFoundError, ConnectionRefusedError) as error:
            raise NotRunningError from error
        try:
            return ClientConnection(pipe, key, timeout)
        except (OSError, BadInputError):
            pipe.close()
            raise


def pipe_name(key: bytes) -> str:
    """A name that nobody can guess, and so not take, before the pipe is made."""
    return rf"\\.\pipe\earsight-{hmac.digest(key, b'pipe name', hashlib.sha256).hex()}"


def read_or_make_key(path: Path) -> bytes:
    """The user's key, made on the first start; of two starts at once both get the same one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size != _KEY_BYTES:
        path.unlink(missing_ok=True)
    if not path.exists():
        fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        fresh.touch(mode=0o600)
        fresh.write_bytes(secrets.token_bytes(_KEY_BYTES))
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(fresh)
        fresh.unlink()
    return path.read_bytes()


def _sign(key: bytes, nonce: bytes, data: bytes) -> bytes:
    return hmac.digest(key, nonce + data, hashlib.sha256)


def _receive(pipe: _Pipe, timeout: float, limit: int) -> bytes:
    if not pipe.poll(timeout):
        raise TimeoutError
    try:
        return pipe.recv_bytes(limit)
    except EOFError as error:
        raise ConnectionResetError from error
    except OSError as error:
        raise BadInputError(_("The message is too long.")) from error
