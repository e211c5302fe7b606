"""Labels and typed lists of any language."""

from __future__ import annotations

import pytest

from assistant.core.labels import separated, without_mnemonic
from assistant.core.sentences import ended, word_count


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Read &window", "Read window"),
        ("朗读窗口(&W)", "朗读窗口"),
        ("字体 (&F)…", "字体…"),
        ("&0 Get models", "0 Get models"),
        ("f(x)", "f(x)"),
    ],
)
def test_a_mnemonic_is_not_said(label: str, said: str) -> None:
    assert without_mnemonic(label) == said


@pytest.mark.parametrize("text", ["cat, dog,bird,", "cat，dog、 bird", "cat، dog ،bird"])
def test_commas_of_every_script_separate(text: str) -> None:
    assert separated(text) == ["cat", "dog", "bird"]


@pytest.mark.parametrize("text", ["Done.", "完成。", "真的？", "حقا؟", "More… "])
def test_a_sentence_ends_in_any_script(text: str) -> None:
    assert ended(text)
    assert not ended("完成，")


def test_words_are_counted_in_dense_writing_too() -> None:
    assert word_count("three small words") == 3
    assert 3 <= word_count("今天天气很好") <= 6
