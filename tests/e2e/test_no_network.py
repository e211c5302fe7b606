"""No process of EarSight ever talks to another machine."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from support.desk import Desk
from support.network_trace import missing_programs, remote_calls, traced
from support.processes import wait_until

pytestmark = pytest.mark.desktop

TEXT = "Nothing leaves this machine"


@pytest.fixture(autouse=True)
def _needs_strace() -> None:
    if missing := missing_programs():
        pytest.skip(f"network calls cannot be watched here: {', '.join(missing)} not installed")


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A picture file with a text."""
    image = Image.new("RGB", (640, 120), "white")
    font = ImageFont.load_default(size=30)
    ImageDraw.Draw(image).text((20, 40), TEXT, fill="black", font=font)
    path = tmp_path / "picture.png"
    image.save(path)
    return path


def test_the_watch_notices_a_connection(desk: Desk, tmp_path: Path) -> None:
    """A program that does talk to another machine is caught, and a local one is not."""
    trace = tmp_path / "trace"
    program = (
        "import socket, sys\n"
        "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n"
        "s.connect((sys.argv[1], 9))\n"
    )
    command = [sys.executable, "-c", program]
    desk.run(traced([*command, "127.0.0.1"], trace))
    assert remote_calls(trace) == []
    desk.run(traced([*command, "192.0.2.1"], trace))
    assert any("192.0.2.1" in call for call in remote_calls(trace))


@pytest.mark.parametrize("engine", ["screen", "rapid", "tesseract"])
def test_reading_a_file_stays_on_the_machine(
    desk: Desk, picture: Path, tmp_path: Path, engine: str
) -> None:
    """Neither the command nor its reading worker."""
    trace = tmp_path / "trace"
    command = ["earsight", "read", str(picture), "--engine", engine]
    done = desk.run(traced(command, trace), timeout=100)
    assert (done.returncode, done.stdout.strip()) == (0, TEXT)
    assert remote_calls(trace) == []


def test_speaking_stays_on_the_machine(desk: Desk, tmp_path: Path) -> None:
    """Neither to the sound device nor to a file."""
    trace = tmp_path / "trace"
    assert desk.run(traced(["earsight", "say", TEXT], trace)).returncode == 0
    assert remote_calls(trace) == []
    wave = tmp_path / "speech.wav"
    done = desk.run(traced(["earsight", "say", TEXT, "--wav", str(wave)], trace))
    assert done.returncode == 0
    assert wave.stat().st_size > 10_000
    assert remote_calls(trace) == []


def test_the_survey_stays_on_the_machine(desk: Desk, tmp_path: Path) -> None:
    """`doctor` looks at every backend there is."""
    trace = tmp_path / "trace"
    done = desk.run(traced(["earsight", "doctor"], trace), timeout=100)
    assert "screen" in done.stdout
    assert remote_calls(trace) == []


def test_the_running_app_stays_on_the_machine(desk: Desk, tmp_path: Path) -> None:
    """From its start over a reading to its end."""
    trace = tmp_path / "trace"
    app = desk.spawn("earsight", traced(["earsight"], trace))
    desk.open_sample(TEXT)
    read = ["earsight", "trigger", "read", "--target", "window"]
    wait_until(lambda: desk.run(read).returncode == 0, "EarSight to take the request", 30)
    wait_until(lambda: "assistant.reading.worker" in " ".join(desk.processes()), "the worker", 30)
    desk.recorder.wait_quiet(2.0, 60)
    assert desk.run(["earsight", "trigger", "quit"]).returncode == 0
    assert app.wait(20) == 0
    assert remote_calls(trace) == []
