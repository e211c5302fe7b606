"""The real `earsight` command in a login session with neither display nor sound nor bus."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.private_session import PrivateSession
from support.processes import processes_with
from support.running_app import EARSIGHT

_PEAK_MEMORY = str(Path(__file__).with_name("peak_memory.py"))


@dataclass(frozen=True)
class Ran:
    """What a command came to. `peak_mb` is of its largest process."""

    status: int
    out: str
    err: str
    peak_mb: float

    def objects(self) -> list[dict[str, Any]]:
        """Its output, which must be JSON objects and nothing else, one a line."""
        found = [json.loads(line) for line in self.out.splitlines()]
        assert all(isinstance(entry, dict) for entry in found)
        return found


class Console(PrivateSession):
    """The session. `earsight` runs the command in it; leftovers of one are seen by `left`."""

    def earsight(
        self,
        *words: str | bytes | Path,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        before: Sequence[str] = (),
        program: Sequence[str] = (EARSIGHT,),
        timeout: float = 60.0,
        typed: str = "",
    ) -> Ran:
        """Run to the end. `before` is what starts `program`: the path of setpriv, for example.

        `typed` is its standard input.

        A traceback is never right, whatever the test is about.
        """
        report = self.root / "peak"
        measured = [sys.executable, "-S", "-E", _PEAK_MEMORY, str(report), *before, *program]
        done = subprocess.run(
            [*measured, *words],
            env={**self.env, **(env or {})},
            cwd=cwd or self.home,
            input=typed.encode(),
            capture_output=True,
            timeout=timeout,
            check=False,
        )
        ran = Ran(
            done.returncode,
            done.stdout.decode(),
            done.stderr.decode(),
            int(report.read_text("ascii")) / 1024,
        )
        assert "Traceback" not in ran.err
        assert "Exception ignored" not in ran.err
        return ran

    def start_earsight(self, *words: str | Path, **streams: int) -> subprocess.Popen[bytes]:
        """Start it, as the leader of a process group, and go on."""
        return subprocess.Popen(
            [EARSIGHT, *words],
            env=self.env,
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            # What a shell runs in the background ignores Ctrl+C, and so do its children.
            preexec_fn=_hear_ctrl_c,
            stdout=streams.get("stdout", subprocess.PIPE),
            stderr=streams.get("stderr", subprocess.PIPE),
        )

    def left(self) -> list[str]:
        """The command lines of what still runs."""
        return [command for _pid, command in processes_with(str(self.root))]

    def files(self) -> set[Path]:
        """Every file in the session's folders, besides the log of its own parts."""
        found = (
            Path(folder, name) for folder, _dirs, names in os.walk(self.root) for name in names
        )
        return {file for file in found if file.parent != self.root}

    def _start_parts(self) -> None:
        self._start_sound(device=False)


def _hear_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
