from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from assistant.core.backends import Backend, Candidate
from assistant.speech.registry import cue_players, screen_readers, voices, wave_writers

PLATFORMS = ("linux", "win32", "darwin")
CONCERNS: tuple[Callable[[str], Sequence[Candidate[Backend]]], ...] = (
    lambda platform: screen_readers(platform=platform),
    voices,
    cue_players,
    lambda _platform: wave_writers(),
)


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("concern", CONCERNS)
def test_every_candidate_can_be_made_anywhere_and_bears_its_own_name(
    concern: Callable[[str], Sequence[Candidate[Backend]]], platform: str
) -> None:
    candidates = concern(platform)
    assert candidates
    for candidate in candidates:
        assert candidate.load().name == candidate.name


@pytest.mark.parametrize("platform", PLATFORMS)
def test_names_differ_and_the_bell_is_the_last_resort(platform: str) -> None:
    for concern in CONCERNS:
        names = [candidate.name for candidate in concern(platform)]
        assert len(set(names)) == len(names)
    assert cue_players(platform)[-1].name == "bell"
