"""What choosing a region shows: the frame around it, and the sheets to draw on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from assistant.core.geometry import Rect
from assistant.regions.screens import screen_place
from assistant.ui.region_drawing import RegionDrawing, _part, as_image
from assistant.ui.region_outline import WIDTH, RegionOutline
from assistant.ui.screens import as_qrect, as_rect


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
        screen = as_rect(QGuiApplication.primaryScreen().geometry())
        picture = Image.new("RGB", (screen.width, screen.height), "white")
        self.drawing.open(takes_focus=True, behind=[as_image(screen, picture)])
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
    assert picture.pixelColor(100, 100) == QColor("white")
    assert picture.pixelColor(400, 300).lightness() < 200


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


def test_each_sheet_shows_what_was_on_its_screen() -> None:
    desktop = Image.new("RGB", (300, 100), "red")
    desktop.paste("blue", (200, 0, 300, 100))
    behind = as_image(Rect(-200, 0, 300, 100), desktop)
    assert _part([behind], Rect(-200, 0, 300, 100)).pixelColor(0, 0) == QColor("red")
    right = _part([behind], Rect(0, 0, 100, 100))
    assert (right.width(), right.pixelColor(99, 99)) == (100, QColor("blue"))
    assert _part([behind], Rect(50, 0, 100, 100)).isNull()
