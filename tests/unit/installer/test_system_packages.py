"""Missing system packages: found, installed where that is allowed, named where it is not."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
import system_packages
from linux_parts import NPM, RUN, TEST, TRAIN, Part


@dataclass
class FakeSystem:
    """A machine with apt: `installed` and `known` packages, and what it was told to do."""

    installed: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    programs: set[str] = field(default_factory=lambda: {"apt-get"})
    sudo_asks_for_a_password: bool = False
    done: list[list[str]] = field(default_factory=list)

    def run(self, command: Sequence[str], **_: Any) -> subprocess.CompletedProcess[str]:
        """Stand in for subprocess.run."""
        argument = command[-1]
        match command[0]:
            case "dpkg-query":
                found = argument in self.installed
                return self._result(found, "installed" if found else "")
            case "apt-cache":
                return self._result(argument in self.known, f"Package: {argument}")
            case "sudo" if command[-1] == "true":
                return self._result(not self.sudo_asks_for_a_password, "")
            case _:
                self.done.append(list(command))
                if "install" in command:
                    self.installed |= self.known & set(command)
                return self._result(ok=True, output="")

    @staticmethod
    def _result(ok: bool, output: str) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 0 if ok else 1, output, "")


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> FakeSystem:
    """A Debian where we are root."""
    fake = FakeSystem()
    monkeypatch.setattr("system_packages.subprocess.run", fake.run)
    monkeypatch.setattr(
        "system_packages.shutil.which", lambda name: name if name in fake.programs else None
    )
    monkeypatch.setattr("system_packages.os.geteuid", lambda: 0, raising=False)
    return fake


def _installs(system: FakeSystem) -> list[list[str]]:
    return [command for command in system.done if "install" in command]


def test_nothing_happens_when_all_is_there(system: FakeSystem) -> None:
    system.installed = {"espeak-ng"}
    assert system_packages.ensure([Part("voice", apt="espeak-ng")]) == []
    assert system.done == []


def test_root_installs_only_what_is_missing(system: FakeSystem) -> None:
    system.installed, system.known = {"espeak-ng"}, {"espeak-ng", "alsa-utils"}
    assert system_packages.ensure([Part("voice", apt="espeak-ng alsa-utils")]) == []
    (command,) = _installs(system)
    assert "alsa-utils" in command
    assert "espeak-ng" not in command


def test_the_first_known_name_of_a_choice_is_installed(system: FakeSystem) -> None:
    system.known = {"libold"}
    assert system_packages.ensure([Part("library", apt="libnew|libold")]) == []
    (command,) = _installs(system)
    assert command[-1] == "libold"


def test_any_installed_name_of_a_choice_will_do(system: FakeSystem) -> None:
    system.installed = {"libold"}
    assert system_packages.ensure([Part("library", apt="libnew|libold")]) == []
    assert system.done == []


def test_an_unknown_package_is_told_and_the_others_are_installed(
    system: FakeSystem, capsys: pytest.CaptureFixture[str]
) -> None:
    system.known = {"orca"}
    assert system_packages.ensure([Part("reader", apt="orca nosuch")]) == ["nosuch"]
    assert "apt does not know nosuch" in capsys.readouterr().out
    assert system.installed == {"orca"}


def test_without_rights_the_exact_command_is_printed(
    system: FakeSystem, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("system_packages.os.geteuid", lambda: 1000, raising=False)
    assert system_packages.ensure([Part("voice", apt="espeak-ng")]) == ["espeak-ng"]
    out = capsys.readouterr().out
    assert "sudo apt-get" in out
    assert "install -y --no-install-recommends espeak-ng" in out
    assert system.done == []


@pytest.mark.parametrize("asks", [False, True])
def test_sudo_is_used_only_when_it_asks_for_no_password(
    system: FakeSystem, monkeypatch: pytest.MonkeyPatch, asks: bool
) -> None:
    monkeypatch.setattr("system_packages.os.geteuid", lambda: 1000, raising=False)
    system.programs.add("sudo")
    system.sudo_asks_for_a_password = asks
    system.known = {"espeak-ng"}
    system_packages.ensure([Part("voice", apt="espeak-ng")])
    assert all(command[:2] == ["sudo", "-n"] for command in system.done)
    assert bool(system.done) is not asks


def test_an_unknown_distribution_is_told_what_is_needed(
    system: FakeSystem, capsys: pytest.CaptureFixture[str]
) -> None:
    system.programs.clear()
    assert system_packages.ensure([Part("voice", apt="espeak-ng")]) == []
    assert "voice: espeak-ng" in capsys.readouterr().out


@pytest.mark.parametrize("manager", [one.name for one in system_packages.MANAGERS])
def test_every_need_has_packages_for_every_manager(manager: str) -> None:
    parts = (*RUN, *TEST, NPM, *TRAIN)
    assert [part.purpose for part in parts if not getattr(part, manager).split()] == []
