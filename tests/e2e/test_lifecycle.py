"""From start to end: what is said, and that nothing stays behind."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.desk import Desk
from support.ears import Ears
from support.processes import processes_with, wait_until
from support.running_app import EARSIGHT, RunningApp

from assistant.core.actions import LEADER
from assistant.hotkeys.chords import Chord
from assistant.hotkeys.defaults import default_chords

if sys.platform == "win32":
    pytest.skip("signals and permissions of POSIX", allow_module_level=True)

pytestmark = pytest.mark.desktop

TEXT = "The quick brown fox jumps over the lazy dog."
LONG = "\n".join(["Seven large boxes were sent by mail on Friday night."] * 12)
LEADER_WORDS = Chord.parse(default_chords()[LEADER]).spoken()
HINT = f"Press {LEADER_WORDS}, then question mark, for the keys."
RUNNING = "EarSight is already running."
OURS = ("assistant.", "earsight", "aplay", "espeak", "speech-dispatcher")


@pytest.fixture
def ears(shared_desk: Desk) -> Iterator[Ears]:
    """Hears one test only: at its end nothing of EarSight runs any more, and no setting is left."""
    yield Ears(shared_desk)
    for pid, command in _ours(shared_desk):
        if EARSIGHT in command:
            os.kill(pid, signal.SIGTERM)
    wait_until(lambda: not _ours(shared_desk), "EarSight's end")
    assert shared_desk.run([EARSIGHT, "settings", "reset"]).returncode == 0
    assert shared_desk.recorder.wait_quiet()


def _ours(desk: Desk) -> list[tuple[int, str]]:
    found = processes_with(str(desk.root))
    return [(pid, command) for pid, command in found if any(part in command for part in OURS)]


def _files(desk: Desk) -> set[Path]:
    """Everything in the runtime folder, where temporary files go too.

    Our own folder in it may stay, but nothing in it.
    """
    run = desk.root / "run"
    found = {path for path in run.rglob("*") if "dconf" not in path.parts}
    return found - {run / "earsight"}


def test_the_start_is_announced(shared_desk: Desk, ears: Ears) -> None:
    begun = time.monotonic()
    RunningApp(shared_desk, wait=False)
    ears.hear(HINT, begun)


def test_a_second_start_says_so_and_raises_the_window(shared_desk: Desk, ears: Ears) -> None:
    app = RunningApp(shared_desk, desktop__announce_start="false")
    shared_desk.open_sample(TEXT, title="Second")
    begun = time.monotonic()
    second = app.earsight()
    assert second.returncode == 0
    assert RUNNING in second.stdout
    ears.hear(RUNNING, begun)
    wait_until(lambda: shared_desk.focused_window() == "EarSight", "the window to have the focus")
    assert app.service.running


@pytest.mark.parametrize("ending", ["quit", "terminate"])
def test_an_end_while_speaking_leaves_nothing_behind(
    shared_desk: Desk, ears: Ears, ending: str
) -> None:
    shared_desk.open_sample(LONG, title=f"Long {ending}")
    before = _files(shared_desk)
    app = RunningApp(shared_desk, desktop__announce_start="false", sounds__enabled="false")
    begun = time.monotonic()
    assert app.earsight("trigger", "read").returncode == 0
    assert shared_desk.recorder.onset(begun, 30) is not None
    assert len(_files(shared_desk)) > len(before)
    if ending == "quit":
        assert app.quit() == 0
    else:
        os.kill(app.service.pid, signal.SIGTERM)
        assert app.service.wait(15) == 0
    ended = time.monotonic()
    assert _ours(shared_desk) == []
    assert _files(shared_desk) == before
    assert shared_desk.recorder.onset(ended + 0.2, 1.0) is None


def test_a_killed_program_takes_its_children_along_and_can_be_started_again(
    shared_desk: Desk, ears: Ears
) -> None:
    shared_desk.open_sample(LONG, title="Long killed")
    before = _files(shared_desk)
    app = RunningApp(shared_desk, desktop__announce_start="false", sounds__enabled="false")
    begun = time.monotonic()
    assert app.earsight("trigger", "read").returncode == 0
    assert shared_desk.recorder.onset(begun, 30) is not None
    assert len(_ours(shared_desk)) >= 4
    os.kill(app.service.pid, signal.SIGKILL)
    wait_until(lambda: not _ours(shared_desk), "the end of all children", 5)
    killed = time.monotonic()
    assert shared_desk.recorder.onset(killed + 0.2, 1.0) is None
    again = RunningApp(shared_desk)
    assert again.quit() == 0
    assert _files(shared_desk) == before


def test_a_broken_settings_file_is_told_and_kept_aside(shared_desk: Desk, ears: Ears) -> None:
    path = Path(shared_desk.checked(EARSIGHT, "settings", "path").strip())
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob("settings.broken-*.toml"):  # of a first try that was not heard
        old.unlink()
    path.write_text("this is = = no settings file", encoding="utf-8")
    begun = time.monotonic()
    RunningApp(shared_desk, wait=False)
    told = "The settings file is broken, default settings are used. It was kept as "
    ears.hear(f"{told}settings.broken-1.toml.", begun)
    (aside,) = path.parent.glob("settings.broken-*.toml")
    assert aside.read_text(encoding="utf-8") == "this is = = no settings file"
    aside.unlink()
