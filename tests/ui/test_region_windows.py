"""What choosing a region shows: the frame, the sheets to draw on, the question for a name, the keys
in a window.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot
from support.accessibility import audit, tab_order
from support.fake_focus import FakeFocus

from assistant.core.geometry import Rect
from assistant.core.layers import REGION_LAYER, TARGET_LAYER
from assistant.regions.anchors import Hold
from assistant.regions.base import Naming
from assistant.regions.screens import screen_place
from assistant.ui.layer_window import NAMES, LayerWindow
from assistant.ui.region_drawing import RegionDrawing
from assistant.ui.region_name_window import RegionNameWindow
from assistant.ui.region_outline import WIDTH, RegionOutline
from assistant.ui.screens import as_qrect

Answer = tuple[str, tuple[Hold, Hold] | None]


@pytest.fixture
def outline(qtbot: QtBot) -> Iterator[RegionOutline]:
    outline = RegionOutline()
    yield outline
    outline.close()


def test_the_frame_lies_around_the_region_and_takes_no_click(outline: RegionOutline) -> None:
    outline.show(Rect(100, 120, 300, 200))
    (frame,) = outline.frames
    place = frame.geometry()
    assert (place.x(), place.y()) == (100 - WIDTH, 120 - WIDTH)
    assert (place.width(), place.height()) == (300 + 2 * WIDTH, 200 + 2 * WIDTH)
    assert not frame.mask().contains(frame.rect().center())
    assert not frame.mask().contains(QPoint(WIDTH, WIDTH))
    assert frame.mask().contains(QPoint(WIDTH - 1, WIDTH - 1))
    flags = frame.windowFlags()
    assert flags & Qt.WindowType.WindowTransparentForInput
    assert flags & Qt.WindowType.WindowDoesNotAcceptFocus


def test_the_frame_has_two_colours_that_differ(outline: RegionOutline, colours: None) -> None:
    outline.show(Rect(100, 120, 300, 200))
    picture = outline.frames[0].grab().toImage()
    outer, inner = picture.pixelColor(1, 30), picture.pixelColor(WIDTH - 1, 30)
    assert abs(outer.lightness() - inner.lightness()) > 120


def test_the_frame_follows_and_goes(outline: RegionOutline) -> None:
    outline.show(Rect(100, 120, 300, 200))
    outline.show(Rect(10, 20, 30, 40))
    assert len(outline.frames) == 1
    outline.show(None)
    assert outline.frames == []
    outline.show(Rect(-5000, 0, 10, 10))
    assert outline.frames == []


def test_a_region_over_two_monitors_has_a_frame_on_each(
    outline: RegionOutline, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = QGuiApplication.primaryScreen()
    left = screen_place(Rect(-2560, -360, 1280, 720), 2.0)
    main = screen_place(Rect(0, 0, 1920, 1080), 1.0)
    places = [(screen, left), (screen, main)]
    monkeypatch.setattr("assistant.ui.region_outline.screen_places", lambda: places)
    outline.show(Rect(-200, 100, 500, 60))
    first, second = outline.frames
    assert first.geometry().adjusted(WIDTH, WIDTH, -WIDTH, -WIDTH) == as_qrect(
        Rect(-1380, -130, 100, 30)
    )
    assert second.geometry().adjusted(WIDTH, WIDTH, -WIDTH, -WIDTH) == as_qrect(
        Rect(0, 100, 300, 60)
    )
    places.pop()
    outline.show(Rect(-200, 100, 500, 60))
    assert len(outline.frames) == 1


class Artist:
    """Somebody who draws; `drawn` is what came of it."""

    def __init__(self, bot: QtBot) -> None:
        self.drawn: list[Rect] = []
        self.cancelled = 0
        self.drawing = RegionDrawing(self.drawn.append, self._cancel)
        self.drawing.open(takes_focus=True)
        (self.sheet,) = self.drawing.sheets
        bot.waitUntil(self.sheet.isVisible)

    def _cancel(self) -> None:
        self.cancelled += 1

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        QTest.mousePress(self.sheet, Qt.MouseButton.LeftButton, pos=QPoint(*start))
        QTest.mouseMove(self.sheet, QPoint(*end))
        QTest.mouseRelease(self.sheet, Qt.MouseButton.LeftButton, pos=QPoint(*end))


@pytest.fixture
def artist(qtbot: QtBot) -> Iterator[Artist]:
    artist = Artist(qtbot)
    yield artist
    artist.drawing.close()


def test_a_rectangle_is_told_once_the_sheets_are_gone(artist: Artist, qtbot: QtBot) -> None:
    artist.drag((300, 200), (120, 150))
    assert artist.drawing.sheets == []
    assert artist.drawn == []
    qtbot.waitUntil(lambda: artist.drawn == [Rect(120, 150, 180, 50)])
    assert artist.cancelled == 0


def test_the_sheet_covers_the_screen_and_dims_all_but_the_rectangle(artist: Artist) -> None:
    screen = QGuiApplication.primaryScreen().geometry()
    assert artist.sheet.geometry() == screen
    artist.drawing.begin((50, 60))
    artist.drawing.follow((250, 160))
    picture = artist.sheet.grab().toImage()
    behind = artist.sheet._behind.toImage()
    bright, dim = picture.pixelColor(100, 100), picture.pixelColor(400, 100)
    if not behind.isNull():
        assert bright == behind.pixelColor(100, 100)
        assert dim.lightness() <= behind.pixelColor(400, 100).lightness()


def test_a_click_begins_anew_and_escape_or_another_button_leaves(
    artist: Artist, qtbot: QtBot
) -> None:
    artist.drag((300, 200), (302, 203))
    assert artist.sheet.isVisible()
    assert artist.drawing.rect is None
    QTest.keyClick(artist.sheet, Qt.Key.Key_Escape)
    assert (artist.drawing.sheets, artist.cancelled, artist.drawn) == ([], 1, [])
    artist.drawing.open(takes_focus=True)
    QTest.mousePress(artist.drawing.sheets[0], Qt.MouseButton.RightButton)
    assert (artist.drawing.sheets, artist.cancelled) == ([], 2)


@pytest.mark.parametrize("takes_focus", [True, False])
def test_the_sheet_takes_the_keyboard_only_where_it_must(qtbot: QtBot, takes_focus: bool) -> None:
    drawing = RegionDrawing(lambda _rect: None, lambda: None)
    drawing.open(takes_focus=takes_focus)
    flags = drawing.sheets[0].windowFlags()
    assert bool(flags & Qt.WindowType.WindowDoesNotAcceptFocus) is not takes_focus
    drawing.close()


def test_sheets_that_wait_for_the_frame_to_go_can_be_taken_back(qtbot: QtBot) -> None:
    drawing = RegionDrawing(lambda _rect: None, lambda: None)
    drawing.open(takes_focus=False, after_ms=20)
    assert drawing.sheets == []
    qtbot.waitUntil(lambda: len(drawing.sheets) == 1)
    drawing.close()
    drawing.open(takes_focus=False, after_ms=20)
    drawing.close()
    qtbot.wait(60)
    assert drawing.sheets == []


class Namer:
    """Somebody who is asked for a name; `answers` are what came of it."""

    def __init__(self, bot: QtBot) -> None:
        self.answers: list[Answer] = []
        self.told: list[str] = []
        self.focus = FakeFocus()
        self.naming = Naming("", self.accept, (Hold.END, Hold.BOTH))
        self.window = RegionNameWindow(
            lambda: self.naming, self.focus, self.told.append, lambda: True
        )
        bot.addWidget(self.window)
        self.window.show_and_focus()
        bot.waitUntil(self.window.isActiveWindow)

    def accept(self, name: str, holds: tuple[Hold, Hold] | None) -> None:
        assert self.focus.calls[-1] == "give back"
        self.answers.append((name, holds))

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.focusWidget(), key)


@pytest.fixture
def namer(qtbot: QtBot) -> Namer:
    return Namer(qtbot)


def test_a_name_is_typed_and_saved_as_suggested(namer: Namer) -> None:
    assert namer.told == ["Type a name for the region, then press Return."]
    QTest.keyClicks(namer.window.focusWidget(), " News ")
    namer.press(Qt.Key.Key_Return)
    assert namer.answers == [("News", (Hold.END, Hold.BOTH))]
    assert not namer.window.isVisible()


def test_how_it_follows_can_be_chosen_by_key(namer: Namer) -> None:
    QTest.keyClicks(namer.window.focusWidget(), "News")
    namer.press(Qt.Key.Key_Tab)
    namer.press(Qt.Key.Key_Up)
    field = namer.window.findChild(QLineEdit, "name")
    assert isinstance(field, QLineEdit)
    assert namer.told[1:] == [
        "Sideways. It stays at the same distance from the right edge of the window.",
        "It stays at the same distance from the left edge of the window.",
    ]
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert namer.answers == [("News", (Hold.START, Hold.BOTH))]


def test_an_empty_name_is_told_and_escape_leaves(namer: Namer) -> None:
    namer.press(Qt.Key.Key_Return)
    assert namer.told[-1] == "A region needs a name."
    assert namer.window.isVisible()
    namer.press(Qt.Key.Key_Escape)
    assert not namer.window.isVisible()
    assert namer.answers == []
    assert namer.focus.calls[-1] == "give back"


def test_a_new_name_alone_is_asked_where_there_is_nothing_to_follow(
    namer: Namer, qtbot: QtBot
) -> None:
    namer.press(Qt.Key.Key_Escape)
    namer.naming = Naming("News", namer.accept)
    namer.window.show_and_focus()
    qtbot.waitUntil(namer.window.isActiveWindow)
    choices = namer.window.findChildren(QComboBox)
    assert [choice.isVisible() for choice in choices] == [False, False]
    QTest.keyClicks(namer.window.focusWidget(), "Old")
    namer.press(Qt.Key.Key_Return)
    assert namer.answers == [("Old", None)]


def test_the_question_is_sound(namer: Namer, colours: None) -> None:
    assert audit(namer.window) == []
    assert [widget.objectName() for widget in tab_order(namer.window)[:3]] == [
        "name",
        "across",
        "down",
    ]


def test_the_question_in_twice_the_size(twice_the_size: None, qtbot: QtBot) -> None:
    assert audit(Namer(qtbot).window) == []


class Keyed:
    """Somebody at the window with the keys of a layer."""

    def __init__(self, bot: QtBot) -> None:
        self.done: list[str] = []
        self.focus = FakeFocus()
        self.window = LayerWindow(
            REGION_LAYER,
            "Choose an area",
            self.done.append,
            lambda: self.done.append("left"),
            self.focus,
        )
        bot.addWidget(self.window)
        self.window.tell("Choose an area. monitor 1, 640 by 480.")
        self.window.show_and_focus()
        bot.waitUntil(self.window.isActiveWindow)

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key, held)


def test_every_key_of_the_layers_can_be_pressed_in_the_window(qtbot: QtBot) -> None:
    keyed = Keyed(qtbot)
    shift, ctrl = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    keyed.press(Qt.Key.Key_7)
    keyed.press(Qt.Key.Key_Tab)
    keyed.press(Qt.Key.Key_Backtab, shift)
    keyed.press(Qt.Key.Key_Left, ctrl | shift)
    keyed.press(Qt.Key.Key_Question, shift)
    keyed.press(Qt.Key.Key_F9)
    assert keyed.done == [
        "region-upper-left",
        "region-next",
        "region-previous",
        "region-narrower-one",
        "region-help",
    ]


def test_the_window_steps_aside_before_a_picture_is_taken(qtbot: QtBot) -> None:
    keyed = Keyed(qtbot)
    keyed.press(Qt.Key.Key_Return)
    assert keyed.done == ["region-read"]
    keyed.window.step_aside(lambda: keyed.done.append("picture"))
    assert not keyed.window.isVisible()
    assert keyed.focus.calls[-1] == "give back"
    assert keyed.done == ["region-read"]
    qtbot.waitUntil(lambda: keyed.done == ["region-read", "picture"])


def test_escape_leaves_the_window(qtbot: QtBot) -> None:
    keyed = Keyed(qtbot)
    keyed.press(Qt.Key.Key_Escape)
    assert not keyed.window.isVisible()
    assert keyed.done == ["left"]


def test_the_window_with_the_keys_is_sound(qtbot: QtBot, colours: None) -> None:
    assert audit(Keyed(qtbot).window) == []


def test_the_window_with_the_keys_in_twice_the_size(qtbot: QtBot, twice_the_size: None) -> None:
    assert audit(Keyed(qtbot).window) == []


def test_no_key_of_a_layer_is_missing_in_the_window() -> None:
    plain = {key.rpartition("+")[2] for layer in (REGION_LAYER, TARGET_LAYER) for key in layer.keys}
    assert {key for key in plain if len(key) > 1} <= set(NAMES.values())
