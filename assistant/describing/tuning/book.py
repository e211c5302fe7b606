"""What was measured, kept beside the models: one small file for all of them."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from assistant.models.accelerated import fingerprint
from assistant.models.lock import read_lock

FILE = "tuning.json"


class Trial(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One measurement. `precision` is a value of `loading.Precision`; `memory_mb` the peak."""

    precision: str
    threads: int
    seconds: float
    memory_mb: float


class _Pages(msgspec.Struct, forbid_unknown_fields=True):
    """Trials by what they hold for."""

    trials: dict[str, list[Trial]] = {}


class TuningBook:
    """The measurements of the models in a folder of models, for this machine."""

    def __init__(self, root: Path) -> None:
        self._file = root / FILE

    def trials(self, model: Path) -> list[Trial] | None:
        """What was measured of the model in that folder; None where it never was.

        A measurement is of the model's very files, of one version of torch and of one processor.
        """
        key = _key(model)
        return self._pages().trials.get(key) if key else None

    def best(self, model: Path) -> Trial | None:
        """The fastest way, if it is known."""
        return fastest(self.trials(model) or ())

    def write(self, model: Path, trials: list[Trial]) -> None:
        """Keep them; none says that nothing could be measured. Does nothing for a bare folder.

        Raises:
            OSError: the file cannot be written.

        """
        key = _key(model)
        if not key:
            return
        pages = self._pages()
        pages.trials[key] = trials
        fresh = self._file.with_name(f".{FILE}")
        fresh.write_bytes(msgspec.json.format(msgspec.json.encode(pages)) + b"\n")
        fresh.replace(self._file)

    def _pages(self) -> _Pages:
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=_Pages)
        except (OSError, ValueError):
            return _Pages()


def fastest(trials: Iterable[Trial]) -> Trial | None:
    """The one that takes the least time; of equal ones, that with the fewest threads."""
    return min(trials, key=lambda trial: (trial.seconds, trial.threads), default=None)


def _key(model: Path) -> str:
    try:
        files = fingerprint(read_lock(model))
        torch = version("torch")
    except (OSError, ValueError, PackageNotFoundError):
        return ""
    return f"{files} torch {torch} on {_processor()}"


def _processor() -> str:
    """The processor's name and count, as far as the system tells."""
    name = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines()
        name = next(line for line in lines if line.startswith("model name")).partition(":")[2]
    except (OSError, StopIteration):
        pass
    return f"{os.cpu_count()} x {name.strip()}"
