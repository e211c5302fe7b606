"""The real `earsight` in a test session."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from support.private_session import PrivateSession
from support.processes import Service, processes_with, wait_until

EARSIGHT = str(Path(sys.executable).with_name("earsight"))


class RunningApp:
    """Starts the app and waits until it answers.

    `settings` are set before, by the command line, as a person would.
    """

    def __init__(self, session: PrivateSession, **settings: str) -> None:
        self.session = session
        for name, value in settings.items():
            self.earsight("settings", "set", name.replace("__", "."), value)
        self.service: Service = session.spawn("earsight", [EARSIGHT])
        wait_until(lambda: self.earsight("trigger", "stop").returncode == 0, "EarSight to answer")

    def earsight(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return self.session.run([EARSIGHT, *words])

    def worker_pids(self) -> list[int]:
        """The text reader's process, if it runs."""
        return [
            pid
            for pid, command in processes_with(str(self.session.root))
            if "assistant.reading.worker" in command
        ]

    def warm(self) -> None:
        """Wait until the text reader has loaded, by reading something."""
        done = self.earsight("trigger", "read", "--target", "pointer")
        assert done.returncode == 0, done.stderr
        wait_until(lambda: len(self.worker_pids()) == 1, "the text reader", 30)

    def quit(self) -> int:
        """Ask it to quit, and wait for its end; returns its exit status."""
        assert self.earsight("trigger", "quit").returncode == 0
        return self.service.wait(15)
