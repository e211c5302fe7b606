"""Commands that are interrupted, starved, or run where nothing is as usual."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.bad_files import WORDS, picture, png
from support.console import Console
from support.processes import processes_with, wait_until
from support.rendered import page
from support.running_app import EARSIGHT

if sys.platform == "win32":
    pytest.skip("signals and permissions of POSIX", allow_module_level=True)

SENTENCE = "Seven large boxes were sent by mail on Friday night"


@pytest.fixture(scope="module")
def console() -> Iterator[Console]:
    with Console() as made:
        (made.home / "short.png").write_bytes(png(picture()))
        numbered = [f"{SENTENCE}, and box {number} came back." for number in range(60)]
        (made.home / "long.png").write_bytes(png(page(*numbered).image))
        yield made


@pytest.fixture
def reading(console: Console) -> Iterator[subprocess.Popen[bytes]]:
    """A long reading, of which the first line has been printed."""
    process = console.start_earsight("read", "long.png", "--json", "--engine", "screen")
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["type"] == "line"
    yield process
    process.kill()
    process.communicate()


def finish(process: subprocess.Popen[bytes]) -> tuple[int, list[str], str]:
    """Wait; returns status, lines on standard output, and standard error."""
    out, err = process.communicate(timeout=30)
    return process.returncode, (out or b"").decode().splitlines(), err.decode()


def worker_pids(console: Console) -> list[int]:
    found = processes_with(str(console.root))
    return [pid for pid, command in found if "assistant.reading.worker" in command]


def test_ctrl_c_ends_it_and_its_child(console: Console, reading: subprocess.Popen[bytes]) -> None:
    os.killpg(reading.pid, signal.SIGINT)
    status, _lines, err = finish(reading)
    assert (status, err) == (130, "")
    wait_until(lambda: not console.left(), "the end of the children")


@pytest.mark.parametrize("name", ["SIGTERM", "SIGKILL"])
def test_no_child_survives_its_parent(
    console: Console, reading: subprocess.Popen[bytes], name: str
) -> None:
    reading.send_signal(signal.Signals[name])
    assert finish(reading)[0] == -signal.Signals[name]
    wait_until(lambda: not console.left(), "the end of the children")


def test_a_killed_reader_is_told(console: Console, reading: subprocess.Popen[bytes]) -> None:
    (worker,) = worker_pids(console)
    os.kill(worker, signal.SIGKILL)
    status, lines, err = finish(reading)
    assert (status, err) == (4, "")
    failure = json.loads(lines[-1])
    assert (failure["type"], failure["code"]) == ("error", "worker-failed")
    assert failure["message"] == "The text reader stopped unexpectedly."
    assert all(json.loads(line)["type"] == "line" for line in lines[:-1])
    assert console.left() == []


@pytest.mark.parametrize("words", [["read", "long.png"], ["settings"], ["--help"], ["doctor"]])
def test_a_reader_of_the_output_may_leave_early(console: Console, words: list[str]) -> None:
    """As `| head -1` does."""
    process = console.start_earsight(*words)
    assert process.stdout is not None
    process.stdout.read(1)
    process.stdout.close()
    assert process.stderr is not None
    err = process.stderr.read()
    process.stderr.close()
    assert (process.wait(30), err) == (0, b"")
    assert console.left() == []


def test_a_full_disk_is_told(console: Console) -> None:
    with Path("/dev/full").open("wb") as full:
        process = console.start_earsight("settings", stdout=full.fileno())
        status, _lines, err = finish(process)
    assert (status, err) == (4, "earsight: EarSight cannot go on: No space left on device.\n")


@pytest.mark.parametrize("limit", ["--data=150000000", "--as=250000000", "--nofile=14"])
def test_a_starved_reading_reads_or_says_why(console: Console, limit: str) -> None:
    prlimit = shutil.which("prlimit")
    if prlimit is None:
        pytest.skip("prlimit is not installed")
    ran = console.earsight("read", "short.png", before=(prlimit, limit))
    if ran.status:
        assert (ran.status, ran.out) == (4, "")
        assert ran.err.startswith("earsight: ")
        assert ran.err.count("\n") == 1
    else:
        assert ran.out.split() == WORDS.split()
    assert console.left() == []


@pytest.mark.parametrize(
    "names",
    [["HOME"], ["XDG_RUNTIME_DIR"], ["HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR"]],
)
def test_a_missing_variable_does_not_matter(console: Console, names: list[str]) -> None:
    """`env -u`, because the folder of the session must stay in the rest of the environment."""
    env = shutil.which("env")
    assert env is not None
    unset = [word for name in names for word in ("-u", name)]
    ran = console.earsight("read", "short.png", "--engine", "tesseract", before=(env, *unset))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.split() == WORDS.split()
    assert console.earsight("trigger", "stop", before=(env, *unset)).status == 3


def test_a_home_that_cannot_be_written_is_told(console: Console) -> None:
    nowhere = {"HOME": "/proc/nobody", "XDG_CONFIG_HOME": "/proc/nobody"}
    ran = console.earsight("read", "short.png", "--engine", "tesseract", env=nowhere)
    assert (ran.status, ran.err) == (0, "")
    ran = console.earsight("settings", "set", "speech.rate", "210", env=nowhere)
    assert ran.status == 4
    assert ran.err.startswith("earsight: The settings could not be saved: ")
    assert "Check that /proc/nobody/earsight can be written." in ran.err


def test_reading_leaves_nothing_on_the_disk(console: Console) -> None:
    before = console.files()
    assert console.earsight("read", "short.png").status == 0
    assert console.earsight("say", "hello").status == 4
    assert console.files() == before


def test_it_runs_from_any_folder_and_imports_nothing_from_there(
    console: Console, tmp_path: Path
) -> None:
    """A file there that is called like a library must not be run."""
    for name in ("numpy", "cv2", "json", "assistant", "msgspec", "PIL"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported from here')", "ascii")
    where = os.path.relpath(console.home / "short.png", tmp_path)
    ran = console.earsight("read", where, cwd=tmp_path)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.split() == WORDS.split()


def test_servers_that_hang_do_not_hang_the_doctor(console: Console) -> None:
    """A session bus, a sound server and a display that take connections and never answer."""
    address = str(console.root / "hanging")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(address)
        server.listen()
        env = {
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={address}",
            "PULSE_SERVER": f"unix:{address}",
        }
        ran = console.earsight("doctor", "--json", env=env, timeout=30)
        assert ran.status == 0
        assert ran.objects()[-1]["running"] == "no"
    assert console.left() == []


def test_a_display_that_hangs_is_told(console: Console) -> None:
    """An X server that takes connections and never answers."""
    number = next(n for n in range(900, 999) if not Path(f"/tmp/.X11-unix/X{n}").exists())
    path = Path(f"/tmp/.X11-unix/X{number}")
    path.parent.mkdir(exist_ok=True)
    env = {"DISPLAY": f":{number}"}
    told = f"The display :{number} does not answer."
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(path))
            server.listen()
            for words in ([], ["read", "--screen"]):
                ran = console.earsight(*words, env=env)
                assert ran.status == 3
                assert ran.err.startswith(f"earsight: {told} ")
            ran = console.earsight("doctor", env=env)
            assert ran.status == 0
            assert f"Display: {told}\n" in ran.out
    finally:
        path.unlink()


def test_an_instance_that_hangs_is_told(console: Console) -> None:
    """A listening socket in the place of the running instance's, which never answers."""
    folder = Path(console.env["XDG_RUNTIME_DIR"], "earsight")
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / "socket"
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(path))
            server.listen()
            ran = console.earsight("trigger", "stop", timeout=30)
    finally:
        path.unlink()
    assert ran.status == 4
    assert ran.err == (
        "earsight: EarSight is running but does not answer. End it, and start it again.\n"
    )


def test_an_error_of_our_own_is_one_line_without_the_errors_words() -> None:
    """An exception could quote what was read, so only its kind and place are told."""
    program = (
        "import sys; from assistant.commands import settings;"
        "settings.settings_store = lambda: {}['secret'];"
        "from assistant.cli import main; sys.exit(main(['settings']))"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 4
    assert done.stderr.startswith("earsight: Something went wrong inside EarSight: KeyError, ")
    assert "secret" not in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["reading", "espeak", "pyttsx3"])
def test_a_frozen_build_runs_its_workers(console: Console, tmp_path: Path, name: str) -> None:
    """`earsight --worker NAME FOLDER`; without input a worker ends at once, and quietly."""
    done = console.run([EARSIGHT, "--worker", name, str(tmp_path / "own")])
    assert done.stderr == ""


def test_there_are_no_other_workers(console: Console) -> None:
    assert console.earsight("--worker", "os").status == 2
