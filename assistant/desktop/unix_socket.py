"""The local socket of Linux and macOS: a private folder, a lock, and a check of the peer's user."""

from __future__ import annotations

import contextlib
import os
import selectors
import socket
import struct
import sys
import time
from pathlib import Path

from assistant.core.errors import BadInputError
from assistant.core.i18n import _
from assistant.desktop.messages import MAX_BYTES
from assistant.desktop.runtime_folder import check_private, make_private, runtime_folder
from assistant.desktop.transport import AlreadyRunningError, NotRunningError

SOCKET_NAME = "socket"
LOCK_NAME = "lock"
_CHUNK = 4096
_PAUSE_SECONDS = 0.2
"""Rest after a failed accept (no file descriptors left), so that it does not spin."""


class UnixConnection:
    """A connected socket whose other end is this user's."""

    def __init__(self, connected: socket.socket) -> None:
        self._socket = connected

    def receive(self, timeout: float) -> bytes:
        """One line; see `transport.Connection`."""
        deadline = time.monotonic() + timeout
        data = b""
        while not data.endswith(b"\n"):
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self._socket.settimeout(left)
            chunk = self._socket.recv(_CHUNK)
            if not chunk:
                raise ConnectionResetError
            data += chunk
            if len(data) > MAX_BYTES:
                raise BadInputError(_("The message is too long."))
        return data

    def send(self, data: bytes, timeout: float) -> None:
        """One line; see `transport.Connection`."""
        self._socket.settimeout(timeout)
        self._socket.sendall(data)

    def close(self) -> None:
        """End it; a `receive` in another thread ends at once."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


class UnixListener:
    """The bound socket and the lock that makes this process the one instance."""

    def __init__(self, folder: Path, lock: int) -> None:
        self._lock = lock
        self._lock_path = folder / LOCK_NAME
        self._path = folder / SOCKET_NAME
        self._closed = False
        self._wake, self._waker = socket.socketpair()
        self._socket = _new_socket()
        try:
            # We hold the lock, so a socket that is still there was left by a crash.
            self._path.unlink(missing_ok=True)
            self._socket.bind(str(self._path))
            self._path.chmod(0o600)
            self._socket.listen()
        except OSError:
            self._release()
            raise
        self._socket.setblocking(False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._socket, selectors.EVENT_READ)
        self._selector.register(self._wake, selectors.EVENT_READ)

    def accept(self) -> UnixConnection | None:
        """The next client of the same user; None after `close`."""
        while not self._closed:
            self._selector.select()
            if self._closed:
                break
            try:
                client, _address = self._socket.accept()
            except BlockingIOError:
                continue
            except OSError:
                time.sleep(_PAUSE_SECONDS)
                continue
            if is_same_user(client):
                return UnixConnection(client)
            client.close()
        self._selector.close()
        self._release()
        return None

    def close(self) -> None:
        """Wake `accept`, which lets the socket and the lock go."""
        self._closed = True
        with contextlib.suppress(OSError):
            self._waker.send(b"x")

    def _release(self) -> None:
        for path in (self._path, self._lock_path):
            path.unlink(missing_ok=True)
        for end in (self._socket, self._wake, self._waker):
            end.close()
        os.close(self._lock)


class UnixSocket:
    """The transport of Linux and macOS. `folder` overrides the private folder (tests)."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or runtime_folder()

    def listen(self) -> UnixListener:
        """Become the one instance; see `transport.Transport`."""
        make_private(self._folder)
        return UnixListener(self._folder, _lock(self._folder / LOCK_NAME))

    def connect(self, timeout: float) -> UnixConnection:
        """Reach the one instance; see `transport.Transport`."""
        if not self._folder.is_dir():
            raise NotRunningError
        check_private(self._folder)
        client = _new_socket()
        client.settimeout(timeout)
        try:
            client.connect(str(self._folder / SOCKET_NAME))
        except (FileNotFoundError, ConnectionRefusedError) as error:
            client.close()
            raise NotRunningError from error
        except OSError:
            client.close()
            raise
        return UnixConnection(client)


def _new_socket() -> socket.socket:
    if sys.platform == "win32":
        raise NotImplementedError
    return socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)


def _lock(path: Path) -> int:
    """Take the lock file; returns its descriptor. The kernel lets it go when we die."""
    if sys.platform == "win32":
        raise NotImplementedError
    import fcntl

    while True:
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = os.open(path, flags, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # The holder before us may have removed the file between our open and our lock.
            if os.path.samestat(os.fstat(descriptor), path.stat()):
                return descriptor
        except FileNotFoundError:
            pass
        except BlockingIOError as error:
            os.close(descriptor)
            raise AlreadyRunningError from error
        os.close(descriptor)


def is_same_user(client: socket.socket) -> bool:
    """Whether the kernel says that the other end is a process of this user."""
    if sys.platform == "win32":
        return False
    try:
        if sys.platform == "darwin":
            # getsockopt(SOL_LOCAL, LOCAL_PEERCRED) of <sys/un.h>; SOL_LOCAL is 0.
            peer = uid_of_xucred(client.getsockopt(0, 1, 76))
        else:
            peer = uid_of_ucred(client.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
    except (OSError, struct.error):
        return False
    return peer == os.getuid()


def uid_of_ucred(data: bytes) -> int:
    """The user of Linux's `struct ucred {pid_t pid; uid_t uid; gid_t gid;}`."""
    return int(struct.unpack("=iII", data)[1])


def uid_of_xucred(data: bytes) -> int:
    """The user of macOS's `struct xucred {u_int version; uid_t uid; …}`; version must be 0."""
    version, uid = struct.unpack_from("=II", data)
    return int(uid) if version == 0 else -1
