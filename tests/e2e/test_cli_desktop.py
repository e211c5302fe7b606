"""Commands on a desktop: what is on the screen, and what is heard."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator

import pytest
from support.bad_files import png
from support.desk import Desk
from support.ears import Ears
from support.rendered import page
from support.running_app import EARSIGHT, RunningApp

pytestmark = pytest.mark.desktop

TEXT = "The quick brown fox jumps over the lazy dog."
OTHER = "Seven large boxes were sent by mail on Friday night."


@pytest.fixture(scope="module")
def shared_desk(make_shared_desk: Callable[..., Desk]) -> Desk:
    desk = make_shared_desk()
    (desk.home / "page.png").write_bytes(png(page(OTHER, TEXT).image))
    return desk


@pytest.fixture(scope="module")
def sample(shared_desk: Desk) -> Iterator[Desk]:
    """The desk with a window that says `TEXT`; the pointer is on it."""
    shown = shared_desk.open_sample(TEXT, title="Memo")
    window = str(shared_desk.focus("Memo"))
    # Small enough to lie whole in the area around its middle, which is read where no part of it
    # says that it has the focus.
    shared_desk.checked("xdotool", "windowsize", "--sync", window, "700", "180")
    shared_desk.checked("xdotool", "mousemove", "--window", window, "120", "40")
    yield shared_desk
    shown.service.stop()


def read(desk: Desk, *words: str) -> str:
    done = desk.run([EARSIGHT, "read", *words])
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize(
    "what",
    [["--screen"], ["--window"], ["--monitor", "1"], ["--pointer"], ["--focus"]],
    ids=lambda words: words[0],
)
def test_the_screen_is_read(sample: Desk, what: list[str]) -> None:
    assert TEXT in read(sample, *what)
    assert sample.focused_window() == "Memo"


def test_a_region_is_read_with_boxes_on_the_desktop(sample: Desk) -> None:
    place = sample.checked("xdotool", "getwindowfocus", "getwindowgeometry", "--shell")
    left, top, width, height = (
        int(found.group(1))
        for name in ("X", "Y", "WIDTH", "HEIGHT")
        if (found := re.search(rf"^{name}=(-?\d+)$", place, re.MULTILINE))
    )
    region = f"{left},{top},{width},{height}"
    out = read(sample, "--region", region, "--json")
    whole = read(sample, "--screen", "--json")
    box = re.search(r'"box":(\[[^]]*\])', out)
    assert box is not None
    x0, y0, x1, y1 = map(int, re.findall(r"\d+", box.group(1)))
    assert left <= x0 < x1 <= left + width
    assert top <= y0 < y1 <= top + height
    assert TEXT in whole


def test_a_region_or_monitor_that_is_not_there_is_told(sample: Desk) -> None:
    for words, told in (
        (["--region", "9000,9000,10,10"], "The rectangle is outside the screen."),
        (["--monitor", "7"], "There is no monitor 7."),
    ):
        done = sample.run([EARSIGHT, "read", *words])
        assert done.returncode == 2
        assert done.stderr.startswith(f"earsight: {told}")


def test_the_clipboard_is_read(sample: Desk) -> None:
    if shutil.which("xclip") is None:
        pytest.skip("xclip is not installed")
    done = sample.run([EARSIGHT, "read", "--clipboard"])
    assert done.returncode == 2
    assert done.stderr.startswith("earsight: There is no picture on the clipboard. ")
    copy = ["xclip", "-selection", "clipboard", "-t", "image/png", "-i", "page.png"]
    sample.spawn("xclip", ["env", f"--chdir={sample.home}", *copy, "-quiet"])
    deadline = time.monotonic() + 10
    while sample.run([EARSIGHT, "read", "--clipboard"]).returncode and time.monotonic() < deadline:
        time.sleep(0.1)
    assert OTHER in read(sample, "--clipboard")


def test_what_is_read_is_printed_and_heard(shared_desk: Desk) -> None:
    ears = Ears(shared_desk)
    begun = time.monotonic()
    assert read(shared_desk, "page.png", "--speak").split() == f"{OTHER} {TEXT}".split()
    ears.hear(OTHER, begun)
    ears.hear(TEXT, begun)


def test_say_returns_when_it_was_heard(shared_desk: Desk) -> None:
    ears = Ears(shared_desk)
    begun = time.monotonic()
    done = shared_desk.run([EARSIGHT, "say", TEXT])
    ended = time.monotonic()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    ears.hear(TEXT, begun)
    assert shared_desk.recorder.segments(ended + 0.3, ended + 1.0) == []


def test_the_demo_shows_reads_and_speaks(shared_desk: Desk) -> None:
    before = shared_desk.processes()
    begun = time.monotonic()
    shared_desk.checked(EARSIGHT, "settings", "set", "speech.rate", "450")
    done = shared_desk.run([EARSIGHT, "demo"])
    shared_desk.checked(EARSIGHT, "settings", "reset")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Using the display of this desktop.\n")
    assert "EarSight reads the screen aloud" in done.stdout
    assert done.stdout.endswith("\nSpoken.\n")
    assert shared_desk.recorder.onset(begun, 0.1) is not None
    assert sorted(shared_desk.processes()) == sorted(before)


def test_the_doctor_starts_nothing_that_stays(shared_desk: Desk) -> None:
    before = shared_desk.processes()
    done = shared_desk.run([EARSIGHT, "doctor"])
    assert (done.returncode, done.stderr) == (0, "")
    assert "\nRunning: no\n" in done.stdout
    assert f"\nDisplay: {shared_desk.env['DISPLAY']}\n" in done.stdout
    for part in ("  mss: used", "  x11: used", "  screen: used", "  pyttsx3: used"):
        assert f"{part}\n" in done.stdout
    assert sorted(shared_desk.processes()) == sorted(before)


def test_the_doctor_sees_that_earsight_runs(shared_desk: Desk) -> None:
    app = RunningApp(shared_desk, desktop__announce_start="false")
    try:
        done = shared_desk.run([EARSIGHT, "doctor"])
        assert "\nRunning: yes\n" in done.stdout
        done = shared_desk.run([EARSIGHT])
        assert (done.returncode, done.stdout) == (0, "EarSight is already running.\n")
    finally:
        assert app.quit() == 0
