"""Both sides of the describing benchmark, each with its figures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from PIL import Image

from assistant.core.errors import CancelledError
from assistant.core.findings import Done, Progress, Sentence
from assistant.core.frame import Frame, Source
from assistant.describing.base import Ability, Task
from assistant.describing.client import DescribingClient

TESTS = Path(__file__).resolve().parents[1]


def environment() -> dict[str, str]:
    """For programs that import from the tests."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent)])}


@dataclass
class Figures:
    """Seconds of each description by the clock and of the processor, and what it took besides.

    `load` in seconds, `peak` in MB.
    """

    totals: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    firsts: list[float] = field(default_factory=list)
    load: float = 0.0
    peak: float = 0.0


class Naive:
    """The reference, in its process."""

    def __init__(self, folder: Path, picture: Path, tokens: int, threads: int) -> None:
        program = [sys.executable, "-W", "ignore", str(TESTS / "bench" / "naive_describer.py")]
        self._child = subprocess.Popen(
            [*program, str(folder), str(picture), str(tokens), str(threads)],
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.figures = Figures(load=self._answer()["load"])

    def describe(self) -> None:
        """Once."""
        if self._child.stdin is not None:
            self._child.stdin.write("\n")
            self._child.stdin.flush()
        answer = self._answer()
        self.figures.totals.append(answer["total"])
        self.figures.processor.append(answer["processor"])
        self.figures.peak = peak_mb(psutil.Process(self._child.pid))

    def close(self) -> None:
        """End it."""
        with self._child as child:
            child.terminate()

    def _answer(self) -> Any:
        line = self._child.stdout.readline() if self._child.stdout else ""
        if not line:
            raise SystemExit("The naive reference died.")
        return json.loads(line)


class Ours:
    """EarSight's own way, through the client and its worker."""

    def __init__(
        self,
        folder: Path,
        picture: Image.Image,
        tokens: int,
        threads: int,
        fast: Path | None = None,
    ) -> None:
        self._folder = folder
        self._fast = fast
        self._frame = Frame(picture, Source.WINDOW)
        self._task = Task(Ability.DESCRIBE, max_new_tokens=tokens, repeats=True)
        self._client = DescribingClient(idle_minutes=0, threads=threads)
        self.figures = Figures()
        before = set(psutil.Process().children())
        started = time.perf_counter()
        for finding in self._findings(self._task):
            if finding == Progress("thinking"):
                self.figures.load = time.perf_counter() - started
        (self._worker,) = set(psutil.Process().children()) - before

    def describe(self) -> None:
        """Once."""
        started, used = time.perf_counter(), self._used()
        first = 0.0
        for finding in self._findings(self._task):
            moment = time.perf_counter() - started
            if isinstance(finding, Sentence):
                first = first or moment
            elif isinstance(finding, Done):
                self.figures.totals.append(moment)
                self.figures.firsts.append(first)
        self.figures.processor.append(self._used() - used)
        self.figures.peak = peak_mb(self._worker)

    def cancel_after(self, seconds: float) -> float:
        """Cancel so long after the model began to think; seconds until the worker is free."""
        task = Task(Ability.DESCRIBE, max_new_tokens=400, repeats=True)
        findings = self._findings(task)
        while next(findings) != Progress("thinking"):
            pass
        time.sleep(seconds)
        started = time.perf_counter()
        self._client.cancel()
        with suppress(CancelledError):
            for _finding in findings:
                pass
        small = Frame(self._frame.image.resize((64, 64)), Source.WINDOW)
        one = Task(Ability.DESCRIBE, max_new_tokens=1)
        after = self._client.describe(small, self._folder, one, self._fast)
        next(after)
        free = time.perf_counter() - started
        for _finding in after:
            pass
        return free

    def close(self) -> None:
        """End it."""
        self._client.close()

    def _used(self) -> float:
        times = self._worker.cpu_times()
        return float(times.user + times.system)

    def _findings(self, task: Task) -> Iterator[Any]:
        return self._client.describe(self._frame, self._folder, task, self._fast)


def peak_mb(process: psutil.Process) -> float:
    """The most memory that it ever had, MB; where the system does not tell, what it has now."""
    status = Path(f"/proc/{process.pid}/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if "VmHWM" in line)
        return int(line.split()[1]) / 1e3
    used = process.memory_info()
    return float(getattr(used, "peak_wset", used.rss)) / 1e6
