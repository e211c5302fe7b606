"""Moving through a result."""

from __future__ import annotations

import pytest

from assistant.review.cursor import Cursor, Edge, Unit
from assistant.review.document import HEADINGS, Item, Role

LINES = [
    Item("Sound settings", 1, (0, 0, 90, 20), Role.LARGE_TEXT),
    Item("Choose a voice,", 2, (0, 30, 90, 40)),
    Item("then close.", 2, (0, 42, 90, 52)),
    Item("Voice", 3, (0, 60, 50, 70), Role.CONTROL, "button"),
    Item("More", 4, (0, 80, 50, 90), Role.HEADING),
    Item("", 5, (0, 100, 50, 190), Role.PICTURE, "picture"),
]


@pytest.fixture
def cursor() -> Cursor:
    return Cursor(LINES)


def text(cursor: Cursor) -> str:
    start, end = cursor.span(cursor.unit)
    return cursor.item.text[start:end]


def walk(cursor: Cursor, unit: Unit, step: int, times: int) -> list[str | Edge]:
    return [cursor.move(unit, step) or text(cursor) for _time in range(times)]


def test_lines_are_gone_through_to_both_edges(cursor: Cursor) -> None:
    assert walk(cursor, Unit.LINE, 1, 3) == ["Choose a voice,", "then close.", "Voice"]
    assert walk(cursor, Unit.LINE, -1, 4) == [
        "then close.",
        "Choose a voice,",
        "Sound settings",
        Edge.TOP,
    ]
    cursor.to_end(1)
    assert cursor.line == 5
    assert cursor.move(Unit.LINE, 1) is Edge.BOTTOM
    assert cursor.line == 5


def test_back_by_blocks_goes_to_the_beginning_of_this_one_first(cursor: Cursor) -> None:
    cursor.go_to(2)
    assert cursor.move(Unit.BLOCK, -1) is None
    assert [item.text for item in cursor.block()] == ["Choose a voice,", "then close."]
    assert cursor.line == 1
    assert cursor.move(Unit.BLOCK, -1) is None
    assert cursor.line == 0
    assert cursor.move(Unit.BLOCK, -1) is Edge.TOP
    assert [cursor.move(Unit.BLOCK, 1) or cursor.line for _time in range(5)] == [
        1,
        3,
        4,
        5,
        Edge.BOTTOM,
    ]


def test_words_run_from_line_to_line(cursor: Cursor) -> None:
    assert walk(cursor, Unit.WORD, 1, 5) == ["settings", "Choose", "a", "voice,", "then"]
    assert walk(cursor, Unit.WORD, -1, 6) == [
        "voice,",
        "a",
        "Choose",
        "settings",
        "Sound",
        Edge.TOP,
    ]


def test_at_the_last_word_the_place_is_kept() -> None:
    cursor = Cursor(LINES[:1])
    assert walk(cursor, Unit.WORD, 1, 2) == ["settings", Edge.BOTTOM]
    assert text(cursor) == "settings"


def test_characters_stay_in_their_line(cursor: Cursor) -> None:
    assert walk(cursor, Unit.CHARACTER, 1, 3) == ["o", "u", "n"]
    assert walk(cursor, Unit.CHARACTER, -1, 4) == ["u", "o", "S", Edge.LINE_START]
    cursor.to_line_end(1)
    assert text(cursor) == "s"
    assert cursor.move(Unit.CHARACTER, 1) is Edge.LINE_END
    cursor.to_line_end(-1)
    assert text(cursor) == "S"


def test_a_character_is_a_whole_cluster() -> None:
    cursor = Cursor([Item("a👩‍👩‍👧e\u0301", 1)])
    assert walk(cursor, Unit.CHARACTER, 1, 3) == ["👩‍👩‍👧", "e\u0301", Edge.LINE_END]


def test_the_word_of_a_character_and_the_character_of_a_word(cursor: Cursor) -> None:
    cursor.go_to(0, 8, Unit.CHARACTER)
    assert cursor.span(Unit.WORD) == (6, 14)
    assert cursor.span(Unit.CHARACTER) == (8, 9)
    assert cursor.span(Unit.LINE) == (0, 14)
    cursor.move(Unit.WORD, -1)
    assert text(cursor) == "Sound"


def test_a_move_by_lines_begins_at_the_line_s_first_word(cursor: Cursor) -> None:
    cursor.go_to(1, 9, Unit.WORD)
    cursor.move(Unit.LINE, 1)
    cursor.move(Unit.WORD, 1)
    assert text(cursor) == "close."


def test_skipping_finds_what_it_is_asked_for_and_stays_where_there_is_none(cursor: Cursor) -> None:
    assert cursor.skip(HEADINGS, 1)
    assert cursor.item.text == "More"
    assert not cursor.skip(HEADINGS, 1)
    assert cursor.item.text == "More"
    assert cursor.skip(HEADINGS, -1)
    assert cursor.item.text == "Sound settings"
    assert cursor.skip({Role.CONTROL}, 1)
    assert cursor.item.kind == "button"
    assert cursor.skip({Role.PICTURE}, 1)
    assert cursor.line == 5


def test_a_line_without_words_can_be_stood_on(cursor: Cursor) -> None:
    cursor.go_to(5)
    assert cursor.move(Unit.CHARACTER, 1) is Edge.LINE_END
    assert cursor.span(Unit.WORD) == (0, 0)
    cursor.to_line_end(1)
    assert cursor.offset == 0
    assert cursor.move(Unit.WORD, -1) is None
    assert text(cursor) == "More"
    assert cursor.move(Unit.WORD, 1) is None
    assert cursor.move(Unit.WORD, 1) is Edge.BOTTOM


def test_what_comes_later_does_not_move_the_place(cursor: Cursor) -> None:
    cursor.go_to(1, 9, Unit.WORD)
    cursor.follow([Item("New", 1), *LINES, Item("Last", 7)])
    assert (cursor.line, text(cursor)) == (2, "voice,")
    cursor.follow(LINES[:1])
    assert (cursor.line, cursor.offset) == (0, 0)


def test_a_cursor_may_begin_with_nothing() -> None:
    cursor = Cursor()
    assert cursor.empty
    cursor.follow(LINES)
    assert (cursor.empty, cursor.line) == (False, 0)
