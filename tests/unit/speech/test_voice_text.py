from __future__ import annotations

import pytest

from assistant.speech.voices.text import longest_seconds, shortest_seconds, speakable


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Save button.", "Save button."),
        ("  two\n lines\t", "two lines"),
        ("nul\0 and \x1b[31m escape", "nul and [31m escape"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("soft\u00adware, zero\u200bwidth", "software, zerowidth"),
        ("private \ue000 and unassigned \U0003fffd", "private and unassigned"),
        ("[[inpt PHON]]", "[ [inpt PHON] ]"),
        ("a < b & <speak>", "a < b & <speak>"),
        ("naïve 漢字 😀", "naïve 漢字 😀"),
        ("", ""),
        (" \n\0\u200b", ""),
    ],
)
def test_speakable(text: str, spoken: str) -> None:
    assert speakable(text) == spoken


def test_very_long_words_are_cut_and_nothing_is_lost() -> None:
    words = speakable("q" * 500).split()
    assert max(map(len, words)) < 100
    assert "".join(words) == "q" * 500


# Seconds that espeak-ng 1.51 took for them at 200 words a minute, English voice.
@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Save button, disabled.", 1.3),
        ("The quick brown fox jumps over the lazy dog.", 2.1),
        ("1234567890 9876543210", 7.5),
        ("€ £ ¥ © ® ™ ± × ÷ ≤ ≥ ≠ ∞", 6.0),
        ("مرحبا بالعالم", 6.6),
    ],
)
def test_real_speech_lies_between_the_bounds(text: str, seconds: float) -> None:
    for rate in (80, 200, 450):
        took = seconds * 200 / rate
        assert shortest_seconds(text, rate) < took < longest_seconds(text, rate)


def test_silence_in_place_of_a_long_sentence_is_out_of_bounds() -> None:
    assert shortest_seconds("a sentence of a few plain words", 450) > 0.1
    assert shortest_seconds("...", 80) == 0
