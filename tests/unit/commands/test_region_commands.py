"""`earsight regions`, and reading by a region's name, without a desktop."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.fake_desktop import FakeWindows

from assistant.cli import main
from assistant.commands import named_targets
from assistant.commands.arguments import build_parser
from assistant.commands.read import target_of
from assistant.core.backends import Candidate
from assistant.core.frame import Source, WindowInfo
from assistant.core.geometry import Rect
from assistant.core.request import Target

CHAT = WindowInfo(7, "Chat with Anna", "Chat", Rect(100, 50, 600, 400))
BEHIND = WindowInfo(8, "Letter", "Writer", Rect(0, 0, 900, 900))


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeWindows:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr("platformdirs.user_config_path", lambda *_a, **_k: tmp_path / "earsight")
    fake = FakeWindows(CHAT, others=[BEHIND])
    monkeypatch.setattr(named_targets, "window_finders", lambda: [Candidate("fake", lambda: fake)])
    monkeypatch.setattr(named_targets, "check_x_server", lambda: None)
    return fake


def earsight(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    status = main(words)
    told = capsys.readouterr()
    assert status == 0, told.err
    return told.out


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(words) != 0
    return capsys.readouterr().err


def test_a_region_is_added_listed_and_found_in_its_moved_window(
    windows: FakeWindows, capsys: pytest.CaptureFixture[str]
) -> None:
    told = earsight(capsys, "regions", "add", "News", "--region", "600,350,80,90")
    assert told.splitlines()[0] == "Saved as News."
    assert "right edge" in told
    earsight(capsys, "regions", "add", "Clock", "--region", "0,0,120,30", "--desktop")
    assert earsight(capsys, "regions").splitlines() == [
        "News, in Chat, 80 by 90",
        "Clock, on the desktop, 120 by 30",
    ]
    news = json.loads(earsight(capsys, "regions", "list", "--json").splitlines()[0])
    assert (news["place"], news["window"]) == ([500, 300, 80, 90], [600, 400])
    windows.window = WindowInfo(7, "Chat", "Chat", Rect(0, 0, 700, 400))
    options = build_parser().parse_args(["read", "--region-name", "news"])
    assert target_of(options) == Target(Source.REGION, region=(600, 300, 80, 90), window=7)


def test_how_it_follows_can_be_said(
    windows: FakeWindows, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("regions", "add", "Side", "--region", "10,10,300,80", "--window-id", "8")
    earsight(capsys, *words, "--across", "share", "--down", "both")
    (side,) = earsight(capsys, "regions", "list", "--json").splitlines()
    found = json.loads(side)
    assert (found["application"], found["across"], found["down"]) == ("Writer", "share", "both")


def test_renamed_carried_and_forgotten(
    windows: FakeWindows, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    earsight(capsys, "regions", "add", "News", "--region", "600,350,80,90")
    assert earsight(capsys, "regions", "rename", "news", "Old") == "It is called Old now.\n"
    file = str(tmp_path / "out.json")
    assert earsight(capsys, "regions", "export", file) == "1 region exported.\n"
    assert earsight(capsys, "regions", "delete", "Old") == "Old is forgotten.\n"
    assert earsight(capsys, "regions") == ""
    assert earsight(capsys, "regions", "import", file) == "1 new region.\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("regions", "delete", "News"), "There is no region News."),
        (("regions", "add", "x", "--region", "0,0,9,9"), "not inside the window Chat with Anna"),
        (("regions", "add", "x", "--region", "0,0,9,9", "--window-id", "3"), "is closed"),
        (("regions", "add", " ", "--region", "0,0,9,9", "--desktop"), "needs a name"),
        (("read", "--region-name", "News"), "There is no region News."),
        (("regions", "import", "nowhere.json"), "nowhere.json cannot be read"),
    ],
)
def test_what_cannot_be_done_is_told(
    windows: FakeWindows, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    assert told in refused(capsys, *words)


def test_a_window_is_read_by_its_id() -> None:
    options = build_parser().parse_args(["read", "--window-id", "12"])
    assert target_of(options) == Target(Source.WINDOW, window=12)


def test_windows_are_listed_from_front_to_back(
    windows: FakeWindows, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = [json.loads(line) for line in earsight(capsys, "windows", "--json").splitlines()]
    assert [(each["id"], each["title"], each["active"]) for each in listed] == [
        (7, "Chat with Anna", True),
        (8, "Letter", False),
    ]
    assert listed[0]["box"] == [100, 50, 700, 450]
    windows.window, windows.others = None, []
    assert "There is no window" in refused(capsys, "windows")
