"""The named pipe's parts that need no Windows: the key, the name, the signature."""

from __future__ import annotations

import sys
import threading
from multiprocessing import connection as pipes
from pathlib import Path

import pytest

from assistant.desktop.messages import Reply, Trigger, encode
from assistant.desktop.named_pipe import KEY_NAME, NamedPipe, pipe_name, read_or_make_key
from assistant.desktop.socket_client import NoAnswerError, send
from assistant.desktop.socket_server import InstanceServer
from assistant.desktop.transport import NotRunningError


def test_the_name_is_of_this_machine_and_does_not_tell_the_key() -> None:
    key = bytes(range(32))
    name = pipe_name(key)
    assert name.startswith("\\\\.\\pipe\\earsight-")
    assert key.hex() not in name
    assert name != pipe_name(bytes(32))


def test_the_key_is_made_once_and_private(tmp_path: Path) -> None:
    path = tmp_path / "new" / KEY_NAME
    key = read_or_make_key(path)
    assert len(key) == 32
    assert read_or_make_key(path) == key
    assert list(path.parent.iterdir()) == [path]
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o077 == 0


def test_a_damaged_key_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / KEY_NAME
    path.write_bytes(b"")
    assert len(read_or_make_key(path)) == 32


def test_two_starts_at_once_get_the_same_key(tmp_path: Path) -> None:
    keys: list[bytes] = []
    line = threading.Barrier(4)

    def make() -> None:
        line.wait()
        keys.append(read_or_make_key(tmp_path / KEY_NAME))

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 4
    assert len(set(keys)) == 1


def test_without_a_key_nobody_runs(tmp_path: Path) -> None:
    with pytest.raises(NotRunningError):
        send(Trigger("stop"), transport=NamedPipe(tmp_path))


@pytest.mark.skipif(sys.platform == "win32", reason="uses the library's Unix socket as the pipe")
def test_a_client_without_the_key_is_not_heard(tmp_path: Path) -> None:
    seen: list[Trigger] = []

    def handler(trigger: Trigger) -> Reply:
        seen.append(trigger)
        return Reply(True)

    address = str(tmp_path / "p")
    server = InstanceServer(handler, NamedPipe(tmp_path, address))
    server.start()
    stranger = pipes.Client(address)
    stranger.recv_bytes(32)
    stranger.send_bytes(bytes(32) + encode(Trigger("quit")))
    with pytest.raises((EOFError, ConnectionResetError)):
        stranger.recv_bytes()
    stranger.close()

    other = tmp_path / "other"
    read_or_make_key(other / KEY_NAME)
    with pytest.raises(NoAnswerError):
        send(Trigger("quit"), transport=NamedPipe(other, address))
    assert seen == []
    server.close()
