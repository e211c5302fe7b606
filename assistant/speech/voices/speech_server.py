"""Where the speech-dispatcher server is, how it is started, and how one that hangs is ended."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path

from assistant.speech.voices.process_group import kill_group
from assistant.speech.voices.ssip import Connection

SPAWN_SECONDS = 10.0
CONNECT_SECONDS = 2.0


class SpeechServer:
    """The person's speech server, shared with all their programs."""

    def __init__(self) -> None:
        self._starting = threading.Lock()
        self._modules: int | None = None

    def is_installed(self) -> bool:
        """Whether it runs or can be started."""
        return _socket_path().is_socket() or shutil.which("speech-dispatcher") is not None

    def connect(self) -> Connection:
        """A new connection, to a server that is started where none runs.

        Raises:
            OSError: it could not be started, or does not answer.

        """
        with self._starting:
            try:
                return Connection(_socket_path())
            except OSError:
                self._start()
                return _connect_patiently()

    def end_own(self) -> None:
        """End a server that hangs, where it is we who started it; `connect` then starts another.

        Its modules stay in the process group in which it was started; it has left that itself.
        """
        if self._modules is None:
            return
        kill_group(self._modules)
        self._modules = None
        with suppress(OSError, ValueError):
            pid = int((_socket_path().parent / "pid" / "speech-dispatcher.pid").read_text())
            if Path(f"/proc/{pid}/comm").read_text().startswith("speech-disp"):
                kill_group(pid)
                _socket_path().unlink()

    def _start(self) -> None:
        """Start it as its own library does; it ends by itself when its clients are gone."""
        method = ["--communication-method", "unix_socket", "--socket-path", str(_socket_path())]
        server = subprocess.Popen(
            ["speech-dispatcher", "--spawn", *method],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            server.wait(SPAWN_SECONDS)
        except subprocess.TimeoutExpired:
            kill_group(server.pid)
            server.wait()
            raise TimeoutError from None
        self._modules = server.pid


def _connect_patiently() -> Connection:
    """Connect to a server that has just been started, perhaps by another program that moment."""
    deadline = time.monotonic() + CONNECT_SECONDS
    while True:
        try:
            return Connection(_socket_path())
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _socket_path() -> Path:
    """Where it listens: SPEECHD_ADDRESS, else where its library looks."""
    method, _, path = os.environ.get("SPEECHD_ADDRESS", "").partition(":")
    if method == "unix_socket" and path:
        return Path(path)
    runtime = os.environ.get("XDG_RUNTIME_DIR") or Path.home() / ".cache"
    return Path(runtime, "speech-dispatcher", "speechd.sock")
