"""What a region can be put on, and in which order."""

from __future__ import annotations

from dataclasses import replace

from PIL import Image
from support.fake_desktop import FakeWindows

from assistant.core.backends import USABLE, Availability
from assistant.core.conversation import Conversation
from assistant.core.findings import Control, Line, Origin
from assistant.core.frame import Frame, Source, WindowInfo
from assistant.core.geometry import Rect
from assistant.core.request import Request, Target, Verb
from assistant.core.result import Result
from assistant.regions.base import Snap
from assistant.regions.snapping import KnownPlaces
from assistant.screenmap.elements import ElementKind
from assistant.screenmap.sources.base import Node, Patience, TargetWindow, ToldWindow

WINDOW = WindowInfo(7, "Letter", "Writer", Rect(100, 100, 600, 400), pid=5)
SAVE = Rect(120, 450, 80, 30)


class FakeSource:
    """Tells one button, and a layout box without meaning."""

    name = "fake"

    def availability(self) -> Availability:
        return USABLE

    def window(self, target: TargetWindow, patience: Patience) -> ToldWindow | None:
        button = Node(ElementKind.BUTTON, SAVE, "Save")
        return ToldWindow(Node(None, target.rect, children=[button]))


def result(lines: list[Line | Control], source: Source = Source.WINDOW) -> Result:
    request = Request(Verb.READ, Target(source))
    return Result(request, "Letter", "Writer", found=list(lines))


def known(*results: Result, windows: FakeWindows | None = None) -> KnownPlaces:
    places = KnownPlaces(windows or FakeWindows(WINDOW), FakeSource)
    frame = Frame(Image.new("RGB", (600, 400)), Source.WINDOW, (100, 100))
    for each in results:
        places.on_begun(Conversation(frame), each)
    return places


LINES: list[Line | Control] = [
    Line("Dear Anna,", (120, 120, 220, 140), 0.9, 1),
    Line("thank you for the long letter that you wrote", (120, 142, 420, 160), 0.9, 1),
    Line("Ps.", (120, 300, 150, 320), 0.9, 2),
    Control("button", "Save", "", (120, 450, 200, 480), Origin.TOLD, 1.0),
]


def test_paragraphs_and_controls_in_reading_order_each_once() -> None:
    places = known(result(LINES))
    places.look(WINDOW)
    assert list(places.inside(WINDOW.rect)) == [
        Snap(Rect(120, 120, 300, 40), "text Dear Anna, thank you for the long letter"),
        Snap(Rect(120, 300, 30, 20), "text Ps."),
        Snap(SAVE, "button Save"),
    ]


def test_what_was_read_moves_with_its_window_and_not_with_another_size() -> None:
    places = known(result(LINES[:1]))
    moved = replace(WINDOW, rect=WINDOW.rect.moved(40, 10))
    places.look(moved)
    assert Snap(Rect(160, 130, 100, 20), "text Dear Anna,") in places.inside(moved.rect)
    sized = replace(WINDOW, rect=Rect(100, 100, 700, 400))
    places.look(sized)
    assert places.inside(sized.rect)[0].words == "button Save"


def test_another_window_s_text_is_not_offered() -> None:
    places = known(result(LINES[:1]))
    places.look(replace(WINDOW, title="Other", pid=0))
    assert places.inside(WINDOW.rect) == []


def test_only_what_is_in_the_area_and_large_enough() -> None:
    tiny: list[Line | Control] = [Line(".", (120, 120, 124, 124), 0.9, 1)]
    places = known(result(tiny), result(LINES))
    places.look(replace(WINDOW, pid=0))
    assert [each.words for each in places.inside(Rect(110, 290, 400, 60))] == ["text Ps."]


def test_windows_come_last_cut_to_the_area() -> None:
    behind = WindowInfo(8, "Notes", "Editor", Rect(500, 300, 900, 900))
    hidden = WindowInfo(9, "Hidden", "Editor", Rect(0, 0, 900, 900), minimised=True)
    places = known(windows=FakeWindows(WINDOW, others=[behind, hidden]))
    places.look(None)
    assert list(places.inside(Rect(0, 0, 1000, 1000))) == [
        Snap(WINDOW.rect, "window Letter, of Writer"),
        Snap(Rect(500, 300, 500, 700), "window Notes, of Editor"),
    ]
