"""The Unix socket: same user only, foreign folders refused, crashes cleaned up."""

from __future__ import annotations

import os
import signal
import socket
import stat
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.desktop import runtime_folder as folders
from assistant.desktop import unix_socket
from assistant.desktop.messages import Reply, Trigger
from assistant.desktop.runtime_folder import UnsafeFolderError, check_private, make_private
from assistant.desktop.socket_client import send
from assistant.desktop.socket_server import InstanceServer
from assistant.desktop.transport import NotRunningError
from assistant.desktop.unix_socket import (
    LOCK_NAME,
    SOCKET_NAME,
    UnixSocket,
    is_same_user,
    uid_of_ucred,
    uid_of_xucred,
)

if sys.platform == "win32":
    pytest.skip("Windows has named pipes instead", allow_module_level=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "es"


def _server(folder: Path) -> InstanceServer:
    server = InstanceServer(lambda trigger: Reply(True), UnixSocket(folder))
    server.start()
    return server


def test_folder_and_socket_are_for_the_owner_only(folder: Path) -> None:
    server = _server(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / SOCKET_NAME).stat().st_mode) == 0o600
    server.close()


def test_close_leaves_no_socket_and_no_lock(folder: Path) -> None:
    _server(folder).close()
    assert list(folder.iterdir()) == []


def test_asking_makes_no_folder(folder: Path) -> None:
    with pytest.raises(NotRunningError):
        send(Trigger("stop"), transport=UnixSocket(folder))
    assert not folder.exists()


def test_a_folder_open_to_others_is_shut(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)
    make_private(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_link_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnsafeFolderError):
        make_private(folder)
    with pytest.raises(UnsafeFolderError):
        check_private(folder)


def test_a_file_of_that_name_is_refused(folder: Path) -> None:
    folder.write_text("")
    with pytest.raises(UnsafeFolderError):
        make_private(folder)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_another_user_is_refused(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    os.chown(folder, 65534, 65534)
    with pytest.raises(UnsafeFolderError):
        InstanceServer(lambda trigger: Reply(True), UnixSocket(folder)).start()
    with pytest.raises(UnsafeFolderError):
        send(Trigger("stop"), transport=UnixSocket(folder))


def test_a_process_of_another_user_is_turned_away(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = _server(folder)
    monkeypatch.setattr(unix_socket, "uid_of_ucred", lambda data: os.getuid() + 1)
    monkeypatch.setattr(unix_socket, "uid_of_xucred", lambda data: os.getuid() + 1)
    with UnixSocketProbe(folder) as client:
        assert client.recv(1) == b""
    monkeypatch.undo()
    assert send(Trigger("stop"), transport=UnixSocket(folder)).ok
    server.close()


class UnixSocketProbe(socket.socket):
    """A bare client."""

    def __init__(self, folder: Path) -> None:
        super().__init__(socket.AF_UNIX, socket.SOCK_STREAM)
        self.settimeout(10.0)
        self.connect(str(folder / SOCKET_NAME))


@pytest.mark.skipif(os.getuid() != 0, reason="only root can start a process of another user")
def test_the_kernel_names_another_user(folder: Path) -> None:
    server = _server(folder)
    # The folder alone would keep it out; open it, so that the check of the peer is what is tested.
    for path, mode in ((folder / SOCKET_NAME, 0o777), *((p, 0o755) for p in _up_to_root(folder))):
        path.chmod(mode)
    code = (
        "import os, socket, sys; os.setgid(65534); os.setuid(65534);"
        "s = socket.socket(socket.AF_UNIX); s.settimeout(10); s.connect(sys.argv[1]);"
        'print("answer", s.recv(100))'
    )
    command = [sys.executable, "-I", "-S", "-c", code, str(folder / SOCKET_NAME)]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert answer.stdout == "answer b''\n", answer.stderr
    server.close()


def _up_to_root(folder: Path) -> list[Path]:
    temporary = Path(folder.anchor, "tmp")
    return [folder, *(path for path in folder.parents if temporary in path.parents)]


def test_both_ends_of_a_pair_are_this_user() -> None:
    left, right = socket.socketpair()
    assert is_same_user(left)
    left.close()
    right.close()


def test_credentials_are_decoded() -> None:
    assert uid_of_ucred(struct.pack("=iII", 4711, 1000, 100)) == 1000
    assert uid_of_xucred(struct.pack("=IIhxx16I", 0, 501, 1, *[20] * 16)) == 501
    assert uid_of_xucred(struct.pack("=IIhxx16I", 1, 501, 1, *[20] * 16)) == -1


_CRASHER = """
import os, signal, sys
from pathlib import Path
from assistant.desktop.messages import Reply
from assistant.desktop.socket_server import InstanceServer
from assistant.desktop.unix_socket import UnixSocket
InstanceServer(lambda trigger: Reply(True), UnixSocket(Path(sys.argv[1]))).start()
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_crash_left_is_replaced(folder: Path) -> None:
    crashed = subprocess.run([sys.executable, "-c", _CRASHER, str(folder)], timeout=60, check=False)
    assert crashed.returncode == -signal.SIGKILL
    assert (folder / SOCKET_NAME).exists()
    assert (folder / LOCK_NAME).exists()
    with pytest.raises(NotRunningError):
        send(Trigger("stop"), transport=UnixSocket(folder))
    server = _server(folder)
    assert send(Trigger("stop"), transport=UnixSocket(folder)).ok
    server.close()


def test_the_runtime_folder_of_the_session_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert folders.runtime_folder() == tmp_path / "earsight"


@pytest.mark.parametrize("value", ["", "relative", "/nonexistent"])
def test_without_a_runtime_folder_there_is_still_a_place(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", value)
    found = folders.runtime_folder()
    assert found.is_absolute()
    assert "earsight" in found.name


def test_a_runtime_folder_that_others_can_write_to_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o777)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert tmp_path not in folders.runtime_folder().parents


def test_a_path_too_long_for_a_socket_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("d" * 100)
    deep.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))
    assert deep not in folders.runtime_folder().parents
