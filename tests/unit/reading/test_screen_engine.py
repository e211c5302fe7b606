"""The engine reads real pictures with the shipped model."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from assistant.core.findings import Line
from assistant.reading.base import ReadOptions
from assistant.reading.engines.screen import ScreenEngine

TEXTS = [
    "Reading settings",
    "The quick brown fox jumps over the lazy dog,",
    "then reads page 27 of 1,350 (see chapter 4).",
    "Save 3 files before you close the window?",
    "https://example.org/help?page=2",
]


@pytest.fixture(scope="module")
def engine() -> ScreenEngine:
    return ScreenEngine()


@pytest.fixture(autouse=True)
def _nothing_remembered(engine: ScreenEngine) -> Iterator[None]:
    yield
    engine.forget()


def page(texts: list[str], *, dark: bool = False, scale: int = 1) -> NDArray[np.uint8]:
    paper, ink = ((24, 26, 32), (230, 226, 210)) if dark else ((255, 255, 255), (20, 24, 30))
    picture = Image.new("RGB", (520 * scale, 260 * scale), paper)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(18 * scale)
    for number, text in enumerate(texts):
        draw.text((20 * scale, (20 + 44 * number) * scale), text, fill=ink, font=font)
    return np.asarray(picture)


def read(engine: ScreenEngine, pixels: NDArray[np.uint8], **options: float | bool) -> list[Line]:
    wanted = ReadOptions("en", float(options.get("scale", 1.0)), bool(options.get("photo", False)))
    return list(engine.read(pixels, wanted, lambda: False))


def test_it_can_be_used_here(engine: ScreenEngine) -> None:
    assert engine.availability().usable


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("scale", [1, 2])
def test_a_page_is_read_in_order(engine: ScreenEngine, scale: int, dark: bool) -> None:
    lines = read(engine, page(TEXTS, dark=dark, scale=scale), scale=scale)
    assert [line.text for line in lines] == TEXTS
    assert all(0.9 < line.confidence <= 1.0 for line in lines)
    for number, line in enumerate(lines):
        assert line.box[0] == pytest.approx(20 * scale, abs=4 * scale)
        assert line.box[1] == pytest.approx((24 + 44 * number) * scale, abs=6 * scale)


def test_a_photo_of_unknown_scale(engine: ScreenEngine) -> None:
    assert [line.text for line in read(engine, page(TEXTS, scale=3), photo=True)] == TEXTS


def test_reading_again_gives_the_same(engine: ScreenEngine) -> None:
    pixels = page(TEXTS)
    first = read(engine, pixels)
    from_memory = read(engine, pixels)
    engine.forget()
    anew = read(engine, pixels)
    assert first == from_memory == anew


def test_lines_that_only_moved_come_from_memory(
    engine: ScreenEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    pixels = page(TEXTS)
    before = read(engine, pixels)
    monkeypatch.setattr(engine, "_loaded", lambda: pytest.fail("recognised again"))
    scrolled = read(engine, pixels[50:])
    assert [line.text for line in scrolled] == [line.text for line in before][-len(scrolled) :]
    assert len(scrolled) >= len(TEXTS) - 1


def test_the_first_line_comes_before_the_last_is_begun(
    engine: ScreenEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []
    begin = engine._begin

    def counted(gray: NDArray[np.uint8], box: Sequence[int], block: int) -> object:
        begun.append(block)
        return begin(gray, box, block)

    monkeypatch.setattr(engine, "_begin", counted)
    many = [f"line number {number}" for number in range(12)]
    picture = Image.new("RGB", (400, 600), "white")
    for number, text in enumerate(many):
        font = ImageFont.load_default(16)
        ImageDraw.Draw(picture).text((10, 10 + 45 * number), text, fill="black", font=font)
    lines = engine.read(np.asarray(picture), ReadOptions(), lambda: False)
    assert next(lines).text == many[0]
    assert len(begun) < len(many)
    assert [line.text for line in lines] == many[1:]


def test_it_stops_when_cancelled_and_reads_the_next_page_whole(engine: ScreenEngine) -> None:
    pixels = page(TEXTS)
    stop = threading.Event()
    lines = engine.read(pixels, ReadOptions(), stop.is_set)
    asked = [next(lines), next(lines)]
    stop.set()
    assert list(lines) == []
    assert [line.text for line in asked] == TEXTS[:2]
    assert [line.text for line in read(engine, pixels)] == TEXTS


def test_cancelled_before_the_first_line(engine: ScreenEngine) -> None:
    assert list(engine.read(page(TEXTS), ReadOptions(), lambda: True)) == []


def test_nothing_is_read_where_nothing_is(engine: ScreenEngine) -> None:
    assert read(engine, np.full((300, 400, 3), 200, np.uint8)) == []


def test_shapes_and_noise_are_not_spoken(engine: ScreenEngine) -> None:
    picture = Image.new("RGB", (400, 200), "white")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((20, 20, 60, 60), outline="black", width=4)
    draw.polygon([(100, 20), (140, 60), (100, 60)], fill="blue")
    draw.line((200, 20, 240, 60), fill="black", width=5)
    assert read(engine, np.asarray(picture)) == []


@pytest.mark.parametrize(
    ("language", "supported"),
    [("en", True), ("de-AT", True), ("pt_BR", True), ("ru", False), ("el", False), ("ar", False)],
)
def test_languages(engine: ScreenEngine, language: str, supported: bool) -> None:
    assert engine.supports(language) is supported
