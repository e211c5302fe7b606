"""The bootstrap's commands, as a person types them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import bootstrap
import environment
import pytest
import steps

BOOTSTRAP = Path(bootstrap.__file__)


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(BOOTSTRAP), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", [(), ("dance",)])
def test_a_wrong_command_prints_the_usage(arguments: tuple[str, ...]) -> None:
    done = _run(*arguments)
    assert done.returncode == 2
    assert "setup" in done.stdout
    assert "bench" in done.stdout


def test_help_is_not_an_error() -> None:
    assert _run("--help").returncode == 0


def test_a_newer_python_is_one_that_starts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A shim that starts nothing does not count."""
    for name, status in (("python3.13", 1), ("python3.12", 0)):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\nexit {status}\n", encoding="ascii")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    if sys.platform == "win32":
        pytest.skip("shell scripts stand in for Python here")
    assert bootstrap.newer_python() == str(tmp_path / "python3.12")


def test_without_a_display_run_is_the_demonstration(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux can lack a display")
    started: list[list[str]] = []
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("steps.system_packages.ensure", lambda parts: [])
    monkeypatch.setattr("steps.environment.ensure", lambda: None)
    monkeypatch.setattr("steps.os.execv", lambda path, command: started.append(command))
    monkeypatch.setattr("steps.subprocess.call", lambda command: 0)
    steps.run([])
    steps.run(["read", "picture.png"])
    program = str(environment.program("earsight"))
    assert started == [[program, "demo"], [program, "read", "picture.png"]]
    assert "no display" in capsys.readouterr().out


def test_the_environment_is_renewed_when_a_pin_changes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pins = tmp_path / "constraints.txt"
    pins.write_text("a==1\n", encoding="ascii")
    monkeypatch.setattr(environment, "CONSTRAINTS", pins)
    before = environment._fingerprint()
    assert environment._fingerprint() == before
    pins.write_text("a==2\n", encoding="ascii")
    assert environment._fingerprint() != before
