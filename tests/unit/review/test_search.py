"""Finding words in a result."""

from __future__ import annotations

import pytest

from assistant.review.document import Item
from assistant.review.search import Match, find

ITEMS = [
    Item("Save the file, save the day", 1),
    Item("Café Straße", 2),
    Item("كِتَاب ١٢", 3),
    Item("two  words", 3),
]


def test_matches_are_gone_through_and_around() -> None:
    assert find(ITEMS, "save", 0, 0) == Match(0, 15, wrapped=False)
    assert find(ITEMS, "save", 0, 15) == Match(0, 0, wrapped=True)
    assert find(ITEMS, "save", 3, 0) == Match(0, 0, wrapped=True)


def test_backwards_too() -> None:
    assert find(ITEMS, "save", 0, 15, -1) == Match(0, 0, wrapped=False)
    assert find(ITEMS, "save", 0, 0, -1) == Match(0, 15, wrapped=True)
    assert find(ITEMS, "save", 2, 0, -1) == Match(0, 15, wrapped=False)


@pytest.mark.parametrize(
    ("words", "place"),
    [("CAFE", (1, 0)), ("strasse", (1, 5)), ("كتاب", (2, 0)), ("two words ", (3, 0))],
)
def test_case_accents_and_spaces_do_not_matter(words: str, place: tuple[int, int]) -> None:
    match = find(ITEMS, words, 0, 0)
    assert match is not None
    assert (match.line, match.offset) == place


def test_an_accent_before_the_match_does_not_move_it() -> None:
    assert find([Item("e\u0301te\u0301 day", 1)], "day", 0, 0) == Match(0, 6, wrapped=False)


@pytest.mark.parametrize("words", ["dog", "", "  "])
def test_what_is_not_there_is_not_found(words: str) -> None:
    assert find(ITEMS, words, 0, 0) is None


def test_the_only_match_is_found_again_from_itself() -> None:
    assert find(ITEMS, "words", 3, 5) == Match(3, 5, wrapped=True)
