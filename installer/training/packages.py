"""Fetches the icon families and style sheets, in pinned versions with checked contents."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent / "packages"
PERMISSIVE = frozenset({"MIT", "ISC", "Apache-2.0"})
"""Licences of what the models may learn from."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package that was fetched."""

    name: str
    version: str
    licence: str


def fetch(work: Path) -> Path:
    """Fetch the packages to `work`/node_modules and return that folder.

    Versions and checksums are those of packages/package-lock.json; no package's scripts run.

    Raises:
        RuntimeError: npm is missing, or could not fetch.

    """
    folder = work / "node_modules"
    lock, kept = HERE / "package-lock.json", work / "package-lock.json"
    if folder.is_dir() and kept.is_file() and kept.read_bytes() == lock.read_bytes():
        return folder
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError("Training needs npm, which fetches the icon families.")
    work.mkdir(parents=True, exist_ok=True)
    kept.unlink(missing_ok=True)
    shutil.copy(HERE / "package.json", work)
    # Put there last: an interrupted fetch is begun again.
    shutil.copy(lock, work / "npm-shrinkwrap.json")
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--legacy-peer-deps"]
    if subprocess.run(command, cwd=work, check=False).returncode:
        raise RuntimeError("npm could not fetch the icon families. Its message is above.")
    (work / "npm-shrinkwrap.json").rename(kept)
    return folder


def packages() -> list[Package]:
    """Return the packages asked for by name, with the licences that they state."""
    asked = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    entries = ((name, locked[f"node_modules/{name}"]) for name in sorted(asked))
    return [Package(name, entry["version"], entry["license"]) for name, entry in entries]
