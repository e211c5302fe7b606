"""Which engine reads what."""

from __future__ import annotations

import numpy as np
import pytest
from support.fake_engine import FakeEngine

from assistant.core.backends import USABLE, Availability, Candidate
from assistant.core.errors import BadInputError, MissingPartError
from assistant.reading.base import Engine, ReadOptions
from assistant.reading.selection import Engines, is_photo

BROKEN = Availability(False, "The model is missing.", "Install EarSight again.")


def candidate(name: str, *languages: str, availability: Availability = USABLE) -> Candidate[Engine]:
    return Candidate(name, lambda: FakeEngine([], name, languages, availability))


def engines(screen: Availability = USABLE) -> Engines:
    return Engines(
        [
            candidate("screen", "en", availability=screen),
            candidate("rapid", "en", "ja"),
            candidate("tesseract", "en", "ar"),
        ]
    )


@pytest.mark.parametrize(
    ("name", "language", "photo", "chosen"),
    [
        ("", "en", False, "screen"),
        ("auto", "en", False, "screen"),
        ("", "en", True, "rapid"),
        ("", "ja", False, "rapid"),
        ("", "ar", False, "tesseract"),
        ("", "ar", True, "tesseract"),
        ("tesseract", "en", False, "tesseract"),
        ("screen", "en", True, "screen"),
    ],
)
def test_the_best_engine_is_chosen(name: str, language: str, photo: bool, chosen: str) -> None:
    assert engines().select(name, language, photo=photo).name == chosen


def test_an_engine_is_made_once() -> None:
    made = engines()
    assert made.default() is made.select("screen", "en", photo=False)


def test_the_next_engine_stands_in_for_a_broken_one() -> None:
    assert engines(screen=BROKEN).default().name == "rapid"


def test_a_broken_engine_asked_for_by_name_says_why() -> None:
    with pytest.raises(MissingPartError, match="The model is missing"):
        engines(screen=BROKEN).select("screen", "en", photo=False)


def test_a_language_that_nothing_reads_names_its_pack() -> None:
    with pytest.raises(MissingPartError, match="The language pack for Thai is not installed"):
        engines().select("", "th", photo=False)


def test_an_engine_asked_for_that_lacks_the_language_names_another() -> None:
    with pytest.raises(MissingPartError, match="cannot read Arabic") as caught:
        engines().select("screen", "ar", photo=False)
    assert "tesseract" in caught.value.remedy


def test_unknown_names_are_bad_input() -> None:
    with pytest.raises(BadInputError, match="magic"):
        engines().select("magic", "en", photo=False)
    with pytest.raises(BadInputError, match="tlh"):
        engines().select("screen", "tlh", photo=False)


def test_noise_tells_a_photo_from_a_saved_screenshot() -> None:
    flat = np.full((40, 60, 3), 240, np.uint8)
    noisy = np.random.default_rng(1).integers(0, 255, flat.shape, np.uint8)
    assert is_photo(noisy, ReadOptions(photo=True))
    assert not is_photo(flat, ReadOptions(photo=True))
    assert not is_photo(noisy, ReadOptions(photo=False))
