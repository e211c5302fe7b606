"""A login session of a test's own: home, runtime folder, session bus and recorded sound.

Nothing of the person's own desktop is seen or touched, and nothing stays behind.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from support.audio import NullSink, Recorder, no_device_env
from support.processes import Service, end_processes_with, processes_with, wait_until


class PrivateSession(ABC):
    """The session. A context manager; `env` is what a program needs to run in it."""

    def __init__(self) -> None:
        """Nothing is started before `start`."""
        self.env: dict[str, str] = {}
        self.root = Path()
        self._stack = ExitStack()
        self._sink: NullSink | None = None

    @property
    def home(self) -> Path:
        """The home folder of the session's person."""
        return self.root / "home"

    @property
    def recorder(self) -> Recorder:
        """What is heard in the session."""
        if self._sink is None:
            raise RuntimeError("This session has no sound device.")
        return self._sink.recorder

    def start(self) -> Self:
        """Bring everything up.

        Raises:
            TimeoutError, RuntimeError, OSError: a part did not come up; the programs' output is in
                the error's notes.

        """
        self.root = Path(tempfile.mkdtemp(prefix="desk-"))
        self._stack.callback(shutil.rmtree, self.root, ignore_errors=True)
        self._stack.callback(end_processes_with, str(self.root))
        try:
            for folder in ("home/.config", "home/.cache", "home/.local/share", "log", "run"):
                (self.root / folder).mkdir(parents=True, mode=0o700)
            self.env = self._environment()
            self._start_parts()
        except BaseException as error:
            for name, text in self.logs().items():
                error.add_note(f"--- {name}\n{text[-2000:]}")
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Take everything down, whatever state it is in."""
        self._stack.close()

    def __enter__(self) -> Self:
        """Start."""
        return self.start()

    def __exit__(self, *_error: object) -> None:
        """Stop."""
        self.stop()

    def spawn(
        self, name: str, command: Sequence[str], *, pass_fds: Sequence[int] = (), **env: str
    ) -> Service:
        """Start a program that runs until `stop`; its output goes to a log called after `name`."""
        before = len(list((self.root / "log").glob(f"{name}*")))
        log = self.root / "log" / (f"{name}-{before + 1}" if before else name)
        service = Service(command, {**self.env, **env}, log, pass_fds=pass_fds)
        self._stack.callback(service.stop)
        return service

    def run(
        self, command: Sequence[str], timeout: float = 60.0, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a program to its end (`timeout` seconds), and return its output."""
        return subprocess.run(
            command,
            env={**self.env, **(env or {})},
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def checked(self, *command: str) -> str:
        """Run a program that must succeed within 20 seconds; return what it printed.

        Raises:
            RuntimeError: it failed.

        """
        done = self.run(command, timeout=20)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")
        return done.stdout

    def processes(self) -> list[str]:
        """The command lines of all that runs in the session, its own parts included."""
        return [command for _, command in processes_with(str(self.root))]

    def logs(self) -> dict[str, str]:
        """What every program printed: name to text."""
        files = sorted((self.root / "log").glob("*"))
        return {file.name: file.read_text("utf-8", errors="replace") for file in files}

    def connect_sound(self) -> None:
        """Give a session that has no sound device one; its programs find it when they look."""
        self._sink = self._stack.enter_context(NullSink(self.root / "run"))

    def streams(self) -> set[str]:
        """The names of the programs that have a stream open to the sound device."""
        listed = self.checked("pactl", "--format=json", "list", "sink-inputs")
        return {str(entry["properties"]["application.name"]) for entry in json.loads(listed)}

    def record_notifications(self) -> Callable[[], list[dict[str, object]]]:
        """Be the session's notification service; return what tells the notifications so far.

        Each has "summary", "body" and "urgency" (0 low, 1 normal, 2 critical).
        """
        program = Path(__file__).with_name("notification_server.py")
        service = self.spawn("notifications", [sys.executable, str(program)])
        wait_until(lambda: '"ready"' in service.text(), "the notification service")
        return lambda: [json.loads(line) for line in service.text().splitlines()[1:]]

    @abstractmethod
    def _start_parts(self) -> None:
        """Start what makes the session the kind that it is."""

    def _environment(self) -> dict[str, str]:
        """An environment from nothing: what the tests were started with must not leak in."""
        home, runtime = str(self.home), str(self.root / "run")
        return {
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
            "HOME": home,
            "USER": os.environ.get("USER", "desk"),
            "LANG": "C.UTF-8",
            "TMPDIR": runtime,
            "XDG_RUNTIME_DIR": runtime,
            "XDG_CONFIG_HOME": f"{home}/.config",
            "XDG_CACHE_HOME": f"{home}/.cache",
            "XDG_DATA_HOME": f"{home}/.local/share",
            "XDG_STATE_HOME": f"{home}/.local/state",
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={runtime}/bus",
        }

    def _start_sound(self, *, device: bool) -> None:
        self.env |= no_device_env(self.root / "run")
        if device:
            self.connect_sound()

    def _start_bus(self, *, screen_reader: bool) -> None:
        """Start the session bus and the accessibility bus.

        Programs that the bus starts get the environment of now: a display has to be there before.
        """
        address = self.env["DBUS_SESSION_BUS_ADDRESS"]
        self.spawn("dbus", ["dbus-daemon", "--session", "--nofork", f"--address={address}"])
        wait_until((self.root / "run" / "bus").exists, "the session bus")
        # The accessibility bus starts when it is asked for.
        place = ["--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus"]
        call = ["gdbus", "call", "--session", *place, "--method"]
        # The bus's socket is there a moment before it listens.
        asked = [*call, "org.a11y.Bus.GetAddress"]
        wait_until(lambda: self.run(asked).returncode == 0, "the accessibility bus", 30)
        setter = [*call, "org.freedesktop.DBus.Properties.Set", "org.a11y.Status"]
        for name, on in (("IsEnabled", True), ("ScreenReaderEnabled", screen_reader)):
            self.checked(*setter, name, f"<{str(on).lower()}>")
