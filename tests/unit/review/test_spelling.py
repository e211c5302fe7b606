"""Names of characters."""

from __future__ import annotations

import string
from pathlib import Path

import msgspec
import pytest

from assistant.core.resources import resource
from assistant.review.spelling import Names, Spelling, spelled


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ten 5%", "capital T, e, n, space, 5, percent"),
        ("x@y.org", "x, at sign, y, dot, o, r, g"),
        ("É\u00e9e\u0301", "capital E acute, e acute, e acute"),
        ("ç\u00a0Å", "c cedilla, hard space, capital A ring"),
        ("ßÆ", "sharp s, capital a e joined"),
        ("ế", "e circumflex acute"),
        ("👍🏽 🇩🇪", "thumbs up medium skin tone, space, flag of Germany"),
        ("👩‍👩‍👧1️⃣", "family woman woman girl, keycap 1"),
        ("∑½", "n-ary summation, vulgar fraction one half"),
        ("й각ש", "й, 각, ש"),
        ("שָׁ", "ש hebrew point qamats hebrew point shin dot"),
        ("ב\u200b", "ב, zero width space"),
        ("\x07", "character 7"),
        ("", ""),
    ],
)
def test_every_character_has_a_name(text: str, said: str) -> None:
    assert spelled(text, "en") == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ab1", "capital Alfa, Bravo, 1"),
        ("é_É", "Echo acute, underscore, capital Echo acute"),
        ("жж", "ж, ж"),
    ],
)
def test_code_words_stand_for_letters_only(text: str, said: str) -> None:
    assert spelled(text, "en-GB", code_words=True) == said


def test_a_language_without_a_file_has_the_english_words_and_its_own_emoji() -> None:
    assert spelled("a!👍", "it") == "a, exclamation mark, pollice in su"
    assert spelled("a", "xx", code_words=True) == "Alfa"


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("de", "Üb!", "groß Umlaut Unna, Berlin, Ausrufezeichen"),
        ("es", "Ño¿", "Ñoño mayúscula, Oviedo, abre interrogación"),
        ("fr", "né.", "Nicolas, Eugène accent aigu, point"),
        ("zh", "中a。", "中, Alfa, 句号"),
        ("ar", "سB؟", "س, Bravo كبير, علامة استفهام عربية"),
    ],
)
def test_other_languages_have_words_of_their_own(language: str, text: str, said: str) -> None:
    assert spelled(text, language, code_words=True) == said


def test_letters_of_the_language_are_not_taken_apart() -> None:
    words = Names(capital="groß {letter}", unknown="{number}", own_letters="äöü")
    german = Spelling("de", words)
    assert [german.name(char) for char in ("ä", "u\u0308", "Ö")] == ["ä", "u\u0308", "groß Ö"]


FILES = sorted(resource("spelling").glob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_is_whole(path: Path) -> None:
    names = msgspec.toml.decode(path.read_bytes(), type=Names)
    assert "{letter}" in names.capital
    assert "{number}" in names.unknown
    assert set(names.names) >= set(string.punctuation + " ")
    assert all(len(letter) == 1 and word for letter, word in names.code_words.items())
    assert set(string.ascii_lowercase) <= set(names.code_words)
