"""Which parts of a picture a model that reads single lines is given."""

from __future__ import annotations

import pytest

pytest.importorskip("transformers", reason="the families need transformers")

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from support.rendered import page

from assistant.describing.families.lines import _groups, _Place, _places, _with_margin, script_scale

PAGE = page("Mouse and Touchpad", "Pointer speed", "Natural scrolling")


def script(*lines: str, size: int) -> Image.Image:
    """Lines whose letters are joined by strokes, as in handwriting."""
    font = ImageFont.load_default(size)
    width = round(max(font.getlength(line) for line in lines)) + 2 * size
    image = Image.new("RGB", (width, round(1.6 * size * len(lines)) + size), "white")
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        top = size // 2 + 1.6 * size * number
        draw.text((size, top), line, "black", font)
        for end in range(1, len(line)):
            if line[end - 1 : end + 1].isalpha():
                x, y = size + font.getlength(line[:end]), top + 0.9 * size
                stroke = (x - 0.25 * size, y, x + 0.2 * size, y - 0.3 * size)
                draw.line(stroke, "black", max(1, size // 14))
    return image


@pytest.mark.parametrize("scale", [1.0, 0.0])
def test_the_lines_of_a_page_in_order(scale: float) -> None:
    places = _places(PAGE.image, scale)
    assert len(places) == len(PAGE.lines)
    tops = [place.box[1] for place in places]
    assert tops == sorted(tops)
    assert [place.block for place in places] == sorted(place.block for place in places)


@pytest.mark.parametrize("size", [24, 48, 80, 120])
def test_joined_handwriting_of_any_size_is_cut_into_its_lines(size: int) -> None:
    lines = ("A move to stop Mister Gaitskell", "nominating any more Labour", "life Peers is made")
    places = _places(script(*lines, size=size), 0.0)
    assert len(places) == len(lines)
    assert min(box[2] - box[0] for box, _block in places) > 5 * size


def test_print_is_no_handwriting() -> None:
    gray = np.asarray(PAGE.image.convert("L"))
    assert script_scale(gray) == 0.0
    assert script_scale(np.full((60, 400), 255, np.uint8)) == 0.0


def test_nothing_is_no_line() -> None:
    assert _places(Image.new("RGB", (1600, 500), "white"), 0.0) == []


def test_the_first_line_is_read_alone_and_the_others_together() -> None:
    places = [_Place((0, 0, 1, 1), number) for number in range(7)]
    assert [len(group) for group in _groups(places)] == [1, 4, 2]
    assert list(_groups([])) == []


def test_a_margin_stays_in_the_picture() -> None:
    assert _with_margin((0, 5, 90, 25), (91, 26)) == (0, 2, 91, 26)
