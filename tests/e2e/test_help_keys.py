"""Guide, about, report and follow-up by real keys, and nothing of the screen in the report."""

from __future__ import annotations

import getpass
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.accessible_tree import items
from support.desk import Desk
from support.processes import wait_until
from support.running_app import RunningApp
from support.samples import SampleWindow

pytestmark = pytest.mark.desktop

LEADER = "super+alt+j"
TITLE = "Payroll"
TEXT = "Invoice for Zebulon"
_FAKE = """#!/bin/sh
case "$0" in
*xdg-mime) echo browser.desktop ;;
*) echo "$1" > "$HOME/browsed" ;;
esac
"""


@pytest.fixture(scope="module")
def programs(shared_desk: Desk) -> Path:
    """A folder that comes before all others in PATH."""
    folder = shared_desk.home / "programs"
    folder.mkdir()
    shared_desk.env["PATH"] = f"{folder}:{shared_desk.env['PATH']}"
    return folder


@pytest.fixture(scope="module")
def app(shared_desk: Desk, programs: Path) -> Iterator[RunningApp]:
    app = RunningApp(shared_desk, desktop__announce_start="false")
    yield app
    app.service.stop()


@pytest.fixture
def memo(shared_desk: Desk, app: RunningApp) -> Iterator[SampleWindow]:
    """The program in front, which has the keyboard again at the end."""
    memo = shared_desk.open_sample(TEXT, title=TITLE)
    yield memo
    wait_until(lambda: shared_desk.focused_window() == TITLE, "the keyboard back in the program")
    memo.service.stop()


def _leader(desk: Desk, key: str) -> None:
    desk.press(LEADER)
    time.sleep(0.3)  # Nobody's fingers are faster.
    desk.press(key)


def _front(desk: Desk, title: str) -> None:
    # Qt adds the program's name to most titles.
    wait_until(lambda: title in desk.focused_window(), f"{title!r} with the keyboard", 15)


def _text(desk: Desk) -> str:
    """Everything that EarSight's windows show to a screen reader."""
    try:
        return "\n".join(f"{item.name}\n{item.text}" for item in items(desk, "EarSight"))
    except ValueError:
        return ""  # A window came or went while it was looked at.


def _read(desk: Desk, app: RunningApp) -> None:
    """Have the window read, and ask on about it by key."""
    app.warm()
    done = app.earsight("trigger", "read", "--target", "window")
    assert done.returncode == 0, done.stderr
    time.sleep(2.0)  # The picture is to be taken before another window is in front.
    _leader(desk, "k")
    _front(desk, f"Ask about {TITLE}")
    desk.press("Escape")
    _front(desk, TITLE)


def test_a_key_asks_on_and_the_report_has_nothing_of_what_was_read(
    shared_desk: Desk, app: RunningApp, memo: SampleWindow, tmp_path: Path
) -> None:
    _read(shared_desk, app)
    app.earsight("trigger", "read", "--target", "clipboard")
    app.earsight("settings", "set", "describing.presets.zebulon", "Zebulon's payroll")
    _leader(shared_desk, "F10")
    _front(shared_desk, "Report a problem")
    wait_until(lambda: "keys, x11: used" in _text(shared_desk), "the report")
    file = tmp_path / "report.txt"
    shared_desk.press("alt+s")
    _front(shared_desk, "Save the report")
    shared_desk.type(str(file))
    shared_desk.press("Return")
    wait_until(file.exists, "the saved report")
    report = file.read_text("utf-8")
    assert "BadInputError (no-picture)" in report
    for secret in ("zebulon", "invoice", "payroll", str(shared_desk.home), str(Path.home())):
        assert secret.casefold() not in report.casefold()
    assert f"/{getpass.getuser()}" not in report
    _front(shared_desk, "Report a problem")
    shared_desk.press("Escape")


def test_the_guide_opens_in_a_window_where_there_is_no_browser(
    shared_desk: Desk, programs: Path, memo: SampleWindow
) -> None:
    (programs / "xdg-mime").write_text("#!/bin/sh\n")
    (programs / "xdg-mime").chmod(0o755)
    _leader(shared_desk, "F1")
    _front(shared_desk, "EarSight guide")
    wait_until(lambda: "Start here" in _text(shared_desk), "the guide")
    shared_desk.press("Escape")


def test_the_guide_opens_in_the_persons_browser(
    shared_desk: Desk, programs: Path, memo: SampleWindow
) -> None:
    for name in ("xdg-mime", "xdg-open"):
        (programs / name).write_text(_FAKE)
        (programs / name).chmod(0o755)
    _leader(shared_desk, "F1")
    note = Path(shared_desk.env["HOME"], "browsed")
    wait_until(lambda: note.exists() and note.read_text().strip(), "the browser")
    address = note.read_text().strip()
    assert address.startswith("file:///")
    page = Path(address.removeprefix("file://")).read_text("utf-8")
    assert "Super plus Alt plus J" in page


def test_about_opens_and_closes(shared_desk: Desk, memo: SampleWindow) -> None:
    _leader(shared_desk, "F9")
    _front(shared_desk, "About EarSight")
    wait_until(lambda: "Apache License 2.0" in _text(shared_desk), "version and licence")
    shared_desk.press("Escape")
