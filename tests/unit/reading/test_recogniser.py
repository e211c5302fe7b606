"""The parts of the recogniser around the network."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.reading.recogniser import (
    HEIGHT,
    WIDTHS,
    Reading,
    Recogniser,
    decode,
    fitted,
    joined,
    pieces,
)

CHARACTERS = ["a", "b", "c", " "]


def probabilities(
    best: list[int], sure: float = 0.9
) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    rows = np.full((len(best), len(CHARACTERS) + 1), (1 - sure) / len(CHARACTERS), np.float32)
    rows[np.arange(len(best)), best] = sure
    return rows


def test_repeats_are_one_character_unless_a_blank_is_between() -> None:
    text, steps, sure = decode(probabilities([0, 1, 1, 0, 1, 2, 2, 4, 0, 3]), CHARACTERS)
    assert text == "aab c"
    assert steps.tolist() == [1, 4, 5, 7, 9]
    assert sure == pytest.approx(0.9)


def test_only_blanks_are_no_text() -> None:
    text, steps, sure = decode(probabilities([0, 0, 0]), CHARACTERS)
    assert (text, steps.tolist(), sure) == ("", [], 0.0)


@pytest.mark.parametrize("size", [(14, 3), (14, 200), (5, 90), (120, 400), (48, WIDTHS[-1])])
def test_lines_are_fitted_to_a_width_in_use(size: tuple[int, int]) -> None:
    pixels = fitted(np.zeros(size, np.uint8))
    assert pixels.shape[:3] == (1, 1, HEIGHT)
    assert pixels.shape[3] in WIDTHS


def test_long_lines_are_cut_at_spaces_and_nothing_is_lost() -> None:
    line = np.full((20, 3000), 255, np.uint8)
    words = [(start, start + 110) for start in range(5, 2900, 120)]
    for start, end in words:
        line[4:16, start:end:2] = 0
    parts = pieces(line)
    assert len(parts) > 1
    assert [joint for _part, joint in parts] == ["", *[" "] * (len(parts) - 1)]
    assert np.array_equal(np.concatenate([part for part, _joint in parts], axis=1), line)
    limit = WIDTHS[-1] * 20 // HEIGHT
    assert all(part.shape[1] <= limit for part, _joint in parts)
    for part, _joint in parts[1:]:
        assert (part[:, 0] == 255).all()


def test_a_long_line_without_any_gap_is_still_read() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (10, 2000), np.uint8)
    parts = pieces(noise)
    assert sum(part.shape[1] for part, _joint in parts) == 2000


def test_pieces_are_joined_with_their_confidence_by_length() -> None:
    reading = joined(
        [(Reading("abcd", 1.0), ""), (Reading("ef", 0.7), " "), (Reading("g", 0.1), "")]
    )
    assert reading.text == "abcd efg"
    assert reading.confidence == pytest.approx((4 * 1.0 + 2 * 0.7 + 0.1) / 7)


def test_no_piece_is_no_text() -> None:
    assert joined([(Reading("", 0.0), "")]) == Reading("", 0.0)


def test_a_missing_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Recogniser(tmp_path / "no-such-model")
