"""Pictures from Qt's clipboard as Pillow pictures."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image
from PySide6.QtGui import QColor, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from assistant.capture.base import Clipboard
from assistant.core.errors import CaptureError
from assistant.ui.bridge import MainThread
from assistant.ui.clipboard import QtClipboard, to_pillow

OPAQUE = [
    QImage.Format.Format_RGB32,
    QImage.Format.Format_RGB888,
    QImage.Format.Format_RGB16,
    QImage.Format.Format_Grayscale8,
    QImage.Format.Format_Mono,
]
WITH_ALPHA = [
    QImage.Format.Format_ARGB32,
    QImage.Format.Format_ARGB32_Premultiplied,
    QImage.Format.Format_RGBA8888,
    QImage.Format.Format_RGBA64,
]


@pytest.fixture
def main_thread(qtbot: QtBot) -> Iterator[MainThread]:
    bridge = MainThread()
    yield bridge
    bridge.close()
    QGuiApplication.clipboard().clear()


def _picture(layout: QImage.Format, width: int = 5) -> QImage:
    picture = QImage(width, 3, QImage.Format.Format_ARGB32)
    picture.fill(QColor("white"))
    picture.setPixelColor(width - 1, 2, QColor("black"))
    return picture.convertToFormat(layout)


def _read(clipboard: Clipboard, bot: QtBot) -> Image.Image | None:
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(clipboard.image)
        bot.waitUntil(reading.done)
        return reading.result()


@pytest.mark.parametrize("layout", OPAQUE, ids=lambda layout: layout.name)
@pytest.mark.parametrize("width", [1, 2, 5, 8])
def test_opaque_pictures_become_rgb(qtbot: QtBot, layout: QImage.Format, width: int) -> None:
    picture = to_pillow(_picture(layout, width))
    assert picture.mode == "RGB"
    assert picture.size == (width, 3)
    assert picture.getpixel((width - 1, 2)) == (0, 0, 0)
    assert picture.getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize("layout", WITH_ALPHA, ids=lambda layout: layout.name)
def test_pictures_with_alpha_become_rgba(qtbot: QtBot, layout: QImage.Format) -> None:
    source = QImage(3, 2, QImage.Format.Format_ARGB32)
    source.fill(QColor(0, 0, 0, 0))
    source.setPixelColor(1, 1, QColor(255, 0, 0, 51))
    picture = to_pillow(source.convertToFormat(layout))
    assert picture.mode == "RGBA"
    assert picture.getpixel((0, 0)) == (0, 0, 0, 0)
    assert picture.getpixel((1, 1)) == (255, 0, 0, 51)


def test_the_clipboard_is_read_from_another_thread(main_thread: MainThread, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setImage(_picture(QImage.Format.Format_RGB32))
    picture = _read(QtClipboard(main_thread), qtbot)
    assert picture is not None
    assert picture.size == (5, 3)


def test_text_is_no_picture(main_thread: MainThread, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("only text")
    assert _read(QtClipboard(main_thread), qtbot) is None


def test_a_busy_event_loop_is_an_error(main_thread: MainThread) -> None:
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(QtClipboard(main_thread, timeout=0.05).image)
        with pytest.raises(CaptureError) as caught:
            reading.result(10)
    assert caught.value.remedy
