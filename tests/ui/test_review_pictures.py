"""The picture beside the answer: the right place is outlined, enlarged and coloured."""

from __future__ import annotations

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from support.review_person import Reader, line, shot

from assistant.core.findings import Box
from assistant.settings.schema import CropColours
from assistant.ui.review.crops import coloured, part, preview
from assistant.ui.review.pictures import LineView, PictureView

GREY = Image.linear_gradient("L").resize((60, 20)).convert("RGB")


def _at(label: PictureView | LineView, place: QPoint) -> QColor:
    return label.grab().toImage().pixelColor(place)


@pytest.mark.parametrize(
    ("size", "origin"),
    [
        ((1920, 1080), (0, 0)),
        ((3840, 2160), (-3840, -200)),
        ((5760, 1080), (-1920, 0)),
        ((1080, 1920), (1920, -400)),
        ((60, 20), (5, 5)),
    ],
    ids=["one", "left and above", "three side by side", "upright", "tiny"],
)
def test_the_outline_is_around_the_line_on_any_monitor(
    size: tuple[int, int], origin: tuple[int, int], qtbot: QtBot
) -> None:
    view = PictureView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    width, height = size
    x, y = origin
    area = (x, y, x + width, y + height)
    box = (x + width // 2, y + height // 2, x + width, y + height)
    image = Image.new("RGB", size, "white")
    image.paste("red", (width // 2, height // 2, width, height))
    view.show_picture(preview(image))
    view.outline(box, area)
    found = view.outlined
    assert found is not None
    assert _at(view, found.center().toPoint()) == QColor("red")
    corner = found.topLeft().toPoint() - QPoint(8, 8)
    assert _at(view, corner) == QColor("white")
    edge = QPoint(round(found.x() + found.width() / 2), round(found.y()) - 3)
    assert _at(view, edge) == QColor("yellow")


def test_a_line_without_a_place_has_no_outline(qtbot: QtBot) -> None:
    view = PictureView()
    qtbot.addWidget(view)
    view.show_picture(preview(shot().image))
    view.outline((0, 0, 10, 10), (0, 0, 400, 200))
    assert view.outlined is not None
    view.outline(None, (0, 0, 400, 200))
    assert view.outlined is None
    view.outline((0, 0, 10, 10), None)
    assert view.outlined is None


def test_pictures_are_graphics_with_names_to_a_screen_reader(qtbot: QtBot) -> None:
    reader = Reader(qtbot)
    reader.gets(line("Settings", 0, 10))
    reader.open()
    for widget, name in (
        (reader.parts.picture, "Picture"),
        (reader.parts.line, "Current line, enlarged"),
    ):
        shown = QAccessible.queryAccessibleInterface(widget)
        assert shown.text(QAccessible.Text.Name) == name
        assert shown.text(QAccessible.Text.Description)
        assert shown.state().focusable
        assert shown.role() == QAccessible.Role.Graphic


def test_a_large_picture_is_made_smaller_for_the_window() -> None:
    assert preview(Image.new("RGB", (7680, 4320))).size() == QSize(1536, 864)
    assert preview(Image.new("RGBA", (30, 20))).size() == QSize(30, 20)


def test_the_part_is_what_is_in_the_box_and_a_little_around() -> None:
    picture = Image.new("RGB", (200, 100), "white")
    picture.paste("red", (100, 40, 180, 60))
    found = part(picture, (0, 40, 80, 60), (-100, 0, 100, 100))
    assert found.size == (96, 36)
    assert found.getpixel((48, 18)) == (255, 0, 0)
    assert found.getpixel((2, 18)) == (255, 255, 255)


@pytest.mark.parametrize("box", [(-50, -50, -40, -40), (190, 90, 400, 300), (5, 5, 5, 5)])
def test_a_box_at_or_beyond_the_edge_is_still_a_part(box: Box) -> None:
    found = part(Image.new("RGB", (200, 100)), box, (0, 0, 200, 100))
    assert min(found.size) >= 1


@pytest.mark.parametrize(
    ("colours", "dark", "light"),
    [
        ("normal", (60, 60, 90), (200, 200, 160)),
        ("grey", 63, 195),
        ("inverted", (195, 195, 165), (55, 55, 95)),
        ("contrast", 0, 255),
        ("inverted contrast", 255, 0),
    ],
)
def test_colours_of_the_enlarged_line(colours: CropColours, dark: object, light: object) -> None:
    picture = Image.new("RGB", (100, 20), (60, 60, 90))
    picture.paste((200, 200, 160), (50, 0, 100, 20))
    found = coloured(picture, colours)
    assert found.getpixel((10, 10)) == dark
    assert found.getpixel((90, 10)) == light


def test_keys_zoom_and_move_the_enlarged_line(qtbot: QtBot) -> None:
    zooms: list[int] = []
    view = LineView(zooms.append)
    qtbot.addWidget(view)
    view.resize(100, 60)
    view.show()
    view.set_looks(200, "normal")
    view.show_part(GREY)
    before = view.grab().toImage()
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0):
        QTest.keyClick(view, key)
    assert zooms == [1, -1, 0]
    QTest.keyClick(view, Qt.Key.Key_Down)
    moved = view.grab().toImage()
    assert moved != before
    view.show_part(GREY)
    assert view.grab().toImage() == before, "another line is in the middle again"


def test_a_long_line_shows_the_place_one_is_at(qtbot: QtBot) -> None:
    view = LineView(lambda _step: None)
    qtbot.addWidget(view)
    view.resize(100, 60)
    view.set_looks(400, "normal")
    long_line = Image.new("RGB", (400, 20), "white")
    long_line.paste("red", (380, 0, 400, 20))

    def has_red() -> bool:
        return _has(view.grab().toImage(), QColor("red"))

    view.show_part(long_line, centre=0.0)
    assert not has_red()
    view.show_part(long_line, centre=0.97)
    assert has_red()


def _has(image: QImage, colour: QColor) -> bool:
    return any(image.pixelColor(x, image.height() // 2) == colour for x in range(image.width()))


def test_the_enlarged_line_follows_the_caret(qtbot: QtBot) -> None:
    reader = Reader(qtbot)
    reader.gets(line("First", 0, 10), line("Second", 1, 110), frame=shot())
    reader.open()
    reader.at("First")
    picture, enlarged = reader.parts.picture, reader.parts.line
    before, shown = picture.outlined, enlarged.grab().toImage()
    assert before is not None
    reader.press(Qt.Key.Key_Down)
    after = picture.outlined
    assert after is not None
    assert after.y() > before.y()
    reader.entry("crop inverted")
    assert enlarged.grab().toImage() != shown
    reader.bot.waitUntil(lambda: reader.settings.crop_colours == "inverted")
    reader.entry("crop-larger")
    reader.bot.waitUntil(lambda: reader.settings.crop_size == 360)
