"""Starts and ends the programs of a test desktop, so that none outlives its test."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path


class Service:
    """A background program in a process group of its own, its output in a file."""

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        log: Path,
        *,
        pass_fds: Sequence[int] = (),
    ) -> None:
        """Start `command`; it also dies with this process (Linux's parent-death signal)."""
        self.log = log
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", *command],
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=pass_fds,
            )

    @property
    def pid(self) -> int:
        """The process' number."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    def text(self) -> str:
        """What it has printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def wait(self, timeout: float = 10.0) -> int:
        """Wait (seconds) for its end; return the exit status, negative for a signal.

        Raises:
            subprocess.TimeoutExpired: it did not end.

        """
        return self._process.wait(timeout)

    def stop(self, timeout: float = 3.0) -> None:
        """End it and its children: politely, and after `timeout` seconds for sure."""
        if self.running:
            self._signal("SIGTERM")
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout)
        self._signal("SIGKILL")
        self._process.wait()

    def _signal(self, name: str) -> None:
        if sys.platform != "win32":
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.Signals[name])


def processes_with(text: str) -> Iterator[tuple[int, str]]:
    """(pid, command line) of every process, besides this one, that has `text` in its environment.

    A test desktop's own folder is such a text: everything that was started in the desktop, however
    indirectly, carries it.
    """
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            if text.encode() in (entry / "environ").read_bytes():
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
                yield int(entry.name), command
        except OSError:
            continue


def end_processes_with(text: str) -> None:
    """Kill every process that `processes_with` finds."""
    deadline = time.monotonic() + 5
    while (left := [pid for pid, _ in processes_with(text)]) and time.monotonic() < deadline:
        for pid in left:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.Signals["SIGKILL"])
        time.sleep(0.02)


def wait_until(condition: Callable[[], object], what: str, timeout: float = 10.0) -> None:
    """Wait (seconds) until the condition holds.

    Raises:
        TimeoutError: it did not; the message names `what`.

    """
    deadline = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {timeout:g} s in vain for {what}")
        time.sleep(0.02)
