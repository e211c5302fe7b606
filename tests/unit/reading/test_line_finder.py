"""Lines are found where they were drawn, whatever the colours, the size and what is around."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from assistant.reading.line_finder import Gray, estimated_scale, find_lines

WHITE, BLACK = 255, 20


def page(
    lines: list[tuple[int, int, str, int]],
    *,
    paper: int = WHITE,
    ink: int = BLACK,
    size: tuple[int, int] = (640, 360),
) -> tuple[Gray, list[tuple[float, ...]]]:
    """Draw lines (x, y, text, font size); return the picture and each line's tight box."""
    picture = Image.new("L", size, paper)
    draw = ImageDraw.Draw(picture)
    boxes = []
    for x, y, text, points in lines:
        font = ImageFont.load_default(points)
        draw.text((x, y), text, fill=ink, font=font)
        boxes.append(tuple(draw.textbbox((x, y), text, font=font)))
    return np.asarray(picture), boxes


def assert_found(gray: Gray, boxes: list[tuple[float, ...]], scale: float = 1.0) -> None:
    found = sorted(find_lines(gray, scale).tolist(), key=lambda box: (box[1], box[0]))
    assert len(found) == len(boxes), found
    for got, wanted in zip(found, sorted(boxes, key=lambda b: (b[1], b[0])), strict=True):
        assert got == pytest.approx(wanted, abs=4 * scale)


@pytest.mark.parametrize(("paper", "ink"), [(255, 20), (25, 230), (240, 140), (90, 200)])
def test_lines_of_any_polarity(paper: int, ink: int) -> None:
    gray, boxes = page(
        [
            (20, 20, "The first line of the page", 15),
            (20, 44, "and the second, right below it", 15),
            (20, 120, "A heading", 30),
            (20, 180, "small print, jumping over the lazy dog", 10),
        ],
        paper=paper,
        ink=ink,
    )
    assert_found(gray, boxes)


@pytest.mark.parametrize("scale", [1.25, 2.0, 3.0])
def test_lines_at_more_pixels_a_point(scale: float) -> None:
    points = round(14 * scale)
    lines = [(30, round(40 * scale) * k, f"line number {k} of five", points) for k in range(1, 6)]
    gray, boxes = page(lines, size=(round(500 * scale), round(300 * scale)))
    assert_found(gray, boxes, scale)


def test_columns_and_distant_words_stay_apart() -> None:
    gray, boxes = page([(20, 30, "left column", 14), (320, 30, "right column", 14)])
    assert_found(gray, boxes)


def test_frames_and_underlines_are_no_text() -> None:
    gray, boxes = page([(40, 60, "a link in a frame", 15)])
    picture = Image.fromarray(gray.copy())
    draw = ImageDraw.Draw(picture)
    draw.rectangle((10, 10, 600, 340), outline=100)
    draw.rectangle((30, 40, 320, 100), outline=60, width=2)
    left, _top, right, bottom = boxes[0]
    draw.line((left, bottom + 1, right, bottom + 1), fill=BLACK)
    assert_found(np.asarray(picture), boxes)


def test_a_bar_beside_two_lines_does_not_join_them() -> None:
    gray, boxes = page([(40, 40, "quoted text, first", 15), (40, 62, "quoted text, next", 15)])
    picture = gray.copy()
    picture[44:80, 26:29] = 120
    assert_found(picture, boxes)


def test_a_scrolled_line_gets_the_same_box() -> None:
    text = "the same line, moved"
    here, _ = page([(20, 40, text, 13)])
    there, _ = page([(20, 187, text, 13)])
    assert (find_lines(there) - find_lines(here)).tolist() == [[0, 147, 0, 147]]


@pytest.mark.parametrize("value", [0, 128, 255])
def test_nothing_is_found_where_nothing_is(value: int) -> None:
    assert find_lines(np.full((200, 300), value, np.uint8)).shape == (0, 4)


@pytest.mark.parametrize("shape", [(1, 1), (2, 500), (500, 2), (7, 7)])
def test_tiny_pictures(shape: tuple[int, int]) -> None:
    noise = np.random.default_rng(1).integers(0, 256, shape, np.uint8)
    boxes = find_lines(noise)
    assert (boxes[:, 2] <= shape[1]).all()
    assert (boxes[:, 3] <= shape[0]).all()


def test_scale_is_estimated_from_the_letters() -> None:
    def estimate(points: int) -> float:
        text = "the quick brown fox jumps over the lazy dog"
        return estimated_scale(page([(20, 20, text, points)], size=(2000, 200))[0])

    assert estimate(14) == pytest.approx(1.0, abs=0.3)
    assert estimate(28) == pytest.approx(2.0, abs=0.5)
    assert estimate(42) == pytest.approx(3.0, abs=0.7)
    assert estimated_scale(np.full((50, 50), 255, np.uint8)) == 1.0
