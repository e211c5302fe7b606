"""Whether a place has changed, and where a word stands."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageFont

from assistant.review.looks import middle_of, same_look
from assistant.review.units import words

FONT = ImageFont.load_default(16)


def button(text: str, *, back: str = "#dddddd", ink: str = "black", x: int = 20) -> Image.Image:
    picture = Image.new("RGB", (160, 40), "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((5, 5, 154, 34), fill=back, outline="#888888")
    draw.text((x, 10), text, fill=ink, font=FONT)
    return picture


@pytest.mark.parametrize(
    ("after", "same"),
    [
        (button("Save 1 file"), True),
        (button("Save 1 file", back="#cceeff"), True),
        (button("Save 1 file", back="#3366cc", ink="white"), True),
        (button("Save 1 file", ink="#999999"), True),
        (ImageEnhance.Brightness(button("Save 1 file")).enhance(0.9), True),
        (button("Close it"), False),
        (button("Save 2 file"), False),
        (button("Save 1 file", x=21), False),
        (Image.new("RGB", (160, 40), "white"), False),
        (Image.new("RGB", (150, 40), "white"), False),
    ],
    ids=["same", "hover", "chosen", "grey", "dimmed", "other", "alike", "moved", "gone", "cut"],
)
def test_only_other_things_are_a_change(after: Image.Image, same: bool) -> None:
    inside = (8, 8, 152, 32)
    before = button("Save 1 file").crop(inside)
    assert same_look(before, after.crop(inside) if after.width > 150 else after) is same


def test_an_empty_place_looks_like_itself() -> None:
    empty = Image.new("RGB", (20, 20), "white")
    assert same_look(empty, empty)


def row(*parts: tuple[int, str], ink: str = "black", back: str = "white") -> Image.Image:
    picture = Image.new("RGB", (400, 24), back)
    for x, text in parts:
        ImageDraw.Draw(picture).text((x, 2), text, fill=ink, font=FONT)
    return picture


@pytest.mark.parametrize(("ink", "back"), [("black", "white"), ("#eeeeee", "#202428")])
def test_each_word_of_a_menu_bar_is_where_it_is_drawn(ink: str, back: str) -> None:
    drawn = [(4, "File"), (60, "Edit"), (118, "View"), (330, "Help")]
    picture = row(*drawn, ink=ink, back=back)
    for span, (x, word) in zip(words("File Edit View Help"), drawn, strict=True):
        middle = x + FONT.getlength(word) / 2
        assert abs(middle_of(picture, "File Edit View Help", span) - middle) <= 3


def test_a_part_of_a_word_is_in_its_part() -> None:
    text = "see x.org/settings"
    picture = row((4, "see"), (60, "x.org/settings"))
    left = middle_of(picture, text, (4, 10))
    right = middle_of(picture, text, (10, 18))
    assert 60 < left < 60 + FONT.getlength("x.org/") < right < 60 + FONT.getlength("x.org/settings")


def test_from_right_to_left_the_first_word_is_on_the_right() -> None:
    picture = row((20, "XXXX"), (300, "YYYY"))
    assert middle_of(picture, "שלום עולם", (0, 4)) > 300
    assert middle_of(picture, "שלום עולם", (5, 9)) < 80


@pytest.mark.parametrize("picture", [row(), row((4, "Onlyoneword"))], ids=["blank", "one run"])
def test_without_gaps_all_characters_count_as_equally_wide(picture: Image.Image) -> None:
    text = "aa bb cc dd ee ff gg hh ii jj kk ll mm nn"
    first, last = words(text)[0], words(text)[-1]
    assert middle_of(picture, text, first) < 30
    assert middle_of(picture, text, last) > 370
