"""Settings with something changed, and nothing else."""

from __future__ import annotations

import pytest

from assistant.settings.changing import changed
from assistant.settings.schema import Settings, SpeechSettings


def test_only_what_is_named_changes() -> None:
    before = changed(Settings(), "reading", language="de")
    after = changed(before, "speech", rate=300, voice="gmw/en-US")
    assert after.speech == SpeechSettings(rate=300, voice="gmw/en-US")
    assert after.reading == before.reading
    assert changed(after, "speech", rate=before.speech.rate, voice="") == before


def test_what_one_holds_stays_as_it_was() -> None:
    settings = Settings()
    changed(settings, "speech", rate=300)
    assert settings == Settings()


def test_a_slip_is_no_new_setting() -> None:
    with pytest.raises(AttributeError):
        changed(Settings(), "speach", rate=300)
    with pytest.raises(TypeError):
        changed(Settings(), "speech", rat=300)
