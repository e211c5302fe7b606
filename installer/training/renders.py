"""Makes all renders of the control model's training and tests; what is there is kept."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from training import devtools

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Batch:
    """Renders with the numbers `first` and on, at `scale` pixels a point."""

    toolkit: str
    split: str
    first: int
    count: int
    scale: float = 1.0

    @property
    def folder(self) -> str:
        """The name of the folder that they are in."""
        return f"{self.toolkit}-{self.split}"


BATCHES = (
    Batch("qt", "train", 0, 550),
    Batch("qt", "train", 550, 120, 1.25),
    Batch("qt", "train", 700, 120, 1.5),
    Batch("qt", "train", 850, 100, 2.0),
    Batch("qt", "train", 1000, 700),
    Batch("web", "train", 0, 1300),
    Batch("qt", "valid", 5000, 60),
    Batch("qt", "valid", 5060, 20, 1.5),
    Batch("web", "valid", 5000, 50),
    Batch("qt", "test", 0, 40),
    Batch("qt", "test", 40, 15, 1.5),
    Batch("qt", "test", 55, 15, 2.0),
    Batch("web", "test", 0, 80),
    Batch("gtk", "test", 0, 80),
)


def render(packages: Path, target: Path, split: str) -> list[Path]:
    """Make the renders of a split; return their folders, without those that cannot be made here."""
    folders = []
    for batch in BATCHES:
        if batch.split != split:
            continue
        command = _command(batch, packages, target / batch.folder)
        if not command:
            print(f"No {batch.toolkit} renders: what draws them is not installed here.")
            continue
        folders.append(target / batch.folder)
        last = target / batch.folder / f"{batch.toolkit}-{batch.first + batch.count - 1}.json"
        if not last.is_file():
            print(f"Rendering {batch.count} {batch.toolkit} pictures at {batch.scale}", flush=True)
            path = os.pathsep.join((str(HERE.parent), str(HERE.parent.parent)))
            scale = {"QT_SCALE_FACTOR": str(batch.scale), "QT_LOGGING_RULES": "qt.qpa.*=false"}
            subprocess.run(command, env={**os.environ, "PYTHONPATH": path, **scale}, check=True)
    return list(dict.fromkeys(folders))


def _command(batch: Batch, packages: Path, folder: Path) -> list[str]:
    """Return the command that makes the batch; empty where something for it is missing."""
    numbers = [str(batch.first), str(batch.count)]
    module = [sys.executable, "-m", f"training.{batch.toolkit}_windows", str(packages)]
    if batch.toolkit == "qt":
        return [*module, str(folder), *numbers, batch.split]
    if batch.toolkit == "web":
        module[2] = "training.web_pages"
        return [*module, str(folder), *numbers, batch.split] if devtools.browser() else []
    python, desktop = "/usr/bin/python3", shutil.which("xvfb-run")
    probe = [python, "-c", "import gi; gi.require_version('Gtk', '3.0')"]
    if desktop is None or not Path(python).exists():
        return []
    if subprocess.run(probe, stderr=subprocess.DEVNULL, check=False).returncode:
        return []
    script = HERE / "gtk_windows.py"
    return [desktop, "-a", python, str(script), str(folder), *numbers]
