"""Choosing a backend, and the reasons for the refused ones."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from assistant.core.backends import USABLE, Availability, Candidate, choose, survey
from assistant.core.errors import MissingPartError


@dataclass
class Fake:
    name: str
    answer: Availability = USABLE

    def availability(self) -> Availability:
        return self.answer


def broken() -> Fake:
    raise ImportError("no module named nothing")


GOOD = Candidate("good", lambda: Fake("good"))
OTHER = Candidate("other", lambda: Fake("other"))
BAD = Candidate("bad", lambda: Fake("bad", Availability(False, "no device", "Plug one in.")))
BROKEN = Candidate("broken", broken)


def test_the_first_usable_is_chosen_and_the_refused_are_told() -> None:
    candidates = [BROKEN, BAD, GOOD, OTHER]
    assert choose(candidates).name == "good"
    rows = survey("x", candidates)
    assert [row.name for row in rows if not row.availability.usable] == ["broken", "bad"]
    assert "no module named nothing" in rows[0].availability.reason


def test_a_preferred_one_is_tried_first() -> None:
    assert choose([GOOD, OTHER], preferred="other").name == "other"
    assert choose([GOOD, BAD], preferred="bad").name == "good"


def test_none_usable_names_the_remedy() -> None:
    with pytest.raises(MissingPartError) as caught:
        choose([BROKEN, BAD])
    assert caught.value.spoken == "no device Plug one in."


def test_survey_marks_one_as_used() -> None:
    assert [v.used for v in survey("x", [BAD, GOOD, OTHER])] == [False, True, False]
    assert [v.used for v in survey("x", [GOOD, OTHER], used="other")] == [False, True]
