"""The project's own Python environment: `.venv`, with the pinned versions in it."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import system_packages
from linux_parts import Part

ROOT = Path(__file__).resolve().parent.parent
CONSTRAINTS = ROOT / "installer" / "constraints.txt"
_VENV = ROOT / ".venv"
_STAMP = _VENV / "earsight-setup"
_BIN = _VENV / ("Scripts" if os.name == "nt" else "bin")
_EXE = ".exe" if os.name == "nt" else ""


class SetupError(Exception):
    """The environment could not be made; the message says what to do."""


def program(name: str) -> Path:
    """The path of a program of the environment, e.g. `program("earsight")`."""
    return _BIN / f"{name}{_EXE}"


def ensure() -> None:
    """Make the environment, or bring it up to date; quick when nothing changed.

    Raises:
        SetupError: it could not be made.

    """
    if _up_to_date():
        print(f"Python environment: up to date ({_VENV.name}).")
        return
    python = program("python")
    if not _works(python):
        _make_venv()
    print("Installing the pinned Python packages; this takes a few minutes the first time.")
    _pip("-c", str(CONSTRAINTS), "hatchling", "editables")
    # The build backend above is the pinned one, so pip need not fetch another.
    _pip("-c", str(CONSTRAINTS), "--no-build-isolation", "-e", f"{ROOT}[test,lint]")
    _STAMP.write_text(_fingerprint(), encoding="ascii")
    print(f"Ready: {program('earsight')}")


def _up_to_date() -> bool:
    try:
        stamp = _STAMP.read_text(encoding="ascii")
    except OSError:
        return False
    return stamp == _fingerprint() and program("earsight").exists() and _works(program("python"))


def _fingerprint() -> str:
    """What the environment was made from: a change of any of it means installing again."""
    digest = hashlib.sha256(str(ROOT).encode())
    for path in (ROOT / "pyproject.toml", CONSTRAINTS):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _works(python: Path) -> bool:
    """Whether there is an environment, of a Python that is still there and new enough."""
    check = "import sys, pip; raise SystemExit(sys.version_info < (3, 11))"
    try:
        done = subprocess.run([python, "-c", check], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def _make_venv() -> None:
    print(f"Making {_VENV} with Python {sys.version.split()[0]}.", flush=True)
    if importlib.util.find_spec("ensurepip") is None:
        _fetch_ensurepip()
    if _VENV.exists():
        shutil.rmtree(_VENV)
    done = subprocess.run([sys.executable, "-m", "venv", str(_VENV)], check=False)
    if done.returncode:
        raise SetupError(f"Python could not make {_VENV}. Its own message is above.")


def _fetch_ensurepip() -> None:
    """Debian and its kin ship Python without the part that makes environments."""
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    part = Part("Python environments", apt=f"{package}|python3-venv")
    missing = system_packages.ensure([part])
    importlib.invalidate_caches()
    if missing or importlib.util.find_spec("ensurepip") is None:
        raise SetupError(
            f"This Python has no ensurepip module. Install the package {package}, "
            "or use a Python from python.org."
        )


def _pip(*arguments: str) -> None:
    command = [str(program("python")), "-m", "pip", "install", "--quiet", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}, check=False
    )
    if done.returncode:
        raise SetupError(
            "pip could not install the Python packages. Its own message is above; the most "
            "common cause is that there is no internet connection now."
        )
