"""The whole loop under Wayland, where keys and pictures come through the desktop only."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from support.accessible_tree import items
from support.ears import Ears
from support.processes import wait_until
from support.running_app import RunningApp
from support.wayland import WaylandDesk

pytestmark = pytest.mark.wayland

TEXT = "The quick brown fox jumps over the lazy dog."
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"P6", b"BM")
"""How PNG, JPEG, PPM and BMP files begin."""
TEMPORARY = Path("/tmp")
"""Where the portal of wlroots writes, whatever TMPDIR says."""


def _pictures(desk: WaylandDesk) -> set[Path]:
    """Every picture file in the session's folders and directly among the temporary files."""
    places = [*desk.root.rglob("*"), *TEMPORARY.iterdir()]
    return {path for path in places if _is_picture(path)}


def _is_picture(path: Path) -> bool:
    try:
        if not path.is_file() or path.suffix == ".svg":
            return False
        with path.open("rb") as file:
            return file.read(4).startswith(PICTURES)
    except OSError:
        return False


@pytest.fixture
def app(wayland_desk: WaylandDesk) -> RunningApp:
    wayland_desk.open_sample(TEXT, title="Memo")
    return RunningApp(wayland_desk, desktop__announce_start="false", sounds__enabled="false")


def test_a_trigger_reads_screen_and_window_and_leaves_no_picture(
    wayland_desk: WaylandDesk, app: RunningApp
) -> None:
    # Without a tray the app shows its window, and this compositor splits the screen for it.
    wait_until(lambda: wayland_desk.shows("EarSight"), "the window")
    names = {item.name for item in items(wayland_desk, "EarSight")}
    assert "Read window" in names
    assert not [name for name in names if "Super" in name], "keys that do not work are promised"
    wayland_desk.swaymsg('[title="EarSight"] move scratchpad')
    before = _pictures(wayland_desk)
    ears = Ears(wayland_desk)
    for target in ("screen", "window"):
        begun = time.monotonic()
        assert app.earsight("trigger", "read", "--target", target).returncode == 0
        ears.hear(TEXT, begun)
        assert wayland_desk.recorder.wait_quiet()
    assert _pictures(wayland_desk) == before
    assert app.quit() == 0
    assert app.worker_pids() + app.voice_pids() == []
