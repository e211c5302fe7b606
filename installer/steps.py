"""What the bootstrap's commands do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

import environment
import suite
import system_packages
from environment import SetupError, program
from linux_parts import NPM, RUN, TEST, TRAIN


def main(arguments: Sequence[str], usage: str) -> int:
    """Do the command that `arguments` begin with; return the exit status."""
    commands = {
        "setup": setup,
        "run": run,
        "test": test,
        "bench": bench,
        "train": train,
        "translate": translate,
    }
    name = arguments[0] if arguments else ""
    if name not in commands:
        print(usage.strip())
        return 0 if name in ("-h", "--help", "help") else 2
    os.environ["PYTHONUNBUFFERED"] = "1"
    try:
        return commands[name](list(arguments[1:]))
    except SetupError as error:
        print(error, file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 130


def setup(arguments: Sequence[str]) -> int:
    """Bring system and environment to where EarSight runs."""
    if arguments:
        print(f"setup takes no arguments: {' '.join(arguments)}", file=sys.stderr)
        return 2
    _prepare(for_tests=False)
    print("Start EarSight with: python3 installer/bootstrap.py run")
    return 0


def run(arguments: list[str]) -> int:
    """Start EarSight in place of this program."""
    _prepare(for_tests=False)
    if not arguments and not _has_display():
        print("There is no display here, so this is the demonstration: earsight demo.")
        arguments = ["demo"]
    sys.stdout.flush()
    command = [str(program("earsight")), *arguments]
    if sys.platform != "win32":
        os.execv(command[0], command)
    return subprocess.call(command)


def test(arguments: list[str]) -> int:
    """Lint and test; with arguments, pytest alone."""
    _prepare(for_tests=True)
    broken = [] if arguments else suite.lint()
    status = suite.run_pytest(arguments)
    if broken:
        print(f"Not clean: {', '.join(broken)}. The messages are above, before the tests.")
    return status or int(bool(broken))


def bench(arguments: list[str]) -> int:
    """Measure reading, the desktop and describing, or the one that the first argument names."""
    _prepare(for_tests=True)
    return suite.run_benchmarks(arguments)


def train(arguments: list[str]) -> int:
    """Train the models of the screen map, or score them."""
    _prepare(for_tests=False)
    if sys.platform == "linux":
        system_packages.ensure(TRAIN if shutil.which("npm") else (NPM, *TRAIN))
    command = [str(program("python")), "-m", "training", *arguments]
    return subprocess.call(command, cwd=environment.ROOT / "installer")


def translate(arguments: list[str]) -> int:
    """Bring the catalogues of translations up to date with the program."""
    environment.ensure()
    sys.stdout.flush()
    command = [str(program("python")), "translate.py", *arguments]
    return subprocess.call(command, cwd=environment.ROOT / "installer")


def _prepare(*, for_tests: bool) -> None:
    if sys.platform == "linux":
        system_packages.ensure(RUN + TEST if for_tests else RUN)
    elif sys.platform == "darwin":
        print("System packages: none needed. For Arabic, Cyrillic, Greek and Indic script:")
        print("  brew install tesseract tesseract-lang")
    else:
        print("System packages: none needed.")
    environment.ensure()
    sys.stdout.flush()


def _has_display() -> bool:
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
