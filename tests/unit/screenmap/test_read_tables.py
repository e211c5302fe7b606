from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from assistant.core.findings import Line, Sentence
from assistant.core.frame import Frame, Source
from assistant.screenmap.elements import ElementKind, ScreenMap
from assistant.screenmap.merging import Look, merged
from assistant.screenmap.questions.answering import answer

K = ElementKind
FONT = ImageFont.load_default(16)
COLUMNS = (10, 150, 260)


def drawn(
    rows: Sequence[Sequence[str]],
    pitch: int = 26,
    columns: Sequence[int] = COLUMNS,
    *,
    bordered: bool = False,
) -> ScreenMap:
    """The map of rows of words at fixed columns, each read as one line of one block."""
    image = Image.new("RGB", (500, 60 + pitch * len(rows)), "white")
    draw = ImageDraw.Draw(image)
    lines = []
    for number, row in enumerate(rows):
        y = 20 + pitch * number
        right = 0
        for x, words in zip(columns, row, strict=False):
            if bordered:
                draw.rectangle((x - 3, y - 3, x + 70, y + 21), outline="black")
            draw.text((x, y), words, "black", FONT)
            right = x + round(draw.textlength(words, FONT))
        box = (
            (columns[0] - 4, y - 4, right + 4, y + 22)
            if bordered
            else (columns[0], y, right, y + 18)
        )
        lines.append(Line(" ".join(row), box, 0.95, 0))
    return merged(Look(Frame(image, Source.WINDOW, title="Stock"), lines))


def said(question: str, screen: ScreenMap) -> str:
    return " ".join(
        each.text for each in answer(question, screen) or () if isinstance(each, Sentence)
    )


GOODS = (("Item", "Price", "Stock"), ("Apple", "1.20", "14"), ("Red pear", "2.50", "7"))


def test_a_table_is_found_by_its_columns_with_its_headings() -> None:
    screen = drawn((*GOODS, ("Plum", "3.10", "0")))
    (table,) = screen.of(K.TABLE)
    assert (table.rows, table.columns) == (3, 3)
    assert [each.name for each in screen.of(K.COLUMN_HEADER)] == ["Item", "Price", "Stock"]
    assert said("Read row 2", screen) == "Item Red pear, Price 2.50, Stock 7."
    assert said("What is the price of Plum?", screen) == "3.10."
    assert not screen.of(K.TEXT, K.PARAGRAPH, K.HEADING)


def test_borders_part_columns_that_stand_close() -> None:
    screen = drawn((*GOODS, ("Plum", "3.10", "0")), columns=(10, 86, 162), bordered=True)
    assert said("Read row 3", screen) == "Item Plum, Price 3.10, Stock 0."


def test_without_numbers_the_first_row_is_a_row() -> None:
    screen = drawn((("Anna", "Bonn"), ("Ben", "Rome"), ("Carl", "Oslo")))
    (table,) = screen.of(K.TABLE)
    assert (table.rows, table.columns, screen.of(K.COLUMN_HEADER)) == (3, 2, [])
    assert said("Read row 1", screen) == "Anna, Bonn."


def test_sentences_and_short_lists_are_no_tables() -> None:
    prose = drawn((("The council met on Tuesday",), ("and decided nothing",), ("at all again",)))
    assert not prose.of(K.TABLE)
    assert not drawn(GOODS[:2]).of(K.TABLE)
    uneven = drawn((("Name", "Anna"), ("City", "Bonn", "now"), ("Age", "42")))
    assert not uneven.of(K.TABLE)
    assert {word for each in uneven.elements for word in each.name.split()} >= {
        "Anna",
        "Bonn",
        "42",
    }
