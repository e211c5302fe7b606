"""Regions under names, in a private file and in files to carry."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from assistant.core.errors import BadInputError, CaptureError, EarSightError
from assistant.core.frame import WindowInfo
from assistant.core.geometry import Rect
from assistant.regions.anchors import Hold
from assistant.regions.placing import Pick, found
from assistant.regions.store import NamedRegion, RegionStore

WINDOW = WindowInfo(7, "Chat", "Chat", Rect(100, 50, 1200, 900), scale=2.0)
PICK = Pick(Rect(1100, 750, 180, 180), WINDOW)
CLOCK = NamedRegion("Clock", "", (1800, 0, 120, 30))


@pytest.fixture
def store(tmp_path: Path) -> RegionStore:
    return RegionStore(tmp_path / "earsight" / "regions.json")


def test_a_region_is_kept_in_points_from_the_window_s_corner(store: RegionStore) -> None:
    region = PICK.named(" Answers ")
    assert region == NamedRegion(
        "Answers", "Chat", (500, 350, 90, 90), (600, 450), Hold.END, Hold.END
    )
    assert store.load() == ()
    assert store.add([region, CLOCK]) == 2
    assert store.load() == (region, CLOCK)
    assert found(region, [WINDOW]) == Pick(PICK.rect, WINDOW, (Hold.END, Hold.END))


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_nobody_else_may_read_it(store: RegionStore) -> None:
    store.add([CLOCK])
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_it_follows_a_window_that_was_moved_sized_and_put_on_another_monitor() -> None:
    region = PICK.named("Answers")
    moved = replace(WINDOW, rect=WINDOW.rect.moved(-2000, 100))
    assert found(region, [moved]).rect == PICK.rect.moved(-2000, 100)
    larger = replace(WINDOW, rect=Rect(100, 50, 1300, 1000))
    assert found(region, [larger]).rect == PICK.rect.moved(100, 100)
    coarse = replace(WINDOW, rect=Rect(0, 0, 600, 450), scale=1.0)
    assert found(region, [coarse]).rect == Rect(500, 350, 90, 90)


def test_the_window_in_front_is_meant_then_one_that_shows() -> None:
    region = PICK.named("Answers")
    other = replace(WINDOW, handle=8, rect=Rect(0, 0, 1200, 900))
    hidden = replace(WINDOW, handle=9, minimised=True)
    assert found(region, [hidden, other, WINDOW], WINDOW).window == WINDOW
    assert found(region, [hidden, other, WINDOW]).window == other
    assert found(region, [hidden]).window == hidden


def test_what_cannot_be_found_is_told() -> None:
    region = PICK.named("Answers")
    with pytest.raises(CaptureError, match=r"No window of Chat is open\."):
        found(region, [replace(WINDOW, application="Writer")])
    narrow = replace(WINDOW, rect=Rect(0, 0, 100, 900))
    with pytest.raises(CaptureError) as caught:
        found(replace_hold(region), [narrow])
    assert caught.value.error_code == "off-window"


def replace_hold(region: NamedRegion) -> NamedRegion:
    return msgspec.structs.replace(region, across=Hold.START)


def test_a_place_on_the_desktop_has_no_window() -> None:
    region = Pick(Rect(-300, 5, 40, 30)).named("Corner")
    assert region == NamedRegion("Corner", "", (-300, 5, 40, 30))
    assert found(region, []).rect == Rect(-300, 5, 40, 30)
    assert found(region, []).target().window == 0


@pytest.mark.parametrize("name", ["", "  ", "x" * 201])
def test_a_region_needs_a_name(name: str) -> None:
    with pytest.raises(BadInputError, match="needs a name"):
        PICK.named(name)


def test_names_are_found_renamed_and_forgotten(store: RegionStore) -> None:
    chat, writer = PICK.named("Answers"), NamedRegion("answers", "Writer", (0, 0, 9, 9), (90, 90))
    store.add([chat, writer, CLOCK])
    assert store.named("ANSWERS", "writer") == writer
    assert store.named("clock", "Writer") == CLOCK
    assert store.of("chat") == [chat, CLOCK]
    with pytest.raises(BadInputError, match="Several programs"):
        store.named("answers", "Editor")
    with pytest.raises(BadInputError, match="There is no region nowhere"):
        store.named("nowhere", "Chat")
    with pytest.raises(BadInputError, match="already"):
        store.rename(PICK.named("Other"), "Answers")
    renamed = store.rename(writer, "Totals")
    assert store.load() == (chat, renamed, CLOCK)
    assert store.named("answers", "Editor") == chat
    assert store.remove([chat, chat]) == 1
    assert store.remove([chat]) == 0
    assert store.load() == (renamed, CLOCK)


def test_the_same_name_replaces(store: RegionStore) -> None:
    assert store.add([CLOCK]) == 1
    later = NamedRegion("clock", "", (0, 0, 120, 30))
    assert store.add([later]) == 0
    assert store.load() == (later,)


def test_they_are_carried_to_another_computer(store: RegionStore, tmp_path: Path) -> None:
    store.add([CLOCK, PICK.named("Answers")])
    assert store.carry(tmp_path / "out.json") == 2
    other = RegionStore(tmp_path / "other.json")
    other.add([CLOCK])
    assert other.take_in(tmp_path / "out.json") == 1
    assert other.load() == store.load()


def one_region(entry: str) -> str:
    return f'{{"type": "earsight regions", "regions": [{entry}]}}'


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"type": "earsight labels", "labels": []}',
        one_region('{"name": "", "application": "", "place": [0, 0, 1, 1]}'),
        one_region('{"name": "a", "application": "", "place": [0, 0, 0, 1]}'),
        one_region('{"name": "a", "application": "b", "place": [0, 0, 1, 1]}'),
    ],
)
def test_what_is_no_such_file_is_refused(store: RegionStore, tmp_path: Path, content: str) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text(content, "utf-8")
    with pytest.raises(EarSightError, match=r"broken\.json is no file of regions"):
        store.take_in(broken)
