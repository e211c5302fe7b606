"""Nothing can be heard: the failure is told in another way, and the program lives on."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Callable

import pytest
from support.accessible_tree import items
from support.desk import Desk
from support.ears import Ears
from support.processes import wait_until
from support.running_app import RunningApp

if sys.platform == "win32":
    pytest.skip("signals and permissions of POSIX", allow_module_level=True)

pytestmark = pytest.mark.desktop

TEXT = "The quick brown fox jumps over the lazy dog."


def _start_unheard(desk: Desk, told: str) -> RunningApp:
    """Start the app; see that its silence is told by notification and window, out of the way."""
    notifications = desk.record_notifications()
    sample = desk.open_sample(TEXT, title="Memo")
    app = RunningApp(desk, wait=False)
    wait_until(notifications, "a notification", 40)
    assert notifications()[0] == {"summary": "EarSight", "body": told, "urgency": 2}
    wait_until(lambda: desk.shows("EarSight"), "the window")
    assert _status(desk).startswith(told)
    assert desk.focused_window() == "Memo"
    assert not sample.lost_focus
    assert app.earsight("trigger", "read").returncode == 0
    wait_until(lambda: TEXT in _status(desk), "what was missed in the window", 60)
    assert TEXT not in str(notifications())
    assert desk.focused_window() == "Memo"
    return app


def _status(desk: Desk) -> str:
    """What stands in the window's last message."""
    found = items(desk, "EarSight")
    return next((item.text for item in found if (item.role, item.name) == ("text", "Status")), "")


def _speaks(desk: Desk, app: RunningApp) -> None:
    begun = time.monotonic()
    assert app.earsight("trigger", "read").returncode == 0
    Ears(desk).hear(TEXT, begun)


def test_without_a_device_it_is_told_and_a_new_device_speaks(
    make_desk: Callable[..., Desk],
) -> None:
    desk = make_desk(audio=False)
    app = _start_unheard(desk, "There is no sound device. Connect one, or start the sound server.")
    desk.connect_sound()
    _speaks(desk, app)


def test_a_device_that_gives_no_sound_is_noticed(make_desk: Callable[..., Desk]) -> None:
    """The sound server looks alive and is not: every engine "plays" and nothing is heard."""
    desk = make_desk(audio=False)
    address = desk.root / "run" / "pulse" / "native"
    address.parent.mkdir()
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(address))
    app = _start_unheard(desk, "There is no sound. Check the sound device.")
    address.unlink()
    desk.connect_sound()
    _speaks(desk, app)
