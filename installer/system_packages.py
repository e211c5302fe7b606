"""Finds out which system packages are missing, and installs them where that is allowed."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from linux_parts import Part


@dataclass(frozen=True)
class PackageManager:
    """How one package manager is asked and told.

    `query` and a name succeeds (and prints `installed`, where set) when the package is there;
    `known` and a name prints something when the package could be installed.
    """

    name: str
    program: str
    query: tuple[str, ...]
    known: tuple[str, ...]
    refresh: tuple[str, ...]
    install: tuple[str, ...]
    installed: str = ""

    def has(self, package: str) -> bool:
        """Whether the package is installed."""
        found = _ask(self.query, package)
        return found is not None and (not self.installed or self.installed in found.split())

    def knows(self, package: str) -> bool:
        """Whether the package could be installed."""
        return bool(_ask(self.known, package))


_APT_GET = ("apt-get", "-o", "DPkg::Lock::Timeout=120", "-qq")

MANAGERS = (
    PackageManager(
        name="apt",
        program="apt-get",
        query=("dpkg-query", "-W", "-f", "${db:Status-Status}\\n"),
        known=("apt-cache", "show", "--no-all-versions"),
        refresh=(*_APT_GET, "update"),
        install=(*_APT_GET, "install", "-y", "--no-install-recommends"),
        installed="installed",
    ),
    PackageManager(
        name="dnf",
        program="dnf",
        query=("rpm", "-q", "--whatprovides"),
        known=("dnf", "-q", "list", "--available"),
        refresh=("dnf", "-q", "makecache"),
        install=("dnf", "-q", "install", "-y"),
    ),
    PackageManager(
        name="pacman",
        program="pacman",
        query=("pacman", "-Q"),
        known=("pacman", "-Sp"),
        refresh=("pacman", "-Sy", "--noconfirm"),
        install=("pacman", "-S", "--needed", "--noconfirm"),
    ),
)


def ensure(parts: Iterable[Part]) -> list[str]:
    """Install what is missing of `parts`; return the packages that are still missing.

    Never raises for want of a right or of a network: the rest of the set-up goes on, and what is
    missing is told, here and by `earsight doctor`.
    """
    manager = next((one for one in MANAGERS if shutil.which(one.program)), None)
    wanted = [part for part in parts if manager is None or getattr(part, manager.name)]
    if manager is None:
        print("System packages: no apt, dnf or pacman here. Please install, by your own means:")
        for part in wanted:
            print(f"  {part.purpose}: {part.apt}")
        return []
    missing = _missing(manager, wanted)
    if not missing:
        print("System packages: all there.")
        return []
    return _install(manager, missing)


def _missing(manager: PackageManager, parts: Iterable[Part]) -> list[str]:
    """The choices ("new-name|old-name") of which no package is installed, told part by part."""
    missing: list[str] = []
    for part in parts:
        absent = [
            choice
            for choice in getattr(part, manager.name).split()
            if not any(manager.has(package) for package in choice.split("|"))
        ]
        if absent:
            print(f"Missing for {part.purpose}: {' '.join(absent)}")
        missing += absent
    return missing


def _install(manager: PackageManager, missing: Sequence[str]) -> list[str]:
    prefix = _privilege()
    if prefix is None:
        names = [choice.split("|")[0] for choice in missing]
        print("I may not install system packages here. Please run, then start me again:")
        print(f"  sudo {shlex.join([*manager.install, *names])}")
        return names
    print(f"Installing {len(missing)} system packages with {manager.name}.", flush=True)
    _tell([*prefix, *manager.refresh])
    chosen = {
        choice: next((name for name in choice.split("|") if manager.knows(name)), "")
        for choice in missing
    }
    for choice in (choice for choice, name in chosen.items() if not name):
        print(f"  {manager.name} does not know {choice}; going on without it.")
    names = [name for name in chosen.values() if name]
    if names and not _tell([*prefix, *manager.install, *names]):
        print(f"  That failed. By hand: sudo {shlex.join([*manager.install, *names])}")
    return [choice for choice, name in chosen.items() if not name or not manager.has(name)]


def _privilege() -> list[str] | None:
    """What to put before a command so that it may install; None when nothing would help."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _ask(("sudo", "-n"), "true") is not None:
        return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    return None


def _ask(command: Sequence[str], argument: str) -> str | None:
    """What the command prints; None when it fails or is not there."""
    try:
        done = subprocess.run(
            [*command, argument], capture_output=True, text=True, timeout=120, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _tell(command: Sequence[str]) -> bool:
    """Run a command that changes the system, its output kept for a failure."""
    done = subprocess.run(
        command,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print("\n".join((done.stdout + done.stderr).strip().splitlines()[-8:]))
    return done.returncode == 0
