"""Every way of starting with the session can be turned on, seen, and turned off."""

from __future__ import annotations

import plistlib
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from support.processes import wait_until

from assistant.core.backends import choose, survey
from assistant.core.errors import EarSightError
from assistant.desktop.autostart.base import Autostart, own_command
from assistant.desktop.autostart.macos import LaunchAgentAutostart
from assistant.desktop.autostart.win32 import RunKeyAutostart
from assistant.desktop.autostart.xdg import XdgAutostart
from assistant.desktop.registry import autostarts

COMMAND = ["/opt/Ear Sight/bin/earsight", '--say="50 % $HOME"', "back\\slash"]


@pytest.fixture(params=["xdg", "launch-agent", "run-key"])
def autostart(request: pytest.FixtureRequest, tmp_path: Path) -> Autostart:
    if request.param == "xdg":
        return XdgAutostart(tmp_path / "config")
    if request.param == "launch-agent":
        return LaunchAgentAutostart(tmp_path / "agents")
    if sys.platform != "win32":
        pytest.skip("the registry is on Windows only")
    return RunKeyAutostart()


def test_on_and_off(autostart: Autostart) -> None:
    assert not autostart.is_on()
    autostart.turn_off()
    for _twice in range(2):
        autostart.turn_on(COMMAND)
        assert autostart.is_on()
    autostart.turn_off()
    assert not autostart.is_on()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for made in (XdgAutostart(tmp_path / "file"), LaunchAgentAutostart(tmp_path / "file")):
        with pytest.raises(EarSightError, match="cannot be changed"):
            made.turn_on(COMMAND)


@pytest.mark.skipif(not Path("/usr/bin/python3").exists(), reason="needs the system's Python")
def test_the_desktop_file_is_valid_and_runs_the_command(tmp_path: Path) -> None:
    script = tmp_path / "a folder" / "ear'sight"
    script.parent.mkdir()
    out = tmp_path / "out"
    script.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" > {shlex.quote(str(out))}\n")
    script.chmod(0o755)
    XdgAutostart(tmp_path).turn_on([str(script), *COMMAND[1:]])
    entry = tmp_path / "autostart" / "earsight.desktop"
    launch = (
        "import gi, sys; from gi.repository import Gio;"
        "Gio.DesktopAppInfo.new_from_filename(sys.argv[1]).launch([], None)"
    )
    ran = subprocess.run(
        ["/usr/bin/python3", "-c", launch, str(entry)],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    if "No module named 'gi'" in ran.stderr:
        pytest.skip("GLib's own parser of desktop files is not installed")
    assert ran.returncode == 0, ran.stderr
    lines = len(COMMAND) - 1
    wait_until(lambda: out.exists() and out.read_text().count("\n") >= lines, "the program")
    assert out.read_text().splitlines() == COMMAND[1:]


def test_an_entry_that_the_desktop_switched_off_is_off(tmp_path: Path) -> None:
    made = XdgAutostart(tmp_path)
    made.turn_on(COMMAND)
    entry = tmp_path / "autostart" / "earsight.desktop"
    entry.write_text(entry.read_text() + "Hidden=true\n")
    assert not made.is_on()


def test_the_agent_is_a_property_list(tmp_path: Path) -> None:
    LaunchAgentAutostart(tmp_path).turn_on(COMMAND)
    (file,) = tmp_path.iterdir()
    agent = plistlib.loads(file.read_bytes())
    assert agent["ProgramArguments"] == COMMAND
    assert agent["RunAtLoad"] is True
    assert file.stem == agent["Label"]


def test_this_platform_has_one_and_our_own_command_starts_it() -> None:
    assert [row.used for row in survey("autostart", autostarts())] == [True]
    assert choose(autostarts()).availability().usable
    ran = subprocess.run(
        [*own_command(), "--version"], capture_output=True, text=True, check=True, timeout=60
    )
    assert ran.stdout.startswith("earsight ")
