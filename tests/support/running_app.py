"""The real `earsight` in a test session."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from support.private_session import PrivateSession
from support.processes import Service, processes_with, wait_until

from assistant.settings.schema import VERSION

EARSIGHT = str(Path(sys.executable).with_name("earsight"))


class RunningApp:
    """Starts the app and waits until it answers.

    `settings` are set before, by the command line, as a person would. With `wait` false the start
    is not waited for: what answers is a stop, which would cut the announcement short. With
    `first_start` the set-up opens, as it does where there are no settings yet.
    """

    def __init__(
        self,
        session: PrivateSession,
        *,
        wait: bool = True,
        first_start: bool = False,
        **settings: str,
    ) -> None:
        self.session = session
        if not first_start:
            self._be_set_up()
        for name, value in settings.items():
            self.earsight("settings", "set", name.replace("__", "."), value)
        self.service: Service = session.spawn("earsight", [EARSIGHT])
        if wait:
            answers = ("trigger", "stop")
            wait_until(lambda: self.earsight(*answers).returncode == 0, "EarSight to answer")

    def _be_set_up(self) -> None:
        file = Path(self.session.env["XDG_CONFIG_HOME"], "earsight", "settings.toml")
        try:
            text = file.read_text("utf-8", "surrogateescape").replace(
                "\nset_up = false\n", "\nset_up = true\n"
            )
        except FileNotFoundError:
            file.parent.mkdir(parents=True, exist_ok=True)
            text = f"version = {VERSION}\n[desktop]\nset_up = true\n"
        file.write_text(text, "utf-8", "surrogateescape")

    def earsight(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return self.session.run([EARSIGHT, *words])

    def pids(self, words: str) -> list[int]:
        """The session's processes with `words` in their command line."""
        found = processes_with(str(self.session.root))
        return [pid for pid, command in found if words in command]

    def worker_pids(self) -> list[int]:
        """The text reader's process, if it runs."""
        return self.pids("assistant.reading.worker")

    def describer_pids(self) -> list[int]:
        """The picture describer's process, if it runs."""
        return self.pids("assistant.describing.worker")

    def voice_pids(self) -> list[int]:
        """The voice's helper processes: the one in use and the spare."""
        return self.pids("assistant.speech.voices")

    def warm(self) -> None:
        """Wait until the text reader has loaded, by reading something."""
        done = self.earsight("trigger", "read", "--target", "pointer")
        assert done.returncode == 0, done.stderr
        wait_until(lambda: len(self.worker_pids()) == 1, "the text reader", 30)

    def quit(self) -> int:
        """Ask it to quit, and wait for its end; returns its exit status."""
        assert self.earsight("trigger", "quit").returncode == 0
        return self.service.wait(15)
