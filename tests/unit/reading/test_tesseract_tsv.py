"""Tesseract's table of words becomes lines."""

from __future__ import annotations

from assistant.reading.tesseract_tsv import lines

BOUNDS = (100, 50)


def row(
    place: str, box: tuple[int, int, int, int], confidence: float, text: str, level: int = 5
) -> str:
    x, y, width, height = box
    numbers = [level, 1, *place.split("."), 1, x, y, width, height, confidence]
    return "\t".join([*map(str, numbers), text])


def test_words_of_a_line_are_joined_and_their_boxes_united() -> None:
    table = "\n".join(
        [
            row("1.1.1", (0, 0, 90, 40), -1, "", level=4),
            row("1.1.1", (10, 10, 20, 8), 90, "Read"),
            row("1.1.1", (35, 9, 30, 10), 60, "aloud!"),
        ]
    )
    (line,) = lines(table, 0, 1.0, BOUNDS)
    assert line.text == "Read aloud!"
    assert line.box == (10, 9, 65, 19)
    assert line.confidence == (4 * 0.9 + 6 * 0.6) / 10
    assert line.block == 0


def test_paragraphs_are_blocks_counted_on() -> None:
    places = ["1.1.1", "1.1.2", "1.2.1", "2.1.1"]
    table = "\n".join(row(place, (0, 0, 9, 9), 90, "word") for place in places)
    assert [line.block for line in lines(table, 7, 1.0, BOUNDS)] == [7, 7, 8, 9]


def test_boxes_of_an_enlarged_picture_are_shrunk_outwards_and_kept_inside() -> None:
    (line,) = lines(row("1.1.1", (4, 4, 200, 9), 90, "word"), 0, 1.5, BOUNDS)
    assert line.box == (2, 2, 100, 9)


def test_unsure_lines_and_broken_rows_are_left_out() -> None:
    table = "\n".join(
        [row("1.1.1", (0, 0, 9, 9), 12, "~|["), "5\t1\t1", row("1.1.2", (0, 0, 9, 9), 95, " ")]
    )
    assert list(lines(table, 0, 1.0, BOUNDS)) == []


def test_chinese_is_joined_without_spaces_but_latin_words_in_it_are_not() -> None:
    words = ["打开", "文件", "Save", "As", "按钮"]
    table = "\n".join(row("1.1.1", (9 * n, 0, 8, 9), 90, word) for n, word in enumerate(words))
    (line,) = lines(table, 0, 1.0, BOUNDS)
    assert line.text == "打开文件 Save As 按钮"
