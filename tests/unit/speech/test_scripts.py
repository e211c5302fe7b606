"""Texts are cut where their script changes, and nowhere else."""

from __future__ import annotations

import unicodedata

import pytest

from assistant.core.languages import NAMES
from assistant.speech.scripts import main_language, parts, script_of


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Click حفظ الملف to save.",
            "en",
            [("Click", "en"), ("حفظ الملف", "ar"), ("to save.", "en")],
        ),
        ("The menu 文件 (File)", "en", [("The menu", "en"), ("文件", "zh"), ("(File)", "en")]),
        ("3 ملفات", "en", [("3 ملفات", "ar")]),
        ("«Привет», said he.", "en", [("«Привет»,", "ru"), ("said he.", "en")]),
        ("سلام دنیا", "fa", [("سلام دنیا", "fa")]),
        ("使用 Python 编程", "zh", [("使用 Python 编程", "zh")]),
        (
            "你好。Hello world. 再见",
            "zh",
            [("你好。", "zh"), ("Hello world.", "en"), ("再见", "zh")],
        ),
        ("日本語です 漢字", "en", [("日本語です 漢字", "ja")]),
        ("漢字", "ja", [("漢字", "ja")]),
        ("Über Straße façade", "de", [("Über Straße façade", "de")]),
        ("100 % ✓", "en", [("100 % ✓", "en")]),
        ("The angle α is 5°.", "en", [("The angle α is 5°.", "en")]),
        ("口 Remember me", "en", [("口 Remember me", "en")]),
        ("是", "en", [("是", "zh")]),
        ("", "en", []),
    ],
)
def test_parts(text: str, language: str, expected: list[tuple[str, str]]) -> None:
    assert parts(text, language) == expected


def test_of_languages_in_one_script_the_settings_choose() -> None:
    assert parts("Hallo Welt", "ar", "de") == [("Hallo Welt", "de")]
    assert parts("سلام", "en", "fa") == [("سلام", "fa")]


@pytest.mark.parametrize(
    "text", ["One two. Three, four! Five", "a حب b", "用Python编程，很好。 다시 ok", "½ – x—y"]
)
def test_no_word_is_lost_or_cut(text: str) -> None:
    assert " ".join(part for part, _tag in parts(text, "en")).split() == text.split()


def test_every_language_has_a_script_and_the_table_agrees_with_unicode() -> None:
    assert script_of("sr-Latn") == "Latin"
    assert {tag: script_of(tag) for tag in ("ar", "fa", "zh-CN", "ja", "ru", "he", "de")} == {
        "ar": "Arabic", "fa": "Arabic", "zh-CN": "Han", "ja": "Han", "ru": "Cyrillic",
        "he": "Hebrew", "de": "Latin",
    }  # fmt: skip
    for letter, name in (("ا", "ARABIC"), ("я", "CYRILLIC"), ("ω", "GREEK"), ("한", "HANGUL")):
        assert unicodedata.name(letter).startswith(name)
        assert parts(letter, "en")[0][1] != "en"
    assert all(script_of(tag) for tag in NAMES)


def test_one_voice_takes_the_language_of_most() -> None:
    assert main_language("OK حفظ الملف الآن", "en") == "ar"
    assert main_language("Click the button 保存", "en") == "en"
    assert main_language("", "en") == "en"
