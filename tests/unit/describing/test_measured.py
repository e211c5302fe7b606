"""What is said without a model is measured, and true."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PIL import Image, ImageDraw

from assistant.core.findings import Box, Kind, Line
from assistant.core.frame import Frame, Source
from assistant.core.places import CELLS, where
from assistant.core.request import Detail
from assistant.describing.colours import colour_name, colour_shares
from assistant.describing.layout import lay_out
from assistant.describing.measured import measured, read_aloud, what_it_is


def _line(box: Box, text: str = "some words of text", block: int = 0) -> Line:
    return Line(text, box, 0.9, block)


def _photo(width: int, height: int) -> Image.Image:
    """Many colours, as a photograph has them."""
    red = Image.effect_noise((width, height), 90)
    bands = [red, red.transpose(Image.Transpose.FLIP_LEFT_RIGHT), red.rotate(180)]
    return Image.merge("RGB", bands)


def _page(lines: int = 8, left: int = 20, width: int = 200) -> tuple[Image.Image, list[Line]]:
    """A white page, 600 x 400, with text drawn in a column."""
    image = Image.new("RGB", (600, 400), "white")
    draw = ImageDraw.Draw(image)
    found = []
    for number in range(lines):
        top = 20 + 45 * number
        for x in range(left, left + width, 10):
            draw.rectangle((x, top, x + 4, top + 20), fill="black")
        found.append(_line((left, top, left + width, top + 21)))
    return image, found


def _texts(frame: Frame, lines: list[Line], detail: Detail = Detail.SHORT) -> list[str]:
    sentences = list(measured(frame, lines, detail))
    assert {sentence.kind for sentence in sentences} == {Kind.MEASURED}
    assert not any(sentence.model or sentence.unsure for sentence in sentences)
    return [what_it_is(frame), *(sentence.text for sentence in sentences)]


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("000000", "black"), ("111111", "black"), ("ffffff", "white"), ("f7f7f7", "white"),
        ("333333", "dark grey"), ("777777", "grey"), ("cccccc", "light grey"), ("ee0000", "red"),
        ("00ee00", "green"), ("0000ee", "blue"), ("ffff00", "yellow"), ("00ffff", "turquoise"),
        ("ff8800", "orange"), ("800080", "purple"), ("ffb6c1", "pink"), ("704214", "brown"),
        ("000070", "dark blue"), ("87cefa", "light blue"), ("005500", "dark green"),
    ],
)  # fmt: skip
def test_colours_have_their_plain_names(colour: str, name: str) -> None:
    red, green, blue = bytes.fromhex(colour)
    assert colour_name((red, green, blue)) == name


def test_colours_are_not_mixed_by_reducing_the_picture() -> None:
    image = Image.new("RGB", (1000, 1000), "yellow")
    image.paste("blue", (0, 0, 1000, 250))
    assert colour_shares(image) == [("yellow", 0.75), ("blue", 0.25)]


def test_text_left_and_a_picture_in_the_upper_right() -> None:
    image, lines = _page()
    image.paste(_photo(170, 110), (410, 10))
    assert _texts(Frame(image, Source.WINDOW, title="Memo", application="Editor"), lines) == [
        "The window Memo, of Editor.",
        "Mostly text, 8 lines, on the left.",
        "A picture in the upper right.",
        "Light. Mostly white, some black.",
    ]


def test_a_page_of_text_is_only_text() -> None:
    image, lines = _page()
    texts = _texts(Frame(image, Source.WINDOW), lines, Detail.LONG)
    assert texts[:2] == ["A window without a title.", "Only text, 8 lines, on the left."]
    assert "Empty on the right." in texts
    assert "600 by 400 pixels." in texts
    assert lay_out(Frame(image, Source.WINDOW), lines).only_text


def test_text_that_nobody_read_is_not_called_a_picture() -> None:
    image, _lines = _page(left=10, width=580)
    assert _texts(Frame(image, Source.SCREEN), [])[1] == "No text was read."


def test_flat_panels_and_buttons_are_not_called_a_picture() -> None:
    image = Image.new("RGB", (600, 400), "#eeeeee")
    draw = ImageDraw.Draw(image)
    for x in range(0, 600, 100):
        draw.rectangle((x, 0, x + 60, 399), fill=("#3366aa", "#dddddd", "#ffffff")[x // 100 % 3])
        draw.rectangle((x + 10, 100, x + 80, 130), outline="black", fill="#cccccc")
    assert not lay_out(Frame(image, Source.SCREEN), []).pictures


def test_a_photograph_with_its_caption() -> None:
    frame = Frame(_photo(600, 400), Source.FILE, title="a.png")
    assert _texts(frame, [_line((20, 360, 200, 390))])[:3] == [
        "The file a.png.",
        "Text, 1 line, in the lower left.",
        "A picture over the whole area.",
    ]
    assert not lay_out(frame, []).mostly_text


@pytest.mark.parametrize(("colour", "told"), [("black", "Dark. All black."), ("red", "All red.")])
def test_one_colour_is_said_to_be_that(colour: str, told: str) -> None:
    texts = _texts(Frame(Image.new("RGB", (300, 200), colour), Source.CLIPBOARD), [])
    assert texts == [
        "A picture from the clipboard.",
        "No text was read.",
        "It is nearly empty.",
        told,
        "300 by 200 pixels.",
    ]


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "1", "LA"])
@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 2), (7, 5)])
def test_odd_pictures_are_no_trouble(mode: str, size: tuple[int, int]) -> None:
    assert len(_texts(Frame(Image.new(mode, size), Source.FILE), [])) >= 3


def test_boxes_of_a_screen_are_places_on_the_desktop() -> None:
    image, lines = _page()
    moved = [
        _line((box[0] - 1920, box[1] + 50, box[2] - 1920, box[3] + 50))
        for box in (line.box for line in lines)
    ]
    on_desktop = lay_out(Frame(image, Source.WINDOW, origin=(-1920, 50)), moved)
    assert on_desktop == lay_out(Frame(image, Source.CLIPBOARD, origin=(5, 5)), lines)


@pytest.mark.parametrize(
    "box", [(-50, -50, -10, -10), (9000, 0, 9999, 10), (5, 5, 5, 5), (9, 9, 3, 3)]
)
def test_boxes_outside_or_empty_are_left_out(box: Box) -> None:
    frame = Frame(Image.new("RGB", (90, 90), "white"), Source.FILE)
    assert lay_out(frame, [_line(box)]).text == frozenset()


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (CELLS, "over the whole area"),
        ([(0, 0)], "in the upper left"),
        ([(0, 0), (0, 1), (0, 2)], "on the left"),
        ([(0, 2), (1, 2), (2, 2)], "at the bottom"),
        ([(0, 0), (2, 2)], "in the upper left and in the lower right"),
        ([cell for cell in CELLS if cell[1] != 1], "at the top and at the bottom"),
        ([cell for cell in CELLS if cell != (2, 0)], "on the left and at the bottom"),
        ([(0, 0), (2, 0), (0, 2), (2, 2)], "in several places"),
    ],
)
def test_places_have_words(cells: list[tuple[int, int]], told: str) -> None:
    assert where(cells) == told


def test_titles_are_short_and_in_one_line() -> None:
    image = Image.new("RGB", (9, 9))
    said = what_it_is(Frame(image, Source.WINDOW, title="a\n\x1b\u202eb " * 90))
    assert said.startswith("The window a b a b")
    assert said.isprintable()
    assert len(said) < 100
    named = Frame(image, Source.WINDOW, title="Inbox - Mail", application="mail")
    assert what_it_is(named) == "The window Inbox - Mail."
    page = Frame(image, Source.FILE, title="a.pdf", page=2, pages=9)
    assert what_it_is(page) == "Page 2 of 9 of the file a.pdf."


def test_the_text_is_said_as_read() -> None:
    lines = [_line((0, 0, 9, 9), "First line"), _line((0, 9, 9, 19), "goes on.")]
    said = list(read_aloud(lines))
    assert " ".join(sentence.text for sentence in said) == "First line goes on."
    assert {sentence.kind for sentence in said} == {Kind.READ}
    assert list(read_aloud([])) == []


def test_no_numerical_runtime_is_loaded() -> None:
    code = (
        "import sys; from PIL import Image; from assistant.core.frame import Frame, Source;"
        "from assistant.describing.measured import measured;"
        "from assistant.describing.grounding import unsure_words;"
        "list(measured(Frame(Image.new('RGB', (99, 99)), Source.FILE), []));"
        "sys.exit(bool({'numpy', 'torch', 'httpx', 'ssl'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_short_form_breaks_off_a_long_text_and_says_so() -> None:
    lines = [Line("one two three four five six", (0, 0, 9, 9), 0.9, number) for number in range(30)]
    *read, more = read_aloud(lines, Detail.SHORT)
    assert sum(len(each.text.split()) for each in read) == 60
    assert (more.kind, more.text) == (Kind.MEASURED, "20 more lines; describe again for all.")
    assert len(list(read_aloud(lines, Detail.LONG))) == 30
    assert all(each.kind is Kind.READ for each in read_aloud(lines[:13], Detail.SHORT))
