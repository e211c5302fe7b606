"""The test desktop itself: what the other tests here rely on is really there."""

from __future__ import annotations

import time
import wave
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from support.audio import RATE
from support.desk import Desk
from support.processes import processes_with, wait_until
from support.wayland import WaylandDesk

pytestmark = pytest.mark.desktop


def _write_tone(path: Path, seconds: float) -> None:
    period = RATE // 441
    wave_of_441_hz = [8000 if i < period // 2 else -8000 for i in range(period)]
    samples = b"".join(v.to_bytes(2, "little", signed=True) for v in wave_of_441_hz)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples * int(441 * seconds))


def test_a_key_press_reaches_the_focused_window(desk: Desk) -> None:
    """Keys arrive at the sample, and only there."""
    sample = desk.open_sample("Nothing to see.")
    assert desk.focused_window() == "Sample"
    desk.press("shift+e")
    desk.press("x")
    wait_until(lambda: sample.keys() == ["E", "x"], "the keys to arrive")
    assert not sample.lost_focus


def test_a_window_that_loses_the_focus_says_so(desk: Desk) -> None:
    """So `lost_focus` can show that nobody stole it."""
    sample = desk.open_sample("Nothing to see.")
    desk.open_editor("Hello", "other.txt")
    wait_until(lambda: sample.lost_focus, "the sample to lose the focus")
    assert not sample.active
    assert "other.txt" in desk.focused_window()


def test_under_a_russian_layout_the_same_physical_key_is_pressed(
    make_desk: Callable[..., Desk],
) -> None:
    """The key beside W gives a Cyrillic letter."""
    desk = make_desk(keyboard="ru")
    sample = desk.open_sample("Nothing to see.")
    desk.press("e")
    wait_until(lambda: sample.keys() == ["у"], "the key to arrive")


def test_what_is_played_is_recorded(desk: Desk, tmp_path: Path) -> None:
    """The recording has the tone's length, in place."""
    tone = tmp_path / "tone.wav"
    _write_tone(tone, 0.5)
    begun = time.monotonic()
    assert desk.run(["aplay", "-q", str(tone)]).returncode == 0
    assert desk.recorder.wait_quiet()
    (start, end), *more = desk.recorder.segments(begun)
    assert not more
    assert end - start == pytest.approx(0.5, abs=0.1)


def test_without_a_sound_device_playing_fails(
    make_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    """A desk without sound has really none, whatever the machine has."""
    desk = make_desk(audio=False)
    tone = tmp_path / "tone.wav"
    _write_tone(tone, 0.1)
    assert desk.run(["aplay", "-q", str(tone)]).returncode != 0


def test_a_tray_host_is_there_unless_it_is_not_wanted(make_desk: Callable[..., Desk]) -> None:
    """Both kinds of desk exist."""
    assert make_desk(audio=False).has_tray()
    assert not make_desk(audio=False, tray=False).has_tray()


def test_the_accessibility_bus_shows_the_sample(desk: Desk) -> None:
    """The text of a window can be read from the accessibility tree."""
    desk.open_sample("Nothing to see.")
    call = ["gdbus", "call", "--session", "--dest", "org.a11y.Bus"]
    get_address = ["--object-path", "/org/a11y/bus", "--method", "org.a11y.Bus.GetAddress"]
    address = desk.run([*call, *get_address]).stdout.strip("()',\n")
    registry = ["--dest", "org.a11y.atspi.Registry"]
    root = ["--object-path", "/org/a11y/atspi/accessible/root"]
    children = ["--method", "org.a11y.atspi.Accessible.GetChildren"]
    command = ["gdbus", "call", "--address", address, *registry, *root, *children]
    wait_until(lambda: "/org/a11y/atspi/accessible" in desk.run(command).stdout, "the sample")


def test_orca_speaks_the_window_that_opens(make_desk: Callable[..., Desk]) -> None:
    """A desk with a screen reader has a voice of its own."""
    desk = make_desk(orca=True)
    begun = time.monotonic()
    desk.open_sample("Nothing to see.")
    assert desk.recorder.onset(begun, 15) is not None


def test_notifications_are_recorded(desk: Desk) -> None:
    """The desk can be the service that shows notifications."""
    notifications = desk.record_notifications()
    service = ["--dest", "org.freedesktop.Notifications"]
    place = ["--object-path", "/org/freedesktop/Notifications"]
    method = ["--method", "org.freedesktop.Notifications.Notify"]
    note = ["app", "0", "icon", "No voice works", "See doctor.", "[]", "{'urgency': <byte 2>}", "0"]
    desk.checked("gdbus", "call", "--session", *service, *place, *method, *note)
    expected = {"summary": "No voice works", "body": "See doctor.", "urgency": 2}
    wait_until(lambda: notifications() == [expected], "the notification")


@pytest.mark.wayland
def test_the_wayland_desk_shows_a_window_and_has_the_screenshot_portal(
    wayland_desk: WaylandDesk, tmp_path: Path
) -> None:
    """The sample is on the screen, and the portal is there to capture it."""
    picture = tmp_path / "screen.png"
    wayland_desk.open_sample("Nothing to see.")
    wayland_desk.checked("grim", str(picture))
    with Image.open(picture) as screen:
        assert screen.convert("L").getextrema() == (0, 255)
    portal = ["--dest", "org.freedesktop.portal.Desktop"]
    place = ["--object-path", "/org/freedesktop/portal/desktop"]
    method = ["--method", "org.freedesktop.DBus.Properties.Get"]
    question = [*portal, *place, *method, "org.freedesktop.portal.Screenshot", "version"]
    assert "uint32" in wayland_desk.checked("gdbus", "call", "--session", *question)


def test_nothing_stays_behind(make_desk: Callable[..., Desk]) -> None:
    """Programs, sockets and files of a desk end with it."""
    desk = make_desk()
    desk.open_sample("Nothing to see.")
    root = desk.root
    assert any(processes_with(str(root)))
    desk.stop()
    assert not list(processes_with(str(root)))
    assert not root.exists()
