from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest
from support.fake_desktop import striped

from assistant.capture.programs import installed, run
from assistant.capture.screens.command import CommandScreen
from assistant.core.errors import CaptureError
from assistant.core.geometry import Rect

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="shell scripts of POSIX")


def script(folder: Path, text: str) -> str:
    path = folder / "shooter"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return str(path)


@pytest.fixture(autouse=True)
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "runtime"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.setenv("WAYLAND_DISPLAY", "none-here")
    monkeypatch.setenv("XDG_SESSION_TYPE", "wayland")
    striped(64, 48).save(tmp_path / "taken.png")
    return folder


def test_output_is_returned() -> None:
    assert run(("echo", "hello"), 10) == b"hello\n"


def test_a_missing_program() -> None:
    with pytest.raises(CaptureError, match="cannot be started"):
        run(("no-such-program-here",), 10)
    assert "no-such-program-here" in installed("no-such-program-here").remedy


def test_a_failing_program() -> None:
    with pytest.raises(CaptureError, match="failed"):
        run(("false",), 10)


def test_a_hanging_program_is_ended_with_its_children(tmp_path: Path) -> None:
    command = f"sleep 600 & echo $! > {tmp_path}/child; wait"
    with pytest.raises(CaptureError, match="does not answer"):
        run(("sh", "-c", command), 0.5)
    child = int((tmp_path / "child").read_text())
    deadline = time.monotonic() + 10
    while _is_alive(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _is_alive(child)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A zombie that its new parent has not collected yet counts as ended.
    return " Z " not in Path(f"/proc/{pid}/stat").read_text()


def test_a_picture_from_standard_output(tmp_path: Path) -> None:
    screen = CommandScreen(script(tmp_path, f"cat {tmp_path}/taken.png"), ())
    assert screen.availability().usable
    with screen.open() as desktop:
        assert [monitor.rect for monitor in desktop.monitors] == [Rect(0, 0, 64, 48)]
        assert desktop.grab(Rect(10, 10, 20, 9)).tobytes() == (
            striped(64, 48).crop((10, 10, 30, 19)).tobytes()
        )


def test_a_picture_in_a_file_is_private_and_gone_at_once(tmp_path: Path, runtime: Path) -> None:
    text = f'cd "$(dirname "$1")"; pwd > {tmp_path}/where; stat -c %a . > {tmp_path}/mode'
    text += f'; cp {tmp_path}/taken.png "$1"'
    screen = CommandScreen(script(tmp_path, text), ("{file}",))
    with screen.open() as desktop:
        assert desktop.grab(Rect(0, 0, 64, 48)).size == (64, 48)
        assert list(runtime.iterdir()) == []
    assert Path((tmp_path / "where").read_text().strip()).parent == runtime
    assert (tmp_path / "mode").read_text().strip() == "700"


@pytest.mark.parametrize("text", ["true", "exit 1", 'echo rubbish | tee "$1"', 'touch "$1"'])
@pytest.mark.parametrize("arguments", [(), ("{file}",)])
def test_no_picture(tmp_path: Path, runtime: Path, text: str, arguments: tuple[str, ...]) -> None:
    screen = CommandScreen(script(tmp_path, text), arguments)
    with pytest.raises(CaptureError), screen.open():
        pass
    assert list(runtime.iterdir()) == []


def test_not_used_outside_wayland(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_SESSION_TYPE", "x11")
    found = CommandScreen("sh", ()).availability()
    assert (found.usable, bool(found.reason)) == (False, True)
