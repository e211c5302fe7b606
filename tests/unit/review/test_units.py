"""Words and characters by Unicode's rules."""

from __future__ import annotations

import pytest

from assistant.review.units import characters, is_right_to_left, words


def parts(text: str, spans: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cafe\u0301", ["c", "a", "f", "e\u0301"]),
        ("👩‍👩‍👧 🇩🇪", ["👩‍👩‍👧", " ", "🇩🇪"]),
        ("👍🏽1️⃣", ["👍🏽", "1️⃣"]),
        ("ด์ก", ["ด์", "ก"]),
        ("नि", ["नि"]),
        ("각한", ["각", "한"]),
        ("שָׁלוֹם", ["שָׁ", "ל", "וֹ", "ם"]),
        ("", []),
    ],
)
def test_a_character_is_what_a_person_takes_for_one(text: str, expected: list[str]) -> None:
    assert parts(text, characters(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello, world!", ["Hello,", "world!"]),
        ("can't  pay 3.14 €", ["can't", "pay", "3.14", "€"]),
        ("(see https://x.org/a-b)", ["(see", "https://", "x.org/", "a-", "b)"]),
        ("anna.b@c.org", ["anna.b@", "c.org"]),
        ("C:\\Users\\Ann", ["C:\\", "Users\\", "Ann"]),
        ("File  |  Edit", ["File", "|", "Edit"]),
        ("שלום, עולם!", ["שלום,", "עולם!"]),
        ("مرحبا بالعالم 123", ["مرحبا", "بالعالم", "123"]),
        ("日本語 カタカナ", ["日", "本", "語", "カタカナ"]),
        ("  two ", ["two"]),
        ("...", ["..."]),
        ("   ", []),
        ("", []),
    ],
)
def test_a_word_has_the_signs_that_touch_it(text: str, expected: list[str]) -> None:
    assert parts(text, words(text)) == expected


@pytest.mark.parametrize(
    ("text", "right_to_left"),
    [
        ("שלום world", True),
        ("12: مرحبا", True),
        ("hello שלום", False),
        ("12 - 3", False),
        ("", False),
    ],
)
def test_the_first_strong_letter_gives_the_direction(text: str, right_to_left: bool) -> None:
    assert is_right_to_left(text) is right_to_left
