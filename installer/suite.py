"""Runs the linters, the tests and the benchmarks of the project."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from environment import ROOT, program

_EVIDENCE = ROOT.parent / "shared" / "evidence" / "ocr"
_BENCHMARKS = {
    "reading": "ocr",
    "desktop": "desktop",
    "describing": "describing",
    "screenmap": "screenmap",
    "watching": "watch",
}
"""What each is called by, and how its program's name begins."""
_PLATFORMS = ("linux", "win32", "darwin")


def _lint_commands() -> dict[str, list[str]]:
    commands = {
        "ruff format": [str(program("ruff")), "format", "--check", "--quiet"],
        "ruff check": [str(program("ruff")), "check", "--quiet"],
        "import contracts": [str(program("lint-imports")), "--no-cache"],
    }
    for platform in _PLATFORMS:
        # One cache each: mypy throws the whole cache away when the platform changes.
        options = ["--platform", platform, "--cache-dir", f".mypy_cache/{platform}"]
        commands[f"mypy for {platform}"] = [str(program("mypy")), *options]
    return commands


def lint() -> list[str]:
    """Run every linter; return the names of those that complained, their messages printed."""
    commands = _lint_commands()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        outcomes = pool.map(_quietly, commands.values())
        return [
            name
            for name, (status, output) in zip(commands, outcomes, strict=True)
            if not _report(name, status, output)
        ]


def _quietly(command: list[str]) -> tuple[int, str]:
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return done.returncode, done.stdout


def _report(name: str, status: int, output: str) -> bool:
    print(f"{name}: {'not clean' if status else 'clean'}", flush=True)
    if status:
        print(output, flush=True)
    return status == 0


def run_pytest(arguments: list[str]) -> int:
    """Run pytest without a network, where the system allows that; return its exit status.

    The desktop tests form one group, so that they run one at a time beside the others (see
    tests/conftest.py).
    """
    command = [str(program("python")), "-m", "pytest"]
    command += arguments or ["-n", "2", "--dist", "loadgroup", "--no-header"]
    return subprocess.call([*_without_network(), *command], cwd=ROOT)


def _without_network() -> list[str]:
    """What to put before a command so that it has no network; nothing where that cannot be."""
    if sys.platform == "linux" and shutil.which("unshare"):
        take = ["unshare", "--net"]
        if os.geteuid() != 0:
            take += ["--user", "--map-current-user", "--keep-caps"]
        isolate = [*take, sys.executable, str(ROOT / "installer" / "offline.py")]
        if _quietly([*isolate, "true"])[0] == 0:
            print("Running the tests with no network: only the loopback interface is there.")
            sys.stdout.flush()
            return isolate
    print("WARNING: this system lets me not take the network away, so these test results do not")
    print("WARNING: show that EarSight works offline. On Linux, root or user namespaces help.")
    sys.stdout.flush()
    return []


def benchmarks(arguments: list[str]) -> dict[str, list[str]]:
    """Which programs to run with which arguments: all, or the one named first with the rest."""
    evidence = [str(_EVIDENCE)] if _EVIDENCE.is_dir() else []
    if not arguments:
        return {name: evidence if name == "ocr" else [] for name in _BENCHMARKS.values()}
    name, *more = arguments
    if name not in _BENCHMARKS:
        raise SystemExit(f"There is no benchmark {name}. Choose {', '.join(_BENCHMARKS)}.")
    program_name = _BENCHMARKS[name]
    return {program_name: more or (evidence if program_name == "ocr" else [])}


def run_benchmarks(arguments: list[str]) -> int:
    """Run every benchmark, or the one that is named; return the worst exit status."""
    python, folder = str(program("python")), ROOT / "tests" / "bench"
    statuses = [
        subprocess.call([python, str(folder / f"{name}_bench.py"), *more], cwd=ROOT)
        for name, more in benchmarks(arguments).items()
    ]
    return max(statuses)
