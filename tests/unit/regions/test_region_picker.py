"""What is said, and what is asked for, while a region is chosen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.fake_desktop import FakeWindows
from support.region_desk import BEHIND, CHAT, LEFT, MAIN, RegionDesk

from assistant.core.actions import REGION_ACTIONS, TARGET_ACTIONS
from assistant.core.frame import Source
from assistant.core.geometry import Rect
from assistant.core.request import Target, Verb
from assistant.regions.base import Snap


@pytest.fixture
def desk(tmp_path: Path) -> RegionDesk:
    return RegionDesk(tmp_path)


def test_every_action_of_both_layers_is_done_by_somebody(desk: RegionDesk) -> None:
    ids = {entry.id for entry in (*REGION_ACTIONS, *TARGET_ACTIONS)}
    opening = {"pick-region", "pick-window", "same-region"}
    assert set(desk.deeds) == ids - {"region-help", "target-help"} | opening


def test_it_begins_with_the_window_in_front(desk: RegionDesk) -> None:
    assert desk.press("pick-region") == (
        "Choose an area. Window Chat with Anna, 1200 by 900. The digits 1 to 9 choose a part of it."
    )
    assert desk.layers == ["region"]
    assert desk.snaps.window == CHAT
    assert desk.requests == []


def test_each_step_says_which_part_and_how_large(desk: RegionDesk) -> None:
    desk.press("pick-region")
    assert desk.press("region-upper-left") == "upper left, 400 by 300"
    assert desk.press("region-lower-middle") == "bottom middle, 133 by 100"
    assert desk.press("region-right") == "lower right, 134 by 100"
    assert desk.press("region-back") == "upper left, 400 by 300"
    assert desk.press("region-back") == "Window Chat with Anna, 1200 by 900."
    assert desk.press("region-back") == ("This is all of it. Window Chat with Anna, 1200 by 900.")
    assert desk.outlines[-2:] == [Rect(60, 90, 400, 300), CHAT.rect]


@pytest.mark.parametrize(
    ("action", "verb"),
    [("region-read", Verb.READ), ("region-describe", Verb.DESCRIBE), ("region-ask", Verb.ASK)],
)
def test_what_was_chosen_is_asked_for_where_the_window_is_by_then(
    desk: RegionDesk, action: str, verb: Verb
) -> None:
    desk.press("pick-region", "region-lower-right")
    desk.windows.window = replace(CHAT, rect=CHAT.rect.moved(-500, 20))
    desk.press(action)
    (request,) = desk.requests
    assert request.verb is verb
    assert request.target == Target(Source.REGION, region=(360, 710, 400, 300), window=7)


def test_a_window_that_is_gone_or_minimised_by_then_is_told(desk: RegionDesk) -> None:
    desk.press("pick-region", "region-lower-right")
    desk.windows.window = None
    assert desk.press("region-read") == "No window of Chat with Anna is open. Open it first."
    assert desk.requests == []
    desk.windows.window = replace(CHAT, minimised=True, rect=Rect(0, 0, 1, 1))
    desk.press("same-region")
    assert desk.requests[-1].target.window == CHAT.handle


def test_the_last_region_is_read_again(desk: RegionDesk) -> None:
    assert desk.press("same-region") == "No area was chosen yet. Press the key for pick-region."
    desk.press("pick-region", "region-middle", "region-describe")
    desk.windows.window = replace(CHAT, rect=CHAT.rect.moved(0, 40))
    desk.press("same-region")
    assert desk.requests[-1].verb is Verb.READ
    assert desk.region() == Rect(460, 430, 400, 300)


def test_keys_of_the_layer_do_nothing_without_a_region(desk: RegionDesk) -> None:
    told = "No area is being chosen. Press the key for pick-region."
    assert desk.press("region-read") == told
    desk.press("pick-region", "region-read")
    assert desk.press("region-upper-left") == told
    assert desk.press("target-read") == "There is no list yet. Press the key for pick-window."


def test_every_monitor_and_all_of_them_can_be_divided(desk: RegionDesk) -> None:
    desk.press("pick-region")
    assert desk.press("region-area") == "Monitor 1, 1920 by 1080."
    assert desk.press("region-area") == "Monitor 2, 2560 by 1440."
    desk.press("region-upper-left", "region-read")
    assert desk.requests[-1].target == Target(Source.REGION, region=(-2560, -360, 853, 480))
    desk.press("pick-region", "region-area", "region-area")
    assert desk.press("region-area") == "All monitors, 4480 by 1440."
    assert desk.press("region-area") == "Window Chat with Anna, 1200 by 900."


def test_a_rectangle_is_moved_and_sized_in_steps_and_by_pixels(desk: RegionDesk) -> None:
    desk.press("pick-region", "region-upper-left")
    assert desk.press("region-right-one") == "from 1, 0 to 401, 300, 400 by 300"
    assert desk.press("region-down") == "from 1, 20 to 401, 320, 400 by 300"
    assert desk.press("region-wider") == "420 by 300"
    assert desk.press("region-shorter-one") == "420 by 299"
    desk.press("region-read")
    assert desk.region() == Rect(61, 110, 420, 299)


def test_edges_are_said(desk: RegionDesk) -> None:
    desk.press("pick-region", "region-upper-left")
    assert desk.press("region-up") == "The edge. upper left, 400 by 300"
    desk.press("region-up-one")
    for _press in range(30):
        desk.press("region-up")
    assert desk.press("region-up").startswith("The edge. from 0, -450")
    for _press in range(30):
        told = desk.press("region-narrower")
    assert told == "It cannot be smaller. 8 by 300"


def test_steps_are_in_points(desk: RegionDesk) -> None:
    desk.windows.window = replace(CHAT, scale=2.0)
    desk.press("pick-region", "region-middle", "region-right-one")
    assert desk.press("region-right") == "from 441, 300 to 841, 600, 400 by 300"


def test_tab_goes_through_what_is_known(desk: RegionDesk) -> None:
    assert desk.press("pick-region", "region-next") == (
        "Nothing is known here yet. Read or describe the window first."
    )
    button, text = Rect(100, 100, 80, 30), Rect(100, 200, 300, 60)
    desk.snaps.known = [Snap(button, "button Save"), Snap(text, "text Dear Anna")]
    assert desk.press("region-next") == "button Save, 80 by 30"
    assert desk.press("region-next") == "text Dear Anna, 300 by 60"
    assert desk.press("region-next") == "button Save, 80 by 30"
    assert desk.press("region-previous") == "text Dear Anna, 300 by 60"
    desk.press("region-read")
    assert desk.region() == text


def test_shift_tab_begins_with_the_last(desk: RegionDesk) -> None:
    desk.snaps.known = [Snap(Rect(100, 100 * n, 80, 30), f"row {n}") for n in range(1, 4)]
    assert desk.press("pick-region", "region-previous") == "row 3, 80 by 30"


def test_saved_used_renamed_and_deleted(desk: RegionDesk) -> None:
    assert desk.press("pick-region", "region-next-saved") == (
        "No region is saved for this program yet."
    )
    desk.press("region-lower-right", "region-save")
    assert desk.name("Answers") == (
        "Saved as Answers. It stays at the same distance from the right edge of the window."
        " It stays at the same distance from the bottom of the window."
    )
    desk.windows.window = replace(CHAT, rect=Rect(0, 0, 1000, 800))
    desk.press("pick-region")
    assert desk.press("region-next-saved") == "Answers, 400 by 300, 1 of 1"
    desk.press("region-rename")
    assert desk.layers == ["region", "region"]
    assert desk.name("Newest") == "It is called Newest now."
    desk.press("region-read")
    assert desk.requests[-1].target == Target(Source.REGION, region=(600, 500, 400, 300), window=7)
    desk.press("pick-region", "region-next-saved")
    assert desk.press("region-delete") == "Press Delete again to forget the region Newest."
    desk.press("region-where")
    assert desk.press("region-delete") == "Press Delete again to forget the region Newest."
    assert desk.press("region-delete") == "Newest is forgotten."
    assert desk.store.load() == ()


def test_nothing_to_rename_keeps_the_keys(desk: RegionDesk) -> None:
    told = desk.press("pick-region", "region-rename")
    assert told == "No saved region is chosen. Press N for the next one."
    assert desk.layers == ["region", "region"]
    assert desk.press("region-delete") == told


def test_a_place_on_a_monitor_is_saved_for_every_program(desk: RegionDesk) -> None:
    desk.press("pick-region", "region-area", "region-upper-right", "region-save")
    assert desk.naming is not None
    assert desk.naming.holds is None
    assert desk.name("Clock") == "Saved as Clock."
    desk.windows.window = BEHIND
    assert desk.press("pick-region", "region-next-saved") == "Clock, 640 by 360, 1 of 1"
    desk.press("region-read")
    assert desk.requests[-1].target == Target(Source.REGION, region=(1280, 0, 640, 360))


def test_a_drawn_rectangle_is_read_in_its_window(desk: RegionDesk) -> None:
    desk.press("pick-region", "region-mouse")
    assert desk.drawn is not None
    desk.drawn(Rect(100, 100, 50, 40))
    assert desk.requests[-1].target == Target(Source.REGION, region=(100, 100, 50, 40), window=7)
    assert desk.layers[-1] == "left"
    desk.drawn(Rect(0, 0, 500, 400))
    assert desk.requests[-1].target.window == 0


def test_where_it_is_and_the_frame_are_told(desk: RegionDesk) -> None:
    desk.press("pick-region", "region-upper-left")
    assert desk.press("region-where") == (
        "in the upper left, from 0, 0 to 400, 300, 400 by 300, window Chat with Anna"
    )
    assert desk.press("region-outline") == "Frame shown."
    assert desk.press("region-outline") == "Frame hidden."


def test_a_desktop_that_tells_no_window_has_monitors(tmp_path: Path) -> None:
    desk = RegionDesk(tmp_path, FakeWindows())
    assert desk.press("pick-region").startswith("Choose an area. Monitor 1, 1920 by 1080.")
    desk.monitors = ()
    assert desk.press("pick-region") == (
        "This desktop does not tell where its windows and monitors are."
    )
    assert desk.layers == ["region"]


def test_a_minimised_window_is_not_offered(tmp_path: Path) -> None:
    desk = RegionDesk(tmp_path, FakeWindows(replace(CHAT, minimised=True)))
    assert "Monitor 1" in desk.press("pick-region")


def test_a_monitor_that_is_unplugged_meanwhile(desk: RegionDesk) -> None:
    desk.press("pick-region", "region-area", "region-area", "region-upper-left", "region-read")
    desk.monitors = [MAIN]
    assert desk.press("pick-window", "target-last") == "monitor 1, 1920 by 1080, 3 of 3."


def test_windows_from_front_to_back_then_monitors(desk: RegionDesk) -> None:
    desk.windows.others.append(replace(BEHIND, handle=9, title="Notes", minimised=True))
    assert desk.press("pick-window") == (
        "Which window or monitor? Chat with Anna, in the middle, on monitor 1, 1 of 5."
    )
    assert desk.layers == ["list"]
    assert desk.press("target-next") == "Letter, of Writer, in the middle, on monitor 1, 2 of 5."
    assert desk.press("target-next") == "Notes, of Writer, minimised, 3 of 5."
    assert desk.press("target-next") == "monitor 1, 1920 by 1080, the main one, 4 of 5."
    assert desk.press("target-last") == "monitor 2, 2560 by 1440, 5 of 5."
    assert desk.press("target-next") == "Bottom. monitor 2, 2560 by 1440, 5 of 5."
    desk.press("target-read")
    assert desk.requests[-1].target == Target(Source.MONITOR, monitor=2)
    desk.press("pick-window", "target-next", "target-describe")
    assert desk.requests[-1].target == Target(Source.WINDOW, window=8)
    assert desk.requests[-1].verb is Verb.DESCRIBE


def test_an_area_of_a_window_or_monitor_of_the_list(desk: RegionDesk) -> None:
    desk.press("pick-window", "target-next")
    assert "Window Letter, of Writer" in desk.press("target-region")
    assert desk.layers == ["list", "region"]
    desk.press("region-upper-left", "region-read")
    assert desk.requests[-1].target.window == BEHIND.handle
    desk.press("pick-window", "target-last")
    assert "Monitor 2" in desk.press("target-region")
    assert desk.picker.chosen == LEFT.rect


def test_a_region_or_window_is_watched_from_where_it_is(desk: RegionDesk) -> None:
    desk.press("pick-region", "region-lower-right")
    desk.windows.window = replace(CHAT, rect=CHAT.rect.moved(-500, 20))
    desk.press("region-watch")
    assert desk.watched == [Target(Source.REGION, region=(360, 710, 400, 300), window=7)]
    desk.press("pick-window", "target-next", "target-watch")
    assert desk.watched[1:] == [Target(Source.WINDOW, window=8)]
    assert desk.requests == []
